"""Spans brought into order, silence and speech, and the spread by letters."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.captions.proportional import spread_by_letters
from functions.captions.speech_detection import detect_speech, snap_to_speech
from functions.captions.timing import Span, Timing, plain_words, remove_overlaps, to_words, tokenize
from tests.unit.captions.test_cues import relaxed
from vidx.speech import Token
from vidx.wav import Pcm

RATE_HZ = 24_000


def sound(*parts: tuple[float, bool]) -> Pcm:
    """Tone and silence in turn: seconds, and whether it sounds."""
    pieces = [np.sin(np.arange(round(seconds * RATE_HZ)) * 0.2) * 10_000 * loud for seconds, loud in parts]
    return Pcm(np.concatenate(pieces).astype("<i2").tobytes(), RATE_HZ)


seconds = st.floats(-1, 20)


@relaxed
@given(st.lists(st.builds(Span, seconds, seconds), min_size=1, max_size=30), st.floats(0.5, 15))
def test_tidied_spans_are_in_order_apart_and_inside_the_voice(spans: list[Span], voice_s: float) -> None:
    tidied = remove_overlaps(spans, voice_s)

    assert len(tidied) == len(spans)
    assert tidied[0].start_s >= 0
    assert tidied[-1].end_s <= voice_s + 1e-6
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(tidied))
    assert all(span.seconds > 0 for span in tidied)


def test_spans_already_in_order_stay_as_they_are() -> None:
    spans = (Span(0.1, 0.4), Span(0.5, 0.9))

    assert remove_overlaps(spans, 2.0) == spans


def test_words_json_keeps_the_scripts_own_spelling() -> None:
    tokens = tokenize("Café — only $49.99! 🔥", "en")
    timing = Timing(tuple(Span(at, at + 0.5) for at in range(len(tokens))), "proportional", 0.3, "p", "m")

    words = to_words(tokens, timing, 5.0)

    assert " ".join(word.text for word in words.words) == "Café — only $49.99! 🔥"


def test_spoken_words_are_plain_letters() -> None:
    assert plain_words(Token("CAFÉ", "CAFÉ")) == ("cafe",)


def test_speech_is_what_is_loud_without_the_pauses() -> None:
    spoken = detect_speech(sound((0.3, False), (1.0, True), (0.4, False), (0.5, True), (0.2, False)))

    assert [tuple(span) for span in spoken] == [
        pytest.approx((0.3, 1.3), abs=0.02), pytest.approx((1.7, 2.2), abs=0.02)
    ]  # fmt: skip


def test_stop_consonant_is_no_pause() -> None:
    assert len(detect_speech(sound((0.5, True), (0.05, False), (0.5, True)))) == 1


def test_silence_has_no_speech() -> None:
    assert detect_speech(sound((1.0, False))) == ()


def test_start_in_a_pause_moves_to_where_the_voice_goes_on() -> None:
    fitted = snap_to_speech([Span(0.0, 1.0), Span(1.1, 2.0)], [Span(0.0, 1.0), Span(1.5, 2.0)])

    assert fitted[1] == Span(1.5, 2.0)


def test_speech_between_two_words_goes_to_the_second() -> None:
    fitted = snap_to_speech([Span(0.0, 0.5), Span(0.8, 1.2)], [Span(0.0, 1.2)])

    assert fitted[1] == Span(0.5, 1.2)


def test_spread_skips_the_pause() -> None:
    timing = spread_by_letters(tokenize("aaaa bbbb", "en"), sound((0.5, False), (1.0, True), (1.0, False), (1.0, True)))

    assert timing.spans[0] == pytest.approx((0.5, 1.5), abs=0.03)
    assert timing.spans[1] == pytest.approx((2.5, 3.5), abs=0.03)


def test_spread_over_a_silent_voice_still_shows_every_word() -> None:
    timing = spread_by_letters(tokenize("one two three", "en"), sound((3.0, False)))

    assert timing.spans[0].start_s == 0
    assert timing.spans[-1].end_s == pytest.approx(3.0)


@pytest.mark.parametrize("samples", [0, 1, 100])
def test_spread_over_next_to_nothing_still_has_a_span_per_word(samples: int) -> None:
    assert len(spread_by_letters(tokenize("one two three", "en"), Pcm(bytes(2 * samples), RATE_HZ)).spans) == 3
