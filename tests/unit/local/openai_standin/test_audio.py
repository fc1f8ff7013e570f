"""The voices of the stand-in, and how it recognises them."""

from itertools import pairwise

import numpy as np
import pytest

from local.openai_standin import transcription
from local.openai_standin.audio import REMAINING_SHARE, Recording, RecordingCache, damage, resample
from local.openai_standin.espeak import VOICES
from local.openai_standin.faults import Fault
from local.openai_standin.speech import RATE_HZ, record_speech
from vidx import options

TEXT = "Take a look at this old table. It is yours for four hundred dollars, and it is waiting for you."


@pytest.fixture(scope="module")
def takes() -> dict[str, Recording]:
    return {name: record_speech(TEXT, name) for name in VOICES}


def test_every_voice_sounds_different(takes: dict[str, Recording]) -> None:
    assert set(takes) == set(options.VOICES)
    assert len({take.samples.tobytes() for take in takes.values()}) == len(takes)


def test_every_voice_speaks_at_the_pace_of_an_advert(takes: dict[str, Recording]) -> None:
    rates = {name: len(TEXT.split()) * 60 / (len(take.samples) / RATE_HZ) for name, take in takes.items()}

    assert all(140 <= rate <= 240 for rate in rates.values()), rates


def test_every_word_has_its_time(takes: dict[str, Recording]) -> None:
    for take in takes.values():
        assert [word.text for word in take.words] == TEXT.replace(".", "").replace(",", "").split()
        assert all(before.end_s <= after.start_s for before, after in pairwise(take.words))
        assert all(word.start_s < word.end_s <= len(take.samples) / RATE_HZ for word in take.words)


def test_a_voice_is_recognised_after_its_silence_was_cut(takes: dict[str, Recording]) -> None:
    take, recordings = takes["nova"], RecordingCache()
    for each in takes.values():
        recordings.add(each)
    cut = np.concatenate([take.samples[1_200:], np.zeros(2_400, dtype=np.int16)])

    words = recordings.find_words(cut, RATE_HZ)

    assert words is not None
    assert [word.text for word in words] == [word.text for word in take.words]
    assert words[5].start_s == pytest.approx(take.words[5].start_s - 0.05)


def test_unknown_sound_is_not_recognised_as_a_voice(takes: dict[str, Recording]) -> None:
    recordings = RecordingCache()
    recordings.add(takes["alloy"])

    assert recordings.find_words(takes["onyx"].samples, RATE_HZ) is None
    assert recordings.find_words(np.zeros(48_000, dtype=np.int16), RATE_HZ) is None


def test_unknown_sound_is_transcribed_by_the_recogniser() -> None:
    take = record_speech("Take a look at this old table.", "alloy")

    words = [word.text for word in transcription.recognize(take.samples, RATE_HZ)]

    assert {"look", "old", "table"} & set(words)


def test_resampling_keeps_pitch_and_length() -> None:
    seconds = np.arange(22_050) / 22_050
    tone = (8_000 * np.sin(2 * np.pi * 441 * seconds)).astype(np.int16)

    sound = resample(tone, 22_050, 24_000)

    assert len(sound) == 24_000
    assert int(np.argmax(np.abs(np.fft.rfft(sound)))) == 441
    assert np.abs(sound).max() == pytest.approx(8_000, rel=0.01)


def test_damaged_recordings_are_empty_silent_or_break_off_with_their_words(takes: dict[str, Recording]) -> None:
    take = takes["alloy"]
    empty, silent, truncated = (damage(take, fault) for fault in (Fault.EMPTY, Fault.SILENT, Fault.TRUNCATED))

    assert len(empty.samples) == 0
    assert len(silent.samples) == len(take.samples)
    assert not silent.samples.any()
    assert len(truncated.samples) == round(REMAINING_SHARE[Fault.TRUNCATED] * len(take.samples))
    assert truncated.words == take.words[: len(truncated.words)]
    assert 0 < len(truncated.words) < len(take.words)
    assert damage(take, None) is take
