"""`/v1/moderations` of the stand-in follows OpenAI's rules."""

import base64
from typing import Any

import httpx
import pytest
from openai.types import ModerationCreateResponse

from local.openai_standin.moderation import COLOURS, WORDS
from testing.moderation import REFUSED_WORD, REVIEWED_WORD
from testing.pictures import picture
from testing.standin import Standin
from tests.unit.local.openai_standin.test_protocol import post


def ask(standin: Standin, content: Any, model: str = "omni-moderation-latest") -> httpx.Response:
    return post(standin, "moderations", {"model": model, "input": content})


def image(colour: str) -> dict[str, Any]:
    url = f"data:image/jpeg;base64,{base64.b64encode(picture('JPEG', 64, 48, colour)).decode()}"
    return {"type": "image_url", "image_url": {"url": url}}


@pytest.mark.parametrize("content", ["A lamp.", ["A lamp.", "A chair."], [{"type": "text", "text": "A lamp."}]])
def test_an_answer_has_every_field_of_openais(standin: Standin, content: Any) -> None:
    answer = ask(standin, content).json()

    parsed = ModerationCreateResponse.model_validate(answer, strict=True)
    assert len(parsed.results) == (2 if content == ["A lamp.", "A chair."] else 1)
    assert not parsed.results[0].flagged


def test_a_word_and_an_image_score_in_their_category(standin: Standin) -> None:
    content = [{"type": "text", "text": "An old RIFLE."}, image("hotpink")]

    (result,) = ask(standin, content).json()["results"]

    assert result["flagged"]
    assert result["category_scores"]["illicit/violent"] == 0.6
    assert result["category_scores"]["sexual"] == 0.95
    assert result["category_applied_input_types"]["sexual"] == ["text", "image"]
    assert result["category_applied_input_types"]["hate"] == ["text"]


def test_the_fake_in_tests_knows_the_same_words() -> None:
    assert {REFUSED_WORD, REVIEWED_WORD} <= set(WORDS)
    assert len(COLOURS) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ([image("red"), image("blue")], "too_many_images"),
        ([{"type": "image_url", "image_url": {"url": "https://x.example/1.jpg"}}], "image_url_unavailable"),
        ([{"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,AAAA"}}], "invalid_image"),
        ([], None),
        (None, None),
    ],
)
def test_a_request_that_openai_refuses_is_refused(standin: Standin, content: Any, code: str | None) -> None:
    answer = ask(standin, content)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_an_unknown_model_is_not_found(standin: Standin) -> None:
    assert ask(standin, "A lamp.", "gpt-6-luna").status_code == 404
