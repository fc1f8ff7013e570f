"""The language model with the real OpenAI client, against the stand-in, over HTTP."""

from collections.abc import Callable

import httpx2
import openai
import pytest
from pydantic import BaseModel

from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.conftest import ERRORS, ClientFactory
from vidx import costs
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.errors import (
    ProviderFailed,
    ProviderRetired,
    ProviderUnavailable,
    VidxError,
)

INSTRUCTIONS = "Write 30 to 40 spoken words, best 35."
FACTS = '<listing>{"title": "Blue lamp", "description": "Bright and small.", "price": "$20"}</listing>'


class Form(BaseModel):
    hook: str
    sentences: list[str]
    call_to_action: str


def test_a_script_has_the_requested_form_and_its_tokens_are_charged(connect: ClientFactory) -> None:
    fees = Fees()

    completion = OpenAiLanguageModel(connect, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)

    assert "Blue lamp" in completion.answer.hook
    assert (completion.provider, completion.model) == ("openai", "gpt-6-luna")
    assert fees.usd > costs.chat_usd("gpt-6-luna", 10, 10)


def test_an_answer_without_token_counts_is_accepted() -> None:
    """Some hosts with OpenAI's protocol send nulls."""
    content = '{"hook": "Blue lamp.", "sentences": ["Bright."], "call_to_action": "Come by."}'
    completion = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "own",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": None, "completion_tokens": None, "total_tokens": None},
    }
    fees, host = Fees(), httpx2.MockTransport(lambda _: httpx2.Response(200, json=completion))

    with openai.OpenAI(api_key="sk-test", http_client=httpx2.Client(transport=host)) as client:
        script = OpenAiLanguageModel(lambda: client, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)

    assert script.answer.hook == "Blue lamp."
    assert fees.usd == 0


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_the_language_model_become_our_errors(
    standin: Standin, connect_for: Callable[[str], ClientFactory], kind: str, error: type[VidxError]
) -> None:
    standin.fail("chat", kind)

    with pytest.raises(error):
        OpenAiLanguageModel(connect_for(kind), "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)
    assert standin.calls("chat")["called"] == 1, "a failed call must not be repeated here"


@pytest.mark.parametrize("kind", ["malformed", "refusal"])
def test_an_unusable_script_is_charged(standin: Standin, connect: ClientFactory, kind: str) -> None:
    standin.fail("chat", kind)
    fees = Fees()

    with pytest.raises(ProviderFailed):
        OpenAiLanguageModel(connect, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)
    assert fees.usd > costs.chat_usd("gpt-6-luna", 10, 0)


def test_a_missing_model_is_retired(connect: ClientFactory) -> None:
    with pytest.raises(ProviderRetired):
        OpenAiLanguageModel(connect, "gpt-1").write(INSTRUCTIONS, FACTS, Form)


def test_an_unreachable_host_is_unavailable() -> None:
    client = openai.OpenAI(api_key="sk-test", base_url="http://127.0.0.1:9/v1", max_retries=0, timeout=1.0)

    with pytest.raises(ProviderUnavailable):
        OpenAiLanguageModel(lambda: client, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)
