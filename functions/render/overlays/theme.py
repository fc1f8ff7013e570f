"""The one typographic system of title card, price badge and end card: sizes, colours, distances, times.

Lengths are for a frame whose shorter side has 1080 pixels, in pixels; see `unit`.
"""

from typing import Final

from vidx.options import Frame

WHITE: Final = "FFFFFF"
INK: Final = "101014"
SHADED: Final = "525252"
"""Colours as RRGGBB. A white photo behind the shade looks like the last one; no other is lighter."""

TITLE_SIZES: Final = ((96, 2), (84, 3), (74, 3), (66, 3), (58, 3), (52, 3), (46, 3))
"""Em sizes of a title from the largest on, and how many lines each may take."""
EYEBROW_EM: Final = 36
EYEBROW_TRACKING: Final = 0.08
"""Extra space after each of its letters, in em: capitals want air."""
BADGE_SIZES: Final = ((56, 1), (48, 1), (40, 1), (34, 1), (28, 1))
PRICE_SIZES: Final = ((92, 1), (76, 1), (62, 1), (50, 1), (40, 1))
CALL_SIZES: Final = ((72, 2), (62, 2), (54, 2), (46, 2))
CARD_TITLE_SIZES: Final = ((64, 2), (56, 2), (50, 3), (44, 3), (40, 3), (36, 3))
"""On the end card. A phone shows 36 pixels of 1080 as 13 points, the least that is read with ease."""
ADDRESS_SIZES: Final = ((40, 1), (36, 2), (32, 2), (28, 2), (24, 2))

LINE_PITCH: Final = 1.14
"""Distance of two baselines, in em."""
GAP: Final = 30
"""Between the parts of a card."""
INDENT: Final = 12
"""From the edge of the safe box to the text."""
BADGE_PADDING: Final = (32, 20)
"""Left and right, above and below the price."""
BADGE_RADIUS: Final = 22
QR_SIDE: Final = 340
QR_MIN_SIDE: Final = 210
QR_RADIUS: Final = 24
LOGO_BOX: Final = (320, 112)
"""A logo is as large as fits, on its plate or without one."""
LOGO_PADDING: Final = 12
LOGO_RADIUS: Final = 18
SLIDE: Final = 26
"""How far a text moves up as it comes in."""

IN_S: Final = 0.4
OUT_S: Final = 0.3
TITLE_S: Final = 2.6
"""How long the title card is there, fades included."""

DIM_TITLE: Final = 0.68
"""Opacity of the black behind the title: the accent on a white photo keeps a contrast of 5 : 1 (WCAG 2.2, 1.4.3)."""
DIM_FADE: Final = 260
"""Height over which it fades out below the title."""
DIM_END: Final = 0.68
"""Opacity of the black over the blurred picture behind the end card."""


def unit(frame: Frame) -> float:
    """Pixels of this frame for one pixel of the system."""
    return min(frame) / 1080
