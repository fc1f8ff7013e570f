"""Voice samples: each is made and paid once, by the provider chain of the videos."""

import pytest

from functions.tts.voice_sample import record_voice_sample
from testing.ai import ToneSpeech
from testing.clock import FixedClock
from testing.store import MemoryStore
from testing.tts_job import only_provider
from vidx import options, wav
from vidx.errors import ProviderRetired, ProviderUnavailable, StorageUnavailable
from vidx.jobs import paid_results
from vidx.jobs.events import VoiceSampleInput
from vidx.settings import Settings
from vidx.voice_samples import SENTENCES, sample_key

SETTINGS = Settings()
REQUEST = VoiceSampleInput(voice="coral", language="en")


def test_a_sample_is_the_fixed_sentence_in_the_requested_voice() -> None:
    store, speech = MemoryStore(), ToneSpeech()

    result = record_voice_sample(REQUEST, store, only_provider(speech), SETTINGS)

    assert speech.spoken == [(SENTENCES["en"], "coral")]
    assert wav.read(store.objects[result.sample_key]).seconds > 2
    assert store.info[result.sample_key].content_type == "audio/wav"
    assert result.cost_usd == pytest.approx(len(SENTENCES["en"]) * 15.8 / 1_000_000)


def test_a_sample_is_paid_once() -> None:
    store, speech = MemoryStore(), ToneSpeech()
    first = record_voice_sample(REQUEST, store, only_provider(speech), SETTINGS)

    again = record_voice_sample(REQUEST, store, only_provider(speech), SETTINGS)

    assert (again.sample_key, again.cost_usd) == (first.sample_key, 0.0)
    assert len(speech.spoken) == 1


def test_a_provider_that_is_down_for_the_moment_is_not_passed_over() -> None:
    store, other = MemoryStore(), ToneSpeech(provider="polly")
    chain = [*only_provider(ToneSpeech([ProviderUnavailable("down")])), *only_provider(other)]

    with pytest.raises(ProviderUnavailable):
        record_voice_sample(REQUEST, store, chain, SETTINGS)
    assert sample_key("coral", "en", SETTINGS) not in store.objects
    assert not other.spoken


def test_a_retired_provider_is_passed_over() -> None:
    store = MemoryStore()
    chain = [
        *only_provider(ToneSpeech([ProviderRetired("gone")])),
        *only_provider(ToneSpeech(provider="polly", model="polly-neural")),
    ]

    result = record_voice_sample(REQUEST, store, chain, SETTINGS)

    assert store.info[result.sample_key].metadata["provider"] == "polly"


def test_every_voice_and_provider_order_has_its_own_sample() -> None:
    keys = {sample_key(voice, language, SETTINGS) for voice in options.VOICES for language in options.LANGUAGES}

    assert len(keys) == len(options.VOICES) * len(options.LANGUAGES)
    assert sample_key("coral", "en", SETTINGS.model_copy(update={"voice_order": "polly"})) not in keys


def test_there_is_a_sentence_for_every_language() -> None:
    assert set(SENTENCES) == set(options.LANGUAGES)


def test_no_sample_is_paid_while_the_storage_is_down() -> None:
    store, speech = MemoryStore(), ToneSpeech()
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        record_voice_sample(REQUEST, store, only_provider(speech), SETTINGS)

    assert speech.spoken == []


def test_a_failing_write_of_a_sample_is_repeated_and_the_speech_is_paid_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_results, "CLOCK", FixedClock())
    store, speech = MemoryStore(), ToneSpeech()
    store.fail_puts(3, key=sample_key("coral", "en", SETTINGS))

    record_voice_sample(REQUEST, store, only_provider(speech), SETTINGS)

    assert len(speech.spoken) == 1
