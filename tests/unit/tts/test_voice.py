"""One voice from a provider's takes."""

import pytest

from functions.tts import voice
from testing.ai import tone
from vidx.errors import ProviderMalformed
from vidx.wav import Pcm


def silence(seconds: float, rate_hz: int = 24_000) -> bytes:
    return bytes(2 * round(seconds * rate_hz))


def test_silence_around_the_words_is_cut_to_a_fixed_pad() -> None:
    spoken = tone(2.0).samples
    take = Pcm(silence(1.5) + spoken + silence(2.5), 24_000)

    result = voice.assemble([take], said="word " * 6)

    kept_s = 2.0 + 2 * voice.MARGIN_S
    assert result.seconds == pytest.approx(voice.LEAD_S + kept_s + voice.TAIL_S, abs=0.02)
    assert spoken in result.samples


def test_a_pause_within_the_words_stays() -> None:
    take = Pcm(tone(1.0).samples + silence(0.8) + tone(1.0).samples, 24_000)

    assert voice.assemble([take], said="word " * 6).seconds == pytest.approx(2.8 + voice.LEAD_S + voice.TAIL_S, abs=0.1)


def test_takes_are_joined_with_a_pause() -> None:
    one = voice.assemble([tone(1.0)], said="word " * 3)
    two = voice.assemble([tone(1.0), tone(1.0)], said="word " * 6)

    assert two.seconds == pytest.approx(one.seconds + 1.0 + voice.PAUSE_S, abs=0.1)


@pytest.mark.parametrize(
    ("takes", "words", "reason"),
    [
        ([tone(3.0, peak=0)], 9, "silent"),
        ([tone(3.0, peak=100)], 9, "silent"),
        ([tone(0.2)], 40, "cannot be 40 words"),
        ([tone(60.0)], 10, "cannot be 10 words"),
        ([tone(1.0), tone(1.0, rate_hz=48_000)], 6, "sample rates"),
        ([tone(1.0, rate_hz=8_000)], 3, "sample rates"),
    ],
)
def test_what_cannot_be_the_script_is_malformed(takes: list[Pcm], words: int, reason: str) -> None:
    with pytest.raises(ProviderMalformed, match=reason):
        voice.assemble(takes, "word " * words)
