"""A recogniser's times carried over to the script's own words."""

import random
import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.captions.timing import Span, Timing, tokenize
from functions.captions.transcript_mapping import map_transcript
from functions.captions.word_matching import match_words
from testing.espeak import Spoken, speak
from tests.unit.captions.test_cues import relaxed
from vidx.ports import RecognizedWord, Transcript
from vidx.wav import Pcm

SILENCE = Pcm(bytes(2 * 24_000 * 6), 24_000)
AD = (
    "This solid oak chair was made by hand in 1968. Fresh linen, no scratches, 45 cm seat height. Yours for $180. "
    "Come and see it this weekend, or call us today for a free delivery quote."
)


def heard(*words: tuple[str, float, float]) -> Transcript:
    return Transcript(tuple(RecognizedWord(*word) for word in words), "openai", "whisper-1")


def carried(script: str, transcript: Transcript, voice: Pcm = SILENCE) -> Timing:
    return map_transcript(tokenize(script, "en"), transcript, voice, "en")


def test_words_heard_as_written_keep_their_times() -> None:
    timing = carried("Fresh linen!", heard(("fresh", 0.5, 0.9), ("linen", 0.9, 1.4)))

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
def test_price_is_found_in_any_spelling(numbers: list[tuple[str, float, float]]) -> None:
    timing = carried("Only $49.99 today", heard(("Only", 0.5, 1.0), *numbers, ("today.", 3.0, 3.5)))

    assert [span.start_s for span in timing.spans] == pytest.approx([0.5, 1.0, 3.0], abs=0.05)
    assert timing.spans[1].end_s == pytest.approx(3.0, abs=0.05)


def test_misheard_word_takes_the_time_of_what_was_heard_for_it() -> None:
    timing = carried("Meet the AeroPress", heard(("Meet", 0.0, 0.3), ("the", 0.3, 0.4), ("arrow press", 0.4, 1.2)))

    assert timing.spans[2].start_s == pytest.approx(0.4)
    assert timing.confidence < 1.0


def test_words_heard_as_one_share_its_time() -> None:
    timing = carried("the air fryer now", heard(("the", 0.0, 0.2), ("airfryer", 0.2, 1.0), ("now", 1.0, 1.3)))

    assert [span.start_s for span in timing.spans] == pytest.approx([0.0, 0.2, 0.5, 1.0])


def test_word_not_heard_shares_the_gap_between_its_neighbours() -> None:
    timing = carried("one big chair", heard(("one", 0.0, 0.4), ("chair", 1.0, 1.5)))

    assert timing.spans[1] == pytest.approx((0.4, 1.0))


def test_word_heard_but_not_written_disturbs_nothing() -> None:
    timing = carried("oak chair", heard(("um", 0.0, 0.3), ("oak", 0.5, 0.8), ("uh", 0.8, 1.0), ("chair", 1.0, 1.5)))

    assert [span.start_s for span in timing.spans] == [0.5, 1.0]


LAND = "Pay for 489,000 acres and see the land"


def test_figures_that_were_left_out_keep_their_time_beside_a_misheard_word() -> None:
    """Between `for` and `see` there is one word heard for nine written ones, where the last of them was said."""
    words = [("Pay", 0.2, 0.4), ("for", 0.4, 0.6), ("sea", 3.7, 3.9), ("the", 3.9, 4.0), ("land", 4.0, 4.4)]

    starts = [span.start_s for span in carried(LAND, heard(*words)).spans]

    assert starts[2] == pytest.approx(0.6)
    assert starts[5] == pytest.approx(3.7, abs=0.2)


def test_a_figure_heard_where_it_cannot_have_been_said_is_not_trusted() -> None:
    """`for`, said in 0.2 s, was heard as the figure, which then was left out."""
    words = [("pay", 0.2, 0.4), ("489,000", 0.4, 0.6), ("acres", 3.0, 3.4), ("and", 3.4, 3.6), ("see", 3.6, 3.8)]

    starts = [span.start_s for span in carried(LAND, heard(*words)).spans]

    assert 0.5 < starts[2] < 1.2
    assert starts[3] == pytest.approx(3.0)


def test_a_short_word_is_not_taken_for_a_long_one_that_was_said() -> None:
    """`elevator` was heard as the word that is missing before `bar`, and lasts as long as itself."""
    words = [("of", 0.5, 0.6), ("bar", 0.8, 1.1), ("the", 1.1, 1.8), ("parking", 1.8, 2.3), ("private", 2.3, 2.8)]

    starts = [span.start_s for span in carried("of the bar elevator parking private", heard(*words)).spans]

    assert starts == pytest.approx([0.5, 0.6, 0.8, 1.1, 1.8, 2.3])


def test_nothing_heard_gives_no_confidence() -> None:
    assert carried("oak chair", heard()).confidence == 0.0


def whisper_like(script: str, spoken: Spoken, error_rate: float, rng: random.Random) -> tuple[Transcript, list[float]]:
    """What Whisper might return for a synthesised script, and the true start of each of its tokens."""
    tokens = tokenize(script, "en")
    starts: list[float] = []
    at = 0
    for token in tokens:
        starts.append(spoken.starts_s.get(at, starts[-1] + 0.2 if starts else 0.0))
        at += len(token.said) + 1
    ends = [*starts[1:], spoken.voice.seconds]
    words: list[RecognizedWord] = []
    for token, start_s, end_s in zip(tokens, starts, ends, strict=True):
        fate = rng.random() / error_rate
        text = token.shown.strip(".,!?") if fate > 2 / 3 else rng.choice(["the", "share", "money", "lemon"])
        if fate > 1 / 3:
            words.append(RecognizedWord(text, start_s, end_s))
    return Transcript(tuple(words), "openai", "whisper-1"), starts


def test_one_word_in_ten_wrong_costs_less_than_40_ms_on_average() -> None:
    spoken = speak(" ".join(token.said for token in tokenize(AD, "en")))
    errors_ms: list[float] = []
    for seed in range(10):
        transcript, starts = whisper_like(AD, spoken, 0.1, random.Random(seed))
        timing = carried(AD, transcript, spoken.voice)
        errors_ms += [abs(span.start_s - true) * 1000 for span, true in zip(timing.spans, starts, strict=True)]

    assert statistics.fmean(errors_ms) <= 40


words = st.lists(st.text("abcde", min_size=1, max_size=6), max_size=12)


@relaxed
@given(words, words)
def test_pairs_rise_on_both_sides(said: Sequence[str], other: Sequence[str]) -> None:
    found = match_words(said, other)

    assert found == sorted(found)
    assert len({one for one, _ in found}) == len({two for _, two in found}) == len(found)


@relaxed
@given(words)
def test_equal_texts_pair_word_by_word(said: Sequence[str]) -> None:
    assert match_words(said, said) == [(at, at) for at in range(len(said))]
