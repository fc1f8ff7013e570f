"""Rules of the layout, for any words: what is on screen together, when, and where."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import MIN_CUE_S, Cue, lay_out_cues
from functions.captions.layout.pieces import split_into_pieces
from functions.captions.theme import STYLE_METRICS, StyleMetrics
from vidx.options import CAPTION_STYLES, FRAMES, CaptionStyle, Frame
from vidx.typography.drawable import drawable_text
from vidx.typography.measure import width_em
from vidx.typography.safe_area import above_captions
from vidx.words import TimedWord, Words

TALL = Canvas(FRAMES["9:16"], STYLE_METRICS["pop"])
BRAND = "#FFD60A"
ROUNDING_S = 1e-6

relaxed = settings(max_examples=50)
"""No deadline: the machine may be busy with other tests."""

texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M"]), min_size=1, max_size=30)


@st.composite
def timed_words(draw: st.DrawFn) -> Words:
    """Any words at any pace, pauses between some of them."""
    steps = draw(st.lists(st.tuples(texts, st.integers(1, 900), st.integers(0, 1500)), min_size=1, max_size=30))
    words: list[TimedWord] = []
    now_ms = 0
    for text, length_ms, pause_ms in steps:
        words.append(TimedWord(text=text, start_s=now_ms / 1000, end_s=(now_ms + length_ms) / 1000))
        now_ms += length_ms + pause_ms
    return Words(words=tuple(words), voice_s=now_ms / 1000, method="alignment", confidence=1.0, model="m")


def said(text: str, word_s: float = 0.35) -> Words:
    """The text's words one after the other, each `word_s` long."""
    words = tuple(
        TimedWord(text=word, start_s=round(at * word_s, 3), end_s=round((at + 1) * word_s, 3))
        for at, word in enumerate(text.split())
    )
    return Words(words=words, voice_s=len(words) * word_s, method="alignment", confidence=1.0, model="m")


def shown(text: str, word_s: float = 0.35) -> list[str]:
    return [" ".join(line.text for line in cue.lines) for cue in lay_out_cues(said(text, word_s), TALL)]


def extent(cue: Cue, canvas: Canvas) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink at its largest, in pixels."""
    placed = cue.placed_words
    around = cue.em_px * canvas.metrics.overhang
    return (
        min(word.x_px - width_em(word.text) * cue.em_px / 2 for word in placed) - around,
        min(word.y_px for word in placed) - cue.em_px * canvas.metrics.half_height,
        max(word.x_px + width_em(word.text) * cue.em_px / 2 for word in placed) + around,
        max(word.y_px for word in placed) + cue.em_px * canvas.metrics.half_height,
    )


@relaxed
@given(timed_words())
def test_cues_show_all_words_once_in_order_and_one_at_a_time(words: Words) -> None:
    found = lay_out_cues(words, TALL)

    covered = [word.start_s for cue in found for word in cue.pieces]
    assert covered == sorted(covered)
    assert all(before.end_s <= after.start_s + ROUNDING_S for before, after in pairwise(found))
    placed = [word.text for cue in found for line in cue.lines for word in line.words]
    assert placed == [word.text for cue in found for word in cue.pieces]
    readable = [word for word in words.words if drawable_text(word.text)]
    assert len(placed) >= len(readable)


@relaxed
@given(timed_words())
def test_cue_is_long_enough_to_read_and_no_gap_is_a_flash(words: Words) -> None:
    found = lay_out_cues(words, TALL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in found)
    gaps_s = [after.start_s - before.end_s for before, after in pairwise(found)]
    assert all(gap < ROUNDING_S or gap >= MIN_CUE_S - ROUNDING_S for gap in gaps_s)


@relaxed
@given(timed_words(), st.sampled_from(list(FRAMES.values())), st.sampled_from(CAPTION_STYLES))
def test_cue_holds_one_to_four_words_on_two_lines_inside_the_safe_box(
    words: Words, frame: Frame, caption_style: CaptionStyle
) -> None:
    canvas = Canvas(frame, STYLE_METRICS[caption_style])
    box = canvas.safe_box
    for cue in lay_out_cues(words, canvas):
        assert 1 <= len(cue.pieces) <= 4
        assert 1 <= len(cue.lines) <= 2
        left, top, right, bottom = extent(cue, canvas)
        assert box.left_px - 0.1 <= left
        assert right <= box.right_px + 0.1
        assert box.top_px <= top
        assert bottom <= box.bottom_px


def test_safe_box_of_the_tall_format_is_the_platforms_intersection() -> None:
    assert TALL.safe_box == (65, 270, 900, 1248)


def test_breaks_fall_at_the_ends_of_sentences() -> None:
    found = shown("Tired of cold coffee? Brew it fresh anywhere. Order today!")

    assert all(not any(mark in cue[:-1] for mark in "?.!") for cue in found)


def test_no_word_stands_alone_when_it_has_company_in_its_sentence() -> None:
    found = shown("This chair is made by hand from solid oak and linen.")

    assert all(len(cue.split()) > 1 for cue in found)


def test_article_stays_with_its_noun() -> None:
    assert not any(cue.split()[-1] in {"a", "the"} for cue in shown("We built the chair from a tree that fell here."))


def test_fast_speech_delays_the_next_cue_rather_than_flashing() -> None:
    found = lay_out_cues(said("a b c d e f g h i j k l", word_s=0.02), TALL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in found)


def test_long_pause_clears_the_screen() -> None:
    early, late = said("Stop here.").words, said("Go on.").words
    moved = tuple(TimedWord(text=word.text, start_s=word.start_s + 5, end_s=word.end_s + 5) for word in late)
    first, second = lay_out_cues(said("x").model_copy(update={"words": (*early, *moved), "voice_s": 7.0}), TALL)

    assert first.end_s == pytest.approx(early[-1].end_s + 0.25)
    assert second.start_s == pytest.approx(5.0)


def test_endless_word_is_cut_with_hyphens_rather_than_shrunk_out_of_sight() -> None:
    found = lay_out_cues(said("Donaudampfschifffahrtsgesellschaftskapitän", 2.0), TALL)

    parts = [line.text for cue in found for line in cue.lines]
    assert all(part.endswith("-") for part in parts[:-1])
    assert "".join(part.removesuffix("-") for part in parts) == "Donaudampfschifffahrtsgesellschaftskapitän"
    assert all(cue.em_px > 0.9 * TALL.em_px for cue in found)


def test_long_address_is_cut_behind_its_own_marks() -> None:
    parts = [
        piece.text for piece in split_into_pieces(said("https://www.example.com/shop/halden-35-m/offer").words, TALL)
    ]

    assert "".join(parts) == "https://www.example.com/shop/halden-35-m/offer"
    assert all(part[-1] in "/.-" for part in parts[:-1])


def test_ordinary_words_are_set_at_full_size() -> None:
    assert {
        cue.em_px for cue in lay_out_cues(said("Meet the oak chair that lasts, weatherproof and light."), TALL)
    } == {90.0}


def test_figure_stays_with_its_unit() -> None:
    assert any("45 mm" in cue for cue in shown("A camera from 1959 with its 45 mm f/2.8 lens."))


def test_a_short_form_stands_with_what_it_belongs_to() -> None:
    assert shown("Sold by Dr. Smith. Approx. 5 km away.") == ["Sold by Dr. Smith.", "Approx. 5 km away."]
    assert shown("Tel. 030 12 34 today.") == ["Tel. 030", "12 34 today."]


@pytest.mark.parametrize("frame", FRAMES.values())
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_two_lines_with_tall_marks_stay_out_of_what_is_left_to_others(frame: Frame, look: StyleMetrics) -> None:
    canvas = Canvas(frame, look)
    found = lay_out_cues(said("अंतरराष्ट्रीय विश्वविद्यालय पुस्तकालयाध्यक्ष सहानुभूतिपूर्ण", 0.4), canvas)

    assert any(len(cue.lines) > 1 for cue in found)
    assert all(extent(cue, canvas)[1] >= above_captions(frame).bottom_px for cue in found)
    assert all(extent(cue, canvas)[3] <= canvas.safe_box.bottom_px for cue in found)


@pytest.mark.parametrize("name", ["1:1", "16:9"])
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_captions_of_other_formats_stand_in_the_lower_quarter(name: str, look: StyleMetrics) -> None:
    canvas = Canvas(FRAMES[name], look)

    assert 0.75 * canvas.frame.height_px < canvas.centre_y_px < canvas.safe_box.bottom_px
