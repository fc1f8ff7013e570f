"""The chain that the settings ask for."""

import pytest
from pydantic import ValidationError

from functions.tts.readers import READERS, readers
from vidx.settings import Settings, settings_of


def test_readers_come_in_the_order_asked_for() -> None:
    assert [reader.name for reader in readers("polly,speech")] == ["polly", "speech"]


def test_every_provider_of_the_default_order_can_be_made() -> None:
    order = Settings().voice_order

    assert [reader.name for reader in readers(order)] == ["speech", "realtime", "polly"]
    assert all(reader.speech() for reader in readers(order))


@pytest.mark.parametrize("order", ["", "speech,", "speech;polly", "siri"])
def test_an_order_of_unknown_providers_is_refused(order: str) -> None:
    with pytest.raises(ValidationError):
        settings_of({"VOICE_ORDER": order})


@pytest.mark.parametrize("name", READERS)
def test_every_provider_may_be_the_only_one(name: str) -> None:
    assert readers(Settings(voice_order=name).voice_order) == [READERS[name]]
