"""Detection of speech by energy, and word starts adjusted to it."""

import pytest

from functions.captions.speech_detection import detect_speech, snap_to_speech
from functions.captions.timing import Span
from testing.captions import tones


def test_speech_is_detected_without_its_pauses() -> None:
    speech = detect_speech(tones((0.3, False), (1.0, True), (0.4, False), (0.5, True), (0.2, False)))

    assert [tuple(span) for span in speech] == [
        pytest.approx((0.3, 1.3), abs=0.02), pytest.approx((1.7, 2.2), abs=0.02)
    ]  # fmt: skip


def test_stop_consonant_is_not_a_pause() -> None:
    assert len(detect_speech(tones((0.5, True), (0.05, False), (0.5, True)))) == 1


def test_silence_has_no_speech() -> None:
    assert detect_speech(tones((1.0, False))) == ()


def test_start_within_a_pause_moves_to_its_end() -> None:
    snapped = snap_to_speech([Span(0.0, 1.0), Span(1.1, 2.0)], [Span(0.0, 1.0), Span(1.5, 2.0)])

    assert snapped[1] == Span(1.5, 2.0)


def test_speech_between_two_words_belongs_to_the_second() -> None:
    snapped = snap_to_speech([Span(0.0, 0.5), Span(0.8, 1.2)], [Span(0.0, 1.2)])

    assert snapped[1] == Span(0.5, 1.2)
