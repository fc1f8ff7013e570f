"""The layout of the end card."""

from typing import Final

import pytest

from functions.render.overlays.layout import EndCard, EndCardText, end_card
from functions.render.overlays.schedule import Span
from functions.render.overlays.theme import CARD_TITLE_SIZES, unit
from vidx.options import FORMATS, FRAME_SIZES, MAX_TITLE_CHARS
from vidx.typography.safe_area import above_captions

READABLE_PX: Final = 36
"""Of 1080: 13 points on a phone 390 points wide."""


LOGO: Final = (320.0, 112.0)


LONGEST: Final = "Rangefinder camera with its leather case, two lenses, a flash, a light meter and a roll of film, new"


TITLES: Final = {"short": "Camera", "longest": LONGEST, "widest": ("W" * 49 + " ") * 2}


def card(title: str, frame_format: str) -> EndCard:
    copy = EndCardText(title, "MXN 45,000.00", "Write to us and see it for yourself", "", "FFD400")
    return end_card(copy, FRAME_SIZES[frame_format], Span(10, 14), LOGO)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("frame_format", FORMATS)
def test_title_is_readable_and_everything_fits(title: str, frame_format: str) -> None:
    frame, area = FRAME_SIZES[frame_format], above_captions(FRAME_SIZES[frame_format])

    end_card_layout = card(title, frame_format)

    assert end_card_layout.texts[0].em_px >= READABLE_PX * unit(frame)
    assert end_card_layout.logo is not None
    assert end_card_layout.logo.top_px >= area.top_px
    assert max(text.y_px + text.em_px / 2 for text in end_card_layout.texts) <= area.bottom_px


def test_short_title_is_larger_than_a_long_one() -> None:
    assert len(LONGEST) == MAX_TITLE_CHARS
    assert card("Camera", "9:16").texts[0].em_px == CARD_TITLE_SIZES[0][0] > card(LONGEST, "9:16").texts[0].em_px
