"""The moderation endpoint with the real OpenAI client, against the stand-in, over HTTP."""

from collections.abc import Callable
from typing import Any

import httpx2
import openai
import pytest

from testing.fees import Fees
from testing.standin import Standin
from tests.contract.moderator_rules import ModeratorRules
from tests.unit.vidx.adapters.conftest import ERRORS, ClientFactory
from vidx.adapters.openai.moderation import OpenAiModerator
from vidx.errors import ProviderMalformed, ProviderRefused, ProviderRetired, VidxError
from vidx.ports.providers import Moderator

MODEL = "omni-moderation-latest"


class TestOpenAiModerator(ModeratorRules):
    @pytest.fixture
    def moderator(self, connect: ClientFactory) -> Moderator:
        return OpenAiModerator(connect, MODEL)


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_the_moderation_become_our_errors(
    standin: Standin, connect_for: Callable[[str], ClientFactory], kind: str, error: type[VidxError]
) -> None:
    standin.fail("moderations", kind)

    with pytest.raises(error):
        OpenAiModerator(connect_for(kind), MODEL).assess_text("A lamp.")
    assert standin.calls("moderations")["called"] == 1, "a failed call must not be repeated here"


def test_a_missing_model_is_retired(connect: ClientFactory) -> None:
    with pytest.raises(ProviderRetired):
        OpenAiModerator(connect, "omni-1").assess_text("A lamp.")


def test_an_image_that_cannot_be_read_is_refused(connect: ClientFactory) -> None:
    with pytest.raises(ProviderRefused):
        OpenAiModerator(connect, MODEL).assess_image(b"no image", "image/jpeg")


def test_moderation_is_free(connect: ClientFactory) -> None:
    fees = Fees()

    OpenAiModerator(connect, MODEL).assess_text("A lamp.")

    assert fees.usd == 0


@pytest.mark.parametrize(
    "results",
    [
        [],
        [{"flagged": False}],
        [{"categories": {}, "category_scores": {}}],
        [{"categories": {"hate": False}, "category_scores": {"hate": "low"}}],
        [{"categories": {"hate": False}, "category_scores": {"hate": 0.1}}] * 2,
    ],
    ids=["none", "no scores", "no categories", "no numbers", "two"],
)
def test_an_answer_of_another_form_never_passes(results: list[dict[str, Any]]) -> None:
    answer = {"id": "modr-1", "model": MODEL, "results": results}
    host = httpx2.MockTransport(lambda _: httpx2.Response(200, json=answer))

    with (
        openai.OpenAI(api_key="sk-test", http_client=httpx2.Client(transport=host)) as client,
        pytest.raises(ProviderMalformed),
    ):
        OpenAiModerator(lambda: client, MODEL).assess_text("A lamp.")
