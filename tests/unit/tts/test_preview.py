"""Samples of the voices: each made once, honestly by the chain that reads the videos."""

import pytest

from functions.tts.preview import record_preview
from testing.ai import ToneSpeech
from testing.store import MemoryStore
from tests.unit.tts.test_service import alone
from vidx import options, wav
from vidx.errors import ProviderRetired, ProviderUnavailable
from vidx.jobs.events import PreviewInput
from vidx.previews import SENTENCES, key_of
from vidx.settings import Settings

HERE = Settings()
ASK = PreviewInput(voice="coral", language="en")


def test_a_sample_is_the_fixed_sentence_in_the_voice_asked_for() -> None:
    store, speech = MemoryStore(), ToneSpeech()

    result = record_preview(ASK, store, alone(speech), HERE)

    assert speech.spoken == [(SENTENCES["en"], "coral")]
    assert wav.read(store.objects[result.preview_key]).seconds > 2
    assert store.info[result.preview_key].content_type == "audio/wav"
    assert result.cost_usd == pytest.approx(len(SENTENCES["en"]) * 15.8 / 1_000_000)


def test_a_sample_is_paid_for_once() -> None:
    store, speech = MemoryStore(), ToneSpeech()
    first = record_preview(ASK, store, alone(speech), HERE)

    again = record_preview(ASK, store, alone(speech), HERE)

    assert (again.preview_key, again.cost_usd) == (first.preview_key, 0.0)
    assert len(speech.spoken) == 1


def test_a_provider_that_is_down_for_a_moment_is_not_replaced_by_anothers_voice() -> None:
    store, other = MemoryStore(), ToneSpeech(provider="polly")
    chain = [*alone(ToneSpeech([ProviderUnavailable("down")])), *alone(other)]

    with pytest.raises(ProviderUnavailable):
        record_preview(ASK, store, chain, HERE)
    assert not store.objects
    assert not other.spoken


def test_a_provider_that_is_gone_for_good_is_replaced_as_in_a_video() -> None:
    store = MemoryStore()
    chain = [*alone(ToneSpeech([ProviderRetired("gone")])), *alone(ToneSpeech(provider="polly", model="polly-neural"))]

    result = record_preview(ASK, store, chain, HERE)

    assert store.info[result.preview_key].metadata["provider"] == "polly"


def test_every_voice_and_every_choice_of_providers_has_a_sample_of_its_own() -> None:
    keys = {key_of(voice, language, HERE) for voice in options.VOICES for language in options.LANGUAGES}

    assert len(keys) == len(options.VOICES) * len(options.LANGUAGES)
    assert key_of("coral", "en", HERE.model_copy(update={"voice_order": "polly"})) not in keys


def test_there_is_a_sentence_for_every_language() -> None:
    assert set(SENTENCES) == set(options.LANGUAGES)
