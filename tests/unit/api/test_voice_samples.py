"""Samples of the voices: recorded once, and heard by everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from functions.api.voice_samples import OWNER
from testing.clock import FixedClock
from tests.unit.api.conftest import Api
from vidx import options
from vidx.errors import ProviderRefused, ProviderUnavailable, VidxError
from vidx.jobs.events import VoiceSampleInput
from vidx.settings import Settings
from vidx.voice_samples import sample_key


def test_options_tell_where_every_voice_can_be_heard(api: Api) -> None:
    told = api.call("GET", "/api/options", user=None).json

    assert list(told["voicePreviews"]) == told["voices"] == list(options.VOICES)
    for address in told["voicePreviews"].values():
        assert api.call("GET", urlsplit(address).path, user=None).status == 302


def test_a_sample_is_recorded_for_the_first_who_asks_and_only_led_to_afterwards(api: Api) -> None:
    replies = [api.call("GET", "/api/voices/nova/preview", user=None) for _ in range(2)]

    key = sample_key("nova", "en", Settings())
    assert api.voice_samples.requests == [VoiceSampleInput(voice="nova", language="en")]
    for reply in replies:
        assert (reply.status, reply.text) == (302, "")
        assert reply.headers["Location"] == f"https://storage.test/{key}?expires=3600"
        assert reply.headers["Cache-Control"] == "private, max-age=3000"


@dataclass
class Meanwhile(FixedClock):
    """Has something happen while somebody waits."""

    happens: Callable[[], None] = lambda: None

    def wait(self, seconds: float) -> None:
        super().wait(seconds)
        self.happens()


def busy_with(api: Api) -> tuple[str, tuple[str, str]]:
    """Key of a sample that somebody else is having recorded, and the claim to it."""
    key = sample_key("nova", "en", Settings())
    api.idempotency.busy.add(claim := (OWNER, key))
    return key, claim


def test_whoever_asks_while_a_sample_is_recorded_waits_for_it_and_pays_nothing(api: Api) -> None:
    key, claim = busy_with(api)

    def recorded() -> None:
        api.store.put(key, b"RIFF", "audio/wav")
        api.idempotency.busy.discard(claim)
        api.idempotency.answers[claim] = (key, {"key": key})

    api.tell_time_by(Meanwhile(happens=recorded))

    assert api.call("GET", "/api/voices/nova/preview", user=None).status == 302
    assert not api.voice_samples.requests


def test_when_the_one_who_has_it_recorded_fails_the_next_one_tries(api: Api) -> None:
    _, claim = busy_with(api)
    api.tell_time_by(Meanwhile(happens=lambda: api.idempotency.busy.discard(claim)))

    assert api.call("GET", "/api/voices/nova/preview", user=None).status == 302
    assert len(api.voice_samples.requests) == 1


def test_nobody_waits_for_ever(api: Api) -> None:
    busy_with(api)

    reply = api.call("GET", "/api/voices/nova/preview", user=None)

    assert (reply.status, reply.json["retryable"]) == (503, True)
    assert "still being recorded" in reply.json["detail"]
    assert not api.voice_samples.requests


def test_a_sample_that_was_deleted_after_it_was_recorded_is_recorded_again(api: Api) -> None:
    for _ in range(2):
        assert api.call("GET", "/api/voices/nova/preview", user=None).status == 302
        api.store.delete(sample_key("nova", "en", Settings()))

    assert len(api.voice_samples.requests) == 2


def test_an_unknown_voice_is_refused_before_anything_is_paid_for(api: Api) -> None:
    reply = api.call("GET", "/api/voices/darth/preview", user=None)

    assert reply.status == 422
    assert "voice" in reply.field_messages
    assert not api.voice_samples.requests


def test_nobody_can_have_words_of_his_own_spoken(api: Api) -> None:
    api.call("GET", "/api/voices/nova/preview", user=None, query={"text": "Buy my stuff", "script": "No"})

    assert api.voice_samples.requests == [VoiceSampleInput(voice="nova", language="en")]


@pytest.mark.parametrize(
    ("error", "status"), [(ProviderUnavailable("down"), 503), (ProviderRefused("no such voice"), 502)]
)
def test_a_sample_that_cannot_be_recorded_says_why(api: Api, error: VidxError, status: int) -> None:
    api.voice_samples.error = error

    reply = api.call("GET", "/api/voices/nova/preview", user=None)

    assert (reply.status, reply.json["detail"]) == (status, str(error))
