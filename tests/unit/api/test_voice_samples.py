"""Samples of the voices: recorded once for somebody who is signed in, and heard by everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from functions.api.voice_samples import PAUSE_S, RECORDINGS, TRANSIENT_PAUSE_S
from testing.clock import FixedClock
from tests.unit.api.conftest import Api
from vidx import options
from vidx.errors import ProviderMalformed, ProviderRefused, ProviderUnavailable, VidxError
from vidx.jobs.events import VoiceSampleInput
from vidx.settings import Settings
from vidx.voice_samples import sample_key

PREVIEW = "/api/voices/nova/preview"


def record(api: Api) -> int:
    return api.call("POST", PREVIEW).status


def test_options_have_the_address_of_every_voice_sample(api: Api) -> None:
    offered = api.call("GET", "/api/options", user=None).json

    assert list(offered["voicePreviews"]) == offered["voices"] == list(options.VOICES)
    for address in offered["voicePreviews"].values():
        assert api.call("POST", urlsplit(address).path).status == 204
        assert api.call("GET", urlsplit(address).path, user=None).status == 302


def test_a_request_without_sign_in_records_nothing(api: Api) -> None:
    missing, refused = api.call("GET", PREVIEW, user=None), api.call("POST", PREVIEW, user=None)

    assert (missing.status, missing.json["code"]) == (404, "NotFound")
    assert "sign in" in missing.json["detail"]
    assert refused.status == 401
    assert not api.voice_samples.requests


def test_a_sample_is_recorded_once_and_redirected_to_afterwards(api: Api) -> None:
    assert [record(api), record(api)] == [204, 204]
    replies = [api.call("GET", PREVIEW, user=None) for _ in range(2)]

    key = sample_key("nova", "en", Settings())
    assert api.voice_samples.requests == [VoiceSampleInput(voice="nova", language="en")]
    for reply in replies:
        assert (reply.status, reply.text, reply.headers["Content-Type"]) == (302, "", "text/plain")
        assert reply.headers["Location"] == f"https://storage.test/{key}?expires=3600"
        assert reply.headers["Cache-Control"] == "private, max-age=3000"


@dataclass
class Meanwhile(FixedClock):
    """A clock that runs an action while a request waits."""

    happens: Callable[[], None] = lambda: None

    def wait(self, seconds: float) -> None:
        super().wait(seconds)
        self.happens()


def busy_with(api: Api) -> tuple[str, tuple[str, str]]:
    """Key of a sample that another request is recording, and that request's claim."""
    key = sample_key("nova", "en", Settings())
    api.idempotency.busy.add(claim := (RECORDINGS, key))
    return key, claim


def test_a_request_during_the_recording_waits_for_it_and_pays_nothing(api: Api) -> None:
    key, claim = busy_with(api)

    def recorded() -> None:
        api.store.put(key, b"RIFF", "audio/wav")
        api.idempotency.busy.discard(claim)
        api.idempotency.answers[claim] = (key, {"key": key})

    api.tell_time_by(Meanwhile(happens=recorded))

    assert record(api) == 204
    assert not api.voice_samples.requests


def test_a_waiting_request_records_the_sample_when_the_first_one_fails(api: Api) -> None:
    _, claim = busy_with(api)
    api.tell_time_by(Meanwhile(happens=lambda: api.idempotency.busy.discard(claim)))

    assert record(api) == 204
    assert len(api.voice_samples.requests) == 1


def test_waiting_for_a_sample_ends_with_an_error(api: Api) -> None:
    busy_with(api)

    reply = api.call("POST", PREVIEW)

    assert (reply.status, reply.json["retryable"]) == (503, True)
    assert "still being recorded" in reply.json["detail"]
    assert not api.voice_samples.requests


def test_a_deleted_sample_is_recorded_again(api: Api) -> None:
    for _ in range(2):
        assert record(api) == 204
        api.store.delete(sample_key("nova", "en", Settings()))

    assert len(api.voice_samples.requests) == 2


def test_an_unknown_voice_is_refused_before_anything_is_paid(api: Api) -> None:
    reply = api.call("POST", "/api/voices/darth/preview")

    assert reply.status == 422
    assert "voice" in reply.field_messages
    assert not api.voice_samples.requests


def test_a_sample_never_speaks_text_of_the_caller(api: Api) -> None:
    api.call("POST", PREVIEW, query={"text": "Buy my stuff", "script": "No"})

    assert api.voice_samples.requests == [VoiceSampleInput(voice="nova", language="en")]


@pytest.mark.parametrize(
    ("error", "status"), [(ProviderUnavailable("down"), 503), (ProviderRefused("no such voice"), 502)]
)
def test_a_sample_that_cannot_be_recorded_says_why(api: Api, error: VidxError, status: int) -> None:
    api.voice_samples.error = error

    reply = api.call("POST", PREVIEW)

    assert (reply.status, reply.json["detail"]) == (status, str(error))


@pytest.mark.parametrize(
    ("error", "pause_s"),
    [(ProviderUnavailable("down"), TRANSIENT_PAUSE_S), (ProviderMalformed("half a sentence"), PAUSE_S)],
)
def test_a_recording_that_failed_is_not_tried_and_charged_again_at_once(
    api: Api, error: VidxError, pause_s: int
) -> None:
    api.voice_samples.error = error
    first = api.call("POST", PREVIEW)
    api.voice_samples.error = None

    second = api.call("POST", PREVIEW)
    assert (second.status, second.json["code"]) == (first.status, first.json["code"]) == (error.status, error.code())
    assert len(api.voice_samples.requests) == 1

    api.clock.pass_by(pause_s)
    assert record(api) == 204


def test_a_storage_that_is_down_does_not_hide_why_a_recording_failed(api: Api) -> None:
    api.voice_samples.error = ProviderRefused("no such voice")
    api.store.fail_puts(forever=True)

    assert api.call("POST", PREVIEW).json["code"] == "ProviderRefused"
