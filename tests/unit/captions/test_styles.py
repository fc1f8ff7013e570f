"""The three styles: what each writes for libass, and in which colours."""

import re

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.captions import ass, theme
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.theme import STYLE_METRICS, palette
from tests.unit.captions.test_cues import BRAND, TALL, said
from vidx.options import CaptionStyle
from vidx.typography.contrast import MIN_CONTRAST, contrast_ratio

colours = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


def events(text: str, caption_style: CaptionStyle, brand: str = BRAND) -> list[pysubs2.SSAEvent]:
    canvas = Canvas(TALL.frame, STYLE_METRICS[caption_style])
    written = ass.write_ass(lay_out_cues(said(text), canvas), canvas.frame, caption_style, brand)
    return pysubs2.SSAFile.from_string(written).events


@given(colours)
def test_every_brand_colour_is_legible_on_the_outline_and_told_apart_from_the_words_at_rest(brand: str) -> None:
    found = palette(brand)

    assert contrast_ratio(found.active, theme.INK) >= MIN_CONTRAST
    assert contrast_ratio(found.inactive, theme.INK) >= MIN_CONTRAST
    assert contrast_ratio(found.active, found.inactive) >= 1.3


@pytest.mark.parametrize("brand", ["#FFD60A", "#00A3FF", "#E4572E", "#2ECC71"])
def test_a_legible_brand_colour_is_taken_as_it_is(brand: str) -> None:
    assert palette(brand) == (theme.WHITE, brand[1:])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_ratio("000000", "FFFFFF") == pytest.approx(21)
    assert contrast_ratio("FFFFFF", "767676") == pytest.approx(4.54, abs=0.01)


def test_pop_lights_every_word_in_the_brand_colour_when_its_turn_comes() -> None:
    words = [event for event in events("Meet the chair", "pop", "#00A3FF") if event.style == "Word"]

    lit_at = [int(re.findall(r"\\t\((\d+),\d+,\\1c&HFFA300&", event.text)[0]) for event in words]
    assert lit_at == [0, 350, 700]


def test_karaoke_sweeps_every_word_from_its_own_start_to_its_own_end() -> None:
    words = [event.text for event in events("Meet the chair", "karaoke") if event.style == "Word"]

    assert [re.findall(r"\\k(\d+)\\kf(\d+)", text)[0] for text in words] == [("0", "35"), ("35", "35"), ("70", "35")]
    assert all("\\1c&H0AD6FF&\\2c&HFFFFFF&" in text for text in words)


def test_clean_moves_nothing_and_lies_on_a_box() -> None:
    found = events("Meet the chair", "clean")

    assert not any("\\t(" in event.text or "\\k" in event.text for event in found)
    assert [event.style for event in found].count("Box") == 2
    assert contrast_ratio(theme.WHITE, _over(theme.INK, "FFFFFF", 1 - theme.BOX_ALPHA / 255)) >= MIN_CONTRAST


def _over(ink: str, ground: str, opacity: float) -> str:
    """The colour of `ink` on a white photo."""
    pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    return "".join(f"{round(one * opacity + other * (1 - opacity)):02X}" for one, other in pairs)
