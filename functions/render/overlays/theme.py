"""The theme of title card, price badge and end card: sizes, colours, distances and times.

Lengths are in pixels of a frame whose shorter side has 1080 pixels; see `unit`.
"""

from typing import Final

from vidx.options import FrameSize

WHITE: Final = "FFFFFF"
INK: Final = "101014"
DIMMED_WHITE: Final = "525252"
"""Colours as RRGGBB. `DIMMED_WHITE` is a white photo under the scrim, the lightest background that text can have."""

TITLE_SIZES: Final = ((96, 2), (84, 3), (74, 3), (66, 3), (58, 3), (52, 3), (46, 3))
"""Font sizes of a title, largest first, each with its maximum number of lines."""
EYEBROW_EM: Final = 36
EYEBROW_TRACKING: Final = 0.08
"""Letter spacing, in em: capitals are easier to read with more space."""
BADGE_SIZES: Final = ((56, 1), (48, 1), (40, 1), (34, 1), (28, 1))
PRICE_SIZES: Final = ((92, 1), (76, 1), (62, 1), (50, 1), (40, 1))
CALL_SIZES: Final = ((72, 2), (62, 2), (54, 2), (46, 2))
CARD_TITLE_SIZES: Final = ((64, 2), (56, 2), (50, 3), (44, 3), (40, 3), (36, 3))
"""Sizes on the end card. A phone shows 36 of 1080 pixels as 13 points, the smallest size that is easy to read."""
ADDRESS_SIZES: Final = ((40, 1), (36, 2), (32, 2), (28, 2), (24, 2))

LINE_PITCH: Final = 1.14
"""Distance between two baselines, in em."""
GAP: Final = 30
"""Between the parts of a card."""
INDENT: Final = 12
"""Distance from the edge of the safe area to the text."""
BADGE_PADDING: Final = (32, 20)
"""Horizontal and vertical padding around the price."""
BADGE_RADIUS: Final = 22
QR_SIDE: Final = 340
QR_MIN_SIDE: Final = 210
QR_RADIUS: Final = 24
LOGO_BOX: Final = (320, 112)
"""Width and height that the logo fills as far as its shape allows, padding included, with or without a plate."""
LOGO_PADDING: Final = 12
LOGO_RADIUS: Final = 18
SLIDE: Final = 26
"""Distance that a text moves up while it fades in."""

FADE_IN_S: Final = 0.4
FADE_OUT_S: Final = 0.3
TITLE_CARD_S: Final = 2.6
"""Duration of the title card, fades included."""

SCRIM_OPACITY: Final = 0.68
"""Opacity of the scrim behind the title: on a white photo the accent keeps a contrast of 5 : 1 (WCAG 2.2, 1.4.3)."""
SCRIM_FADE: Final = 260
"""Height over which the scrim fades out below the title."""
END_CARD_DIM: Final = 0.68
"""Opacity of the black over the blurred frame behind the end card."""


def unit(frame: FrameSize) -> float:
    """Return how many pixels of this frame one pixel of the theme is."""
    return min(frame) / 1080
