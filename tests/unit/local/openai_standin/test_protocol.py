"""The stand-in follows OpenAI's rules: keys, models, schemas, limits and the bodies of errors."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from testing.standin import Standin

KEY = {"authorization": "Bearer sk-test"}
STRICT = {
    "type": "object",
    "properties": {"hook": {"type": "string"}, "sentences": {"type": "array", "items": {"type": "string"}}},
    "required": ["hook", "sentences"],
    "additionalProperties": False,
}


def post(standin: Standin, path: str, body: Any, headers: dict[str, str] | None = None) -> httpx.Response:
    return httpx.post(f"{standin.url}/{path}", json=body, headers=KEY if headers is None else headers, timeout=30)


def chat(schema: Any = STRICT, model: str = "gpt-6-luna", *, strict: bool = True) -> dict[str, Any]:
    response_format = {"type": "json_schema", "json_schema": {"name": "Form", "strict": strict, "schema": schema}}
    return {"model": model, "messages": [{"role": "user", "content": "A lamp."}], "response_format": response_format}


@pytest.mark.parametrize("headers", [{}, {"authorization": "Basic abc"}])
def test_a_call_without_a_key_is_unauthorized(standin: Standin, headers: dict[str, str]) -> None:
    answer = post(standin, "chat/completions", chat(), headers)

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_a_key_of_another_kind_is_incorrect(standin: Standin) -> None:
    answer = post(standin, "chat/completions", chat(), {"authorization": "Bearer secret"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("chat/completions", chat(model="gpt-99")),
        ("chat/completions", chat(model="whisper-1")),
        ("audio/speech", {"model": "gpt-6-luna", "input": "Hi.", "voice": "alloy", "response_format": "wav"}),
    ],
)
def test_a_model_that_does_not_exist_or_fit_is_not_found(standin: Standin, path: str, body: dict[str, Any]) -> None:
    answer = post(standin, path, body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "model_not_found")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"additionalProperties": True}, "additionalProperties"),
        ({"required": ["hook"]}, "Missing 'sentences'"),
        ({"type": "array"}, 'type: "object"'),
        ({"allOf": []}, "'allOf' is not permitted"),
    ],
)
def test_a_schema_that_is_not_strict_is_refused(standin: Standin, change: dict[str, Any], problem: str) -> None:
    answer = post(standin, "chat/completions", chat(STRICT | change))

    assert answer.status_code == 400
    assert problem in answer.json()["error"]["message"]


def test_a_schema_has_to_request_strict_mode(standin: Standin) -> None:
    assert post(standin, "chat/completions", chat(strict=False)).status_code == 400


@pytest.mark.parametrize(
    "change",
    [{"voice": "bob"}, {"input": ""}, {"input": "a" * 4_097}, {"response_format": "opus"}, {"input": None}],
)
def test_speech_outside_the_limits_is_refused(standin: Standin, change: dict[str, Any]) -> None:
    body = {"model": "tts-1", "input": "Hi.", "voice": "alloy", "response_format": "wav"}

    answer = post(standin, "audio/speech", body | change)

    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


def test_a_body_that_is_no_json_is_a_bad_request(standin: Standin) -> None:
    answer = httpx.post(f"{standin.url}/chat/completions", content=b"{", headers=KEY)

    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


def test_an_unknown_url_gets_the_same_answer_as_from_openai(standin: Standin) -> None:
    answer = httpx.get(f"{standin.url}/nothing", headers=KEY)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_url")


def test_models_are_listed(standin: Standin) -> None:
    model_ids = {model["id"] for model in httpx.get(f"{standin.url}/models", headers=KEY).json()["data"]}

    assert {"gpt-6-luna", "gpt-4o-mini-tts", "whisper-1"} <= model_ids


def test_health_needs_no_key(standin: Standin) -> None:
    assert httpx.get(f"{standin.root}/healthz").json() == {"status": "ok"}


def test_only_successful_calls_count_as_answered(standin: Standin) -> None:
    standin.fail("chat", "500")
    post(standin, "chat/completions", chat())
    post(standin, "chat/completions", chat())
    post(standin, "chat/completions", chat(model="gpt-99"))

    assert standin.calls("chat") == {"called": 3, "answered": 1}
    assert standin.calls("speech") == {"called": 0, "answered": 0}


def test_faults_come_in_the_requested_order_and_then_end(standin: Standin) -> None:
    standin.fail("chat", "429")
    standin.fail("chat", "quota")

    answers = [post(standin, "chat/completions", chat()) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert [answer.json()["error"]["code"] for answer in answers[:2]] == ["rate_limit_exceeded", "insufficient_quota"]


def test_a_fault_of_a_text_hits_only_calls_with_it(standin: Standin) -> None:
    order = {"endpoint": "speech", "kind": "500", "times": 9, "text": "amber"}
    httpx.post(f"{standin.root}/_faults", json=order).raise_for_status()
    speech = {"model": "gpt-4o-mini-tts", "voice": "alloy", "response_format": "wav"}

    other = post(standin, "audio/speech", {**speech, "input": "A lamp."})
    failed = post(standin, "audio/speech", {**speech, "input": "An amber lamp."})
    httpx.delete(f"{standin.root}/_faults", params={"text": "birch"}).raise_for_status()
    still = post(standin, "audio/speech", {**speech, "input": "An amber lamp."})
    httpx.delete(f"{standin.root}/_faults", params={"text": "amber"}).raise_for_status()
    healed = post(standin, "audio/speech", {**speech, "input": "An amber lamp."})

    assert [answer.status_code for answer in (other, failed, still, healed)] == [200, 500, 500, 200]
    counts = httpx.get(f"{standin.root}/_calls", params={"text": "amber"}).json()
    assert counts["speech"] == {"called": 3, "answered": 1}


def test_a_call_without_an_answer_is_never_charged(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.openai_standin.app.SILENCE_S", 0.0)
    standin.fail("chat", "timeout")

    answer = post(standin, "chat/completions", chat())

    assert answer.status_code == 500
    assert standin.calls("chat") == {"called": 1, "answered": 0}


def test_a_held_call_is_answered_when_the_faults_are_removed(standin: Standin) -> None:
    standin.fail("chat", "held")

    with ThreadPoolExecutor() as caller:
        answer = caller.submit(post, standin, "chat/completions", chat())
        while not standin.calls("chat")["called"]:
            assert not answer.done()
        httpx.delete(f"{standin.root}/_faults").raise_for_status()

        assert answer.result().status_code == 200


def test_an_unknown_fault_is_refused(standin: Standin) -> None:
    order = {"endpoint": "chat", "kind": "fire"}

    assert httpx.post(f"{standin.root}/_faults", json=order).status_code == 422
