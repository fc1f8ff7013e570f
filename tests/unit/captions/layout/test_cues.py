"""Rules of the layout for any words: what is shown together, when and where."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import MIN_CUE_S, Cue, lay_out_cues
from functions.captions.theme import STYLE_METRICS, StyleMetrics
from testing.captions import VERTICAL, few_examples, timed_text, timed_words
from vidx.options import CAPTION_STYLES, FRAMES, CaptionStyle, Frame
from vidx.typography.drawable import drawable_text
from vidx.typography.measure import width_em
from vidx.typography.safe_area import above_captions
from vidx.words import TimedWord, Words

ROUNDING_S = 1e-6


def cue_texts(text: str, word_s: float = 0.35) -> list[str]:
    return [" ".join(line.text for line in cue.lines) for cue in lay_out_cues(timed_text(text, word_s), VERTICAL)]


def ink_box(cue: Cue, canvas: Canvas) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink at its largest, in pixels."""
    placed = cue.placed_words
    around = cue.em_px * canvas.metrics.overhang
    return (
        min(word.x_px - width_em(word.text) * cue.em_px / 2 for word in placed) - around,
        min(word.y_px for word in placed) - cue.em_px * canvas.metrics.half_height,
        max(word.x_px + width_em(word.text) * cue.em_px / 2 for word in placed) + around,
        max(word.y_px for word in placed) + cue.em_px * canvas.metrics.half_height,
    )


@few_examples
@given(timed_words())
def test_cues_show_all_words_once_in_order_without_overlap(words: Words) -> None:
    cues = lay_out_cues(words, VERTICAL)

    covered = [word.start_s for cue in cues for word in cue.pieces]
    assert covered == sorted(covered)
    assert all(before.end_s <= after.start_s + ROUNDING_S for before, after in pairwise(cues))
    placed = [word.text for cue in cues for line in cue.lines for word in line.words]
    assert placed == [word.text for cue in cues for word in cue.pieces]
    readable = [word for word in words.words if drawable_text(word.text)]
    assert len(placed) >= len(readable)


@few_examples
@given(timed_words())
def test_cues_and_gaps_are_long_enough(words: Words) -> None:
    cues = lay_out_cues(words, VERTICAL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in cues)
    gaps_s = [after.start_s - before.end_s for before, after in pairwise(cues)]
    assert all(gap < ROUNDING_S or gap >= MIN_CUE_S - ROUNDING_S for gap in gaps_s)


@few_examples
@given(timed_words(), st.sampled_from(list(FRAMES.values())), st.sampled_from(CAPTION_STYLES))
def test_cue_has_one_to_four_words_on_at_most_two_lines_inside_the_safe_box(
    words: Words, frame: Frame, caption_style: CaptionStyle
) -> None:
    canvas = Canvas(frame, STYLE_METRICS[caption_style])
    box = canvas.safe_box
    for cue in lay_out_cues(words, canvas):
        assert 1 <= len(cue.pieces) <= 4
        assert 1 <= len(cue.lines) <= 2
        left, top, right, bottom = ink_box(cue, canvas)
        assert box.left_px - 0.1 <= left
        assert right <= box.right_px + 0.1
        assert box.top_px <= top
        assert bottom <= box.bottom_px


def test_safe_box_of_the_vertical_format_is_free_on_all_platforms() -> None:
    assert VERTICAL.safe_box == (65, 270, 900, 1248)


def test_cues_end_at_the_ends_of_sentences() -> None:
    cues = cue_texts("Tired of cold coffee? Brew it fresh anywhere. Order today!")

    assert all(not any(mark in cue[:-1] for mark in "?.!") for cue in cues)


def test_no_cue_has_a_single_word_of_a_longer_sentence() -> None:
    cues = cue_texts("This chair is made by hand from solid oak and linen.")

    assert all(len(cue.split()) > 1 for cue in cues)


def test_article_stays_with_its_noun() -> None:
    assert not any(
        cue.split()[-1] in {"a", "the"} for cue in cue_texts("We built the chair from a tree that fell here.")
    )


def test_fast_speech_delays_the_next_cue() -> None:
    cues = lay_out_cues(timed_text("a b c d e f g h i j k l", word_s=0.02), VERTICAL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in cues)


def test_long_pause_ends_the_cue() -> None:
    early, late = timed_text("Stop here.").words, timed_text("Go on.").words
    moved = tuple(TimedWord(text=word.text, start_s=word.start_s + 5, end_s=word.end_s + 5) for word in late)
    first, second = lay_out_cues(
        timed_text("x").model_copy(update={"words": (*early, *moved), "voice_s": 7.0}), VERTICAL
    )

    assert first.end_s == pytest.approx(early[-1].end_s + 0.25)
    assert second.start_s == pytest.approx(5.0)


def test_very_long_word_is_hyphenated_at_nearly_full_size() -> None:
    cues = lay_out_cues(timed_text("Donaudampfschifffahrtsgesellschaftskapitän", 2.0), VERTICAL)

    parts = [line.text for cue in cues for line in cue.lines]
    assert all(part.endswith("-") for part in parts[:-1])
    assert "".join(part.removesuffix("-") for part in parts) == "Donaudampfschifffahrtsgesellschaftskapitän"
    assert all(cue.em_px > 0.9 * VERTICAL.em_px for cue in cues)


def test_ordinary_words_have_the_full_size() -> None:
    assert {
        cue.em_px
        for cue in lay_out_cues(timed_text("Meet the oak chair that lasts, weatherproof and light."), VERTICAL)
    } == {90.0}


def test_number_stays_with_its_unit() -> None:
    assert any("45 mm" in cue for cue in cue_texts("A camera from 1959 with its 45 mm f/2.8 lens."))


def test_abbreviation_stays_with_the_next_word() -> None:
    assert cue_texts("Sold by Dr. Smith. Approx. 5 km away.") == ["Sold by Dr. Smith.", "Approx. 5 km away."]
    assert cue_texts("Tel. 030 12 34 today.") == ["Tel. 030", "12 34 today."]


@pytest.mark.parametrize("frame", FRAMES.values())
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_two_lines_of_a_tall_script_stay_below_the_overlays(frame: Frame, look: StyleMetrics) -> None:
    canvas = Canvas(frame, look)
    cues = lay_out_cues(timed_text("अंतरराष्ट्रीय विश्वविद्यालय पुस्तकालयाध्यक्ष सहानुभूतिपूर्ण", 0.4), canvas)

    assert any(len(cue.lines) > 1 for cue in cues)
    assert all(ink_box(cue, canvas)[1] >= above_captions(frame).bottom_px for cue in cues)
    assert all(ink_box(cue, canvas)[3] <= canvas.safe_box.bottom_px for cue in cues)


@pytest.mark.parametrize("name", ["1:1", "16:9"])
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_captions_of_other_formats_are_in_the_lower_quarter(name: str, look: StyleMetrics) -> None:
    canvas = Canvas(FRAMES[name], look)

    assert 0.75 * canvas.frame.height_px < canvas.centre_y_px < canvas.safe_box.bottom_px


def test_lines_of_text_without_spaces_have_no_spaces() -> None:
    cues = lay_out_cues(timed_text("毎朝、淹れたてのコーヒーを楽しもう。", 3.0), VERTICAL)

    assert " " not in "".join(line.text for cue in cues for line in cue.lines)
