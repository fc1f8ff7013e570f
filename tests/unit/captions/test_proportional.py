"""The script spread over the voice by its letters."""

import pytest

from functions.captions.proportional import spread_by_letters
from functions.captions.timing import speakable_tokens
from testing.captions import RATE_HZ, tones
from vidx.wav import Pcm


def test_words_are_spread_over_speech_without_pauses() -> None:
    timing = spread_by_letters(
        speakable_tokens("aaaa bbbb", "en"), tones((0.5, False), (1.0, True), (1.0, False), (1.0, True))
    )

    assert timing.spans[0] == pytest.approx((0.5, 1.5), abs=0.03)
    assert timing.spans[1] == pytest.approx((2.5, 3.5), abs=0.03)


def test_words_are_spread_over_all_of_a_silent_voice() -> None:
    timing = spread_by_letters(speakable_tokens("one two three", "en"), tones((3.0, False)))

    assert timing.spans[0].start_s == 0
    assert timing.spans[-1].end_s == pytest.approx(3.0)


@pytest.mark.parametrize("samples", [0, 1, 100])
def test_every_word_has_a_span_in_a_voice_of_next_to_no_samples(samples: int) -> None:
    assert len(spread_by_letters(speakable_tokens("one two three", "en"), Pcm(bytes(2 * samples), RATE_HZ)).spans) == 3
