"""What can be chosen, and the warnings about models."""

from datetime import date

import pytest

from functions.api.options import api_options
from tests.unit.api.conftest import Api
from vidx import options
from vidx.settings import Settings


def test_options_are_open_to_everyone_and_complete(api: Api) -> None:
    reply = api.call("GET", "/api/options", user=None)

    assert reply.status == 200
    assert reply.json["voices"] == list(options.VOICES)
    assert reply.json["formats"] == list(options.FORMATS)
    assert reply.json["defaults"]["voice"] == "alloy"
    assert reply.json["limits"]["maxPhotos"] == 10


@pytest.mark.parametrize(("contact", "has_contact"), [("https://shop.example", True), ("", False)])
def test_options_say_whether_the_operator_can_be_reached(contact: str, *, has_contact: bool) -> None:
    assert api_options(Settings(listing_contact=contact), date(2027, 1, 1)).operator_contact is has_contact


def test_options_warn_of_models_in_their_last_sixty_days() -> None:
    configured = Settings(speech_model="gpt-4o-mini-tts", transcription_model="whisper-1")

    warnings = api_options(configured, date(2026, 11, 7)).warnings

    assert [(each.model, each.stage, each.days_left) for each in warnings] == [("gpt-4o-mini-tts", "tts", 60)]
    assert api_options(configured, date(2026, 11, 6)).warnings == []


def test_options_say_where_to_sign_in(api: Api) -> None:
    assert api.call("GET", "/api/options", user=None).json["auth"].keys() == {
        "userPoolId",
        "clientId",
        "region",
        "cognitoEndpoint",
    }
