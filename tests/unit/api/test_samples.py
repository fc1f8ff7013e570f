"""Samples of the voices: recorded once, and heard by everybody."""

from urllib.parse import urlsplit

import pytest

from tests.unit.api.conftest import Api
from vidx import options
from vidx.errors import ProviderRefused, ProviderUnavailable, VidxError
from vidx.previews import key_of
from vidx.settings import Settings
from vidx.steps import PreviewInput


def test_options_tell_where_every_voice_can_be_heard(api: Api) -> None:
    told = api.call("GET", "/api/options", user=None).json

    assert list(told["voicePreviews"]) == told["voices"] == list(options.VOICES)
    for address in told["voicePreviews"].values():
        assert api.call("GET", urlsplit(address).path, user=None).status == 302


def test_a_sample_is_recorded_for_the_first_who_asks_and_only_led_to_afterwards(api: Api) -> None:
    replies = [api.call("GET", "/api/voices/nova/preview", user=None) for _ in range(2)]

    key = key_of("nova", "en", Settings())
    assert api.previews.asked == [PreviewInput(voice="nova", language="en")]
    for reply in replies:
        assert (reply.status, reply.text) == (302, "")
        assert reply.headers["Location"] == f"https://storage.test/{key}?expires=3600"
        assert reply.headers["Cache-Control"] == "private, max-age=3000"


def test_an_unknown_voice_is_refused_before_anything_is_paid_for(api: Api) -> None:
    reply = api.call("GET", "/api/voices/darth/preview", user=None)

    assert reply.status == 422
    assert "voice" in reply.field_messages
    assert not api.previews.asked


def test_nobody_can_have_words_of_his_own_spoken(api: Api) -> None:
    api.call("GET", "/api/voices/nova/preview", user=None, query={"text": "Buy my stuff", "script": "No"})

    assert api.previews.asked == [PreviewInput(voice="nova", language="en")]


@pytest.mark.parametrize(
    ("error", "status"), [(ProviderUnavailable("down"), 503), (ProviderRefused("no such voice"), 502)]
)
def test_a_sample_that_cannot_be_recorded_says_why(api: Api, error: VidxError, status: int) -> None:
    api.previews.error = error

    reply = api.call("GET", "/api/voices/nova/preview", user=None)

    assert (reply.status, reply.json["detail"]) == (status, str(error))
