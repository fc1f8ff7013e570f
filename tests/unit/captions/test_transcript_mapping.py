"""A recogniser's word times mapped to the words of the script."""

import random
import statistics

import pytest

from functions.captions.timing import Span, Timing, speakable_tokens
from functions.captions.transcript_mapping import map_transcript
from testing.espeak import SynthesizedSpeech, speak
from vidx.ports.providers import RecognizedWord, Transcript
from vidx.wav import Pcm

SILENCE = Pcm(bytes(2 * 24_000 * 6), 24_000)


AD = (
    "This solid oak chair was made by hand in 1968. Fresh linen, no scratches, 45 cm seat height. Yours for $180. "
    "Come and see it this weekend, or call us today for a free delivery quote."
)


def transcript(*words: tuple[str, float, float]) -> Transcript:
    return Transcript(tuple(RecognizedWord(*word) for word in words), "openai", "whisper-1")


def map_words(script: str, heard: Transcript, voice: Pcm = SILENCE) -> Timing:
    return map_transcript(speakable_tokens(script, "en"), heard, voice, "en")


def test_words_heard_as_written_take_the_heard_times() -> None:
    timing = map_words("Fresh linen!", transcript(("fresh", 0.5, 0.9), ("linen", 0.9, 1.4)))

    assert timing.spans == (Span(0.5, 0.9), Span(0.9, 1.4))
    assert timing.confidence == 1.0


@pytest.mark.parametrize(
    "numbers",
    [
        [("$49.99", 1.0, 3.0)],
        [("49", 1.0, 2.0), ("dollars", 2.0, 2.3), ("and", 2.3, 2.5), ("99", 2.5, 2.8), ("cents", 2.8, 3.0)],
        [("forty-nine", 1.0, 1.8), ("dollars", 1.8, 2.3), ("ninety-nine", 2.3, 2.8), ("cents", 2.8, 3.0)],
    ],
)
def test_price_is_matched_in_any_spelling(numbers: list[tuple[str, float, float]]) -> None:
    timing = map_words("Only $49.99 today", transcript(("Only", 0.5, 1.0), *numbers, ("today.", 3.0, 3.5)))

    assert [span.start_s for span in timing.spans] == pytest.approx([0.5, 1.0, 3.0], abs=0.05)
    assert timing.spans[1].end_s == pytest.approx(3.0, abs=0.05)


def test_misheard_word_takes_the_time_of_what_was_heard_instead() -> None:
    timing = map_words(
        "Meet the AeroPress", transcript(("Meet", 0.0, 0.3), ("the", 0.3, 0.4), ("arrow press", 0.4, 1.2))
    )

    assert timing.spans[2].start_s == pytest.approx(0.4)
    assert timing.confidence < 1.0


def test_words_heard_as_one_word_divide_its_time() -> None:
    timing = map_words("the air fryer now", transcript(("the", 0.0, 0.2), ("airfryer", 0.2, 1.0), ("now", 1.0, 1.3)))

    assert [span.start_s for span in timing.spans] == pytest.approx([0.0, 0.2, 0.5, 1.0])


def test_word_that_was_not_heard_fills_the_gap_between_its_neighbours() -> None:
    timing = map_words("one big chair", transcript(("one", 0.0, 0.4), ("chair", 1.0, 1.5)))

    assert timing.spans[1] == pytest.approx((0.4, 1.0))


def test_word_that_is_not_in_the_script_changes_no_time() -> None:
    timing = map_words(
        "oak chair", transcript(("um", 0.0, 0.3), ("oak", 0.5, 0.8), ("uh", 0.8, 1.0), ("chair", 1.0, 1.5))
    )

    assert [span.start_s for span in timing.spans] == [0.5, 1.0]


LAND = "Pay for 489,000 acres and see the land"


def test_figure_that_was_not_heard_keeps_its_time_beside_a_misheard_word() -> None:
    """Between `for` and `see` there is one word heard for nine written ones, at the time of the last of them."""
    words = [("Pay", 0.2, 0.4), ("for", 0.4, 0.6), ("sea", 3.7, 3.9), ("the", 3.9, 4.0), ("land", 4.0, 4.4)]

    starts = [span.start_s for span in map_words(LAND, transcript(*words)).spans]

    assert starts[2] == pytest.approx(0.6)
    assert starts[5] == pytest.approx(3.7, abs=0.2)


def test_figure_heard_in_too_short_a_time_is_not_matched() -> None:
    """`for`, spoken in 0.2 s, was heard as the number, and the number was not heard."""
    words = [("pay", 0.2, 0.4), ("489,000", 0.4, 0.6), ("acres", 3.0, 3.4), ("and", 3.4, 3.6), ("see", 3.6, 3.8)]

    starts = [span.start_s for span in map_words(LAND, transcript(*words)).spans]

    assert 0.5 < starts[2] < 1.2
    assert starts[3] == pytest.approx(3.0)


def test_missing_short_word_does_not_take_the_time_of_a_long_one() -> None:
    """`elevator` was heard as `the`, the word that is missing before `bar`. It lasts as long as `elevator`."""
    words = [("of", 0.5, 0.6), ("bar", 0.8, 1.1), ("the", 1.1, 1.8), ("parking", 1.8, 2.3), ("private", 2.3, 2.8)]

    starts = [span.start_s for span in map_words("of the bar elevator parking private", transcript(*words)).spans]

    assert starts == pytest.approx([0.5, 0.6, 0.8, 1.1, 1.8, 2.3])


def test_empty_transcript_has_no_confidence() -> None:
    assert map_words("oak chair", transcript()).confidence == 0.0


def whisper_like(
    script: str, spoken: SynthesizedSpeech, error_rate: float, rng: random.Random
) -> tuple[Transcript, list[float]]:
    """Return a transcript with random errors, and the true start of each token."""
    tokens = speakable_tokens(script, "en")
    starts: list[float] = []
    at = 0
    for token in tokens:
        starts.append(spoken.starts_s.get(at, starts[-1] + 0.2 if starts else 0.0))
        at += len(token.voice_text) + 1
    ends = [*starts[1:], spoken.voice.seconds]
    words: list[RecognizedWord] = []
    for token, start_s, end_s in zip(tokens, starts, ends, strict=True):
        draw = rng.random() / error_rate
        text = token.written_form.strip(".,!?") if draw > 2 / 3 else rng.choice(["the", "share", "money", "lemon"])
        if draw > 1 / 3:
            words.append(RecognizedWord(text, start_s, end_s))
    return Transcript(tuple(words), "openai", "whisper-1"), starts


def test_ten_percent_of_wrong_words_cost_at_most_40_ms_on_average() -> None:
    spoken = speak(" ".join(token.voice_text for token in speakable_tokens(AD, "en")))
    errors_ms: list[float] = []
    for seed in range(10):
        heard, starts = whisper_like(AD, spoken, 0.1, random.Random(seed))
        timing = map_words(AD, heard, spoken.voice)
        errors_ms += [abs(span.start_s - true_s) * 1000 for span, true_s in zip(timing.spans, starts, strict=True)]

    assert statistics.fmean(errors_ms) <= 40
