"""Assembling a voice-over from recordings."""

import pytest

from functions.tts import audio
from testing.ai import tone
from vidx.errors import ProviderMalformed
from vidx.wav import Pcm


def silence(seconds: float, rate_hz: int = 24_000) -> bytes:
    return bytes(2 * round(seconds * rate_hz))


def test_silence_around_the_words_becomes_a_fixed_pad() -> None:
    loud = tone(2.0).samples
    recording = Pcm(silence(1.5) + loud + silence(2.5), 24_000)

    result = audio.assemble_voiceover([recording])

    kept_s = 2.0 + 2 * audio.MARGIN_S
    assert result.seconds == pytest.approx(audio.LEAD_S + kept_s + audio.TAIL_S, abs=0.02)
    assert loud in result.samples


def test_a_pause_within_the_words_stays() -> None:
    recording = Pcm(tone(1.0).samples + silence(0.8) + tone(1.0).samples, 24_000)

    assert audio.assemble_voiceover([recording]).seconds == pytest.approx(2.8 + audio.LEAD_S + audio.TAIL_S, abs=0.1)


def test_takes_are_joined_with_a_pause() -> None:
    one = audio.assemble_voiceover([tone(1.0)])
    two = audio.assemble_voiceover([tone(1.0), tone(1.0)])

    assert two.seconds == pytest.approx(one.seconds + 1.0 + audio.PAUSE_S, abs=0.1)


@pytest.mark.parametrize(
    ("recordings", "reason"),
    [
        ([tone(3.0, peak=0)], "silent"),
        ([tone(3.0, peak=100)], "silent"),
        ([tone(1.0), tone(1.0, rate_hz=48_000)], "sample rates"),
        ([tone(1.0, rate_hz=8_000)], "sample rates"),
    ],
)
def test_audio_that_cannot_be_speech_is_malformed(recordings: list[Pcm], reason: str) -> None:
    with pytest.raises(ProviderMalformed, match=reason):
        audio.assemble_voiceover(recordings)
