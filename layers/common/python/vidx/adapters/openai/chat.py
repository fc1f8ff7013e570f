"""Structured answers of a chat model."""

from typing import Final

import openai
from openai.types.chat.parsed_chat_completion import ParsedChatCompletion
from pydantic import BaseModel

from vidx import costs
from vidx.adapters.openai.client import PROVIDER, ClientFactory, mapped_errors
from vidx.errors import ProviderMalformed, ProviderRefused
from vidx.ports import Answer, Completion
from vidx.usage import USAGE_COUNTER

MAX_OUTPUT_TOKENS: Final = 2_000
"""Several times what the longest script needs; a ceiling on what one call can cost."""


class _Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Bill(BaseModel):
    """What can be read of an answer whose content nobody has looked at yet."""

    usage: _Tokens | None = None


def _usd(model: str, answer: bytes) -> float:
    used = _Bill.model_validate_json(answer).usage or _Tokens()
    return costs.chat_usd(model, used.prompt_tokens or 0, used.completion_tokens or 0)


class OpenAiLanguageModel:
    """Implements `LanguageModel` with chat completions, which every OpenAI-compatible host has.

    The answer's form goes along as a strict JSON schema; there are no tools, so that text among the facts can
    cause nothing but words.
    """

    def __init__(self, connect: ClientFactory, model: str) -> None:
        self._connect = connect
        self._model = model

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        client = self._connect()
        with mapped_errors(self._model):
            answer = self._answer(self._ask(client, instructions, facts, form))
        return Completion(answer=answer, provider=PROVIDER, model=self._model)

    def _ask(
        self, client: openai.OpenAI, instructions: str, facts: str, form: type[Answer]
    ) -> ParsedChatCompletion[Answer]:
        raw = client.chat.completions.with_raw_response.parse(
            model=self._model,
            messages=[{"role": "system", "content": instructions}, {"role": "user", "content": facts}],
            response_format=form,
            max_completion_tokens=MAX_OUTPUT_TOKENS,
            store=False,
        )
        USAGE_COUNTER.add_fee(_usd(self._model, raw.content))
        return raw.parse()

    def _answer(self, completion: ParsedChatCompletion[Answer]) -> Answer:
        if not completion.choices:
            raise ProviderMalformed(f"The AI provider answered without a choice ({self._model}).")
        message = completion.choices[0].message
        if message.refusal:
            raise ProviderRefused(f"The AI model declined this content ({self._model}).")
        if message.parsed is None:
            raise ProviderMalformed(f"The AI provider's answer is empty ({self._model}).")
        return message.parsed
