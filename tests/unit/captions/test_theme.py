"""Colours of the captions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.captions import theme
from functions.captions.theme import palette
from vidx.typography.contrast import MIN_CONTRAST, contrast_ratio

brand_colours = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@given(brand_colours)
def test_every_brand_colour_contrasts_with_the_outline_and_the_inactive_words(brand: str) -> None:
    colours = palette(brand)

    assert contrast_ratio(colours.active, theme.INK) >= MIN_CONTRAST
    assert contrast_ratio(colours.inactive, theme.INK) >= MIN_CONTRAST
    assert contrast_ratio(colours.active, colours.inactive) >= 1.3


@pytest.mark.parametrize("brand", ["#FFD60A", "#00A3FF", "#E4572E", "#2ECC71"])
def test_legible_brand_colour_is_used_unchanged(brand: str) -> None:
    assert palette(brand) == (theme.WHITE, brand[1:])
