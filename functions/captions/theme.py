"""The theme of the captions: colours, sizes and times. Lengths are in em unless they say otherwise."""

from typing import Final, NamedTuple

from vidx.options import CaptionStyle
from vidx.typography.contrast import contrast_ratio, lighten_to_contrast

WHITE: Final = "FFFFFF"
DIMMED: Final = "B4B4BC"
INK: Final = "101014"
SHADOW: Final = "000000"
"""Colours as RRGGBB."""
SHADOW_ALPHA: Final = 0x70
BOX_ALPHA: Final = 0x48
"""ASS alpha: 0 is opaque, 255 transparent."""
_MIN_WORD_CONTRAST: Final = 1.3
"""Lowest contrast between inactive words and the active one. WCAG has no figure for this; yellow on white has 1.4."""

LINE_PITCH: Final = 1.16
TALL_LINE_PITCH: Final = 1.34
"""For scripts with marks far above and below the letters."""
OUTLINE_WIDTH: Final = 0.095
SHADOW_BLUR: Final = 0.11
SHADOW_OFFSET: Final = 0.06
EXTRA_WORD_SPACE: Final = 0.07
GLUED_SPACE: Final = 0.06
"""Between parts of a text without spaces, so that the outline of one does not cover the other."""

VERTICAL_POSITION: Final = 0.86
"""Middle of the captions as a share of the safe box's height: below the product, above the platform's own texts."""

POP_SCALE: Final = 1.14
MAX_POP_GROWTH: Final = 0.09
"""The active word grows by the factor `POP_SCALE`, but by no more than this on each side, so words do not touch."""
SETTLED_SHARE: Final = 0.4
"""Share of the growth that remains after the pop, while the word is still spoken."""
ENTRANCE_SCALE: Final = 0.86
"""Scale of all words as a cue appears."""
POP_MS: Final = 70
SETTLE_MS: Final = 110
HIGHLIGHT_MS: Final = 40
ENTRANCE_MS: Final = 90

BOX_PADDING: Final = 0.52
BOX_HALF_HEIGHT: Final = 0.86
"""How far the box of the clean style extends beyond a line's letters on either side, and from a line's middle up and
down."""
BOX_RADIUS: Final = 0.36
BAR_WIDTH: Final = 0.11
"""Width of the bar in the brand colour at the edge of the box."""


class StyleMetrics(NamedTuple):
    """What the layout needs to know about a style.

    Attributes:
        em_px: font size in a frame whose shorter side has 1080 pixels.
        overhang: how far the ink extends beyond the letters' advance widths on either side: pop, outline, shadow, box.
        half_height: how far the ink of a line extends above and below its middle.
    """

    em_px: float
    overhang: float
    half_height: float


STYLE_METRICS: Final[dict[CaptionStyle, StyleMetrics]] = {
    "pop": StyleMetrics(em_px=90.0, overhang=MAX_POP_GROWTH + OUTLINE_WIDTH + SHADOW_BLUR, half_height=0.88),
    "karaoke": StyleMetrics(em_px=90.0, overhang=OUTLINE_WIDTH + SHADOW_BLUR, half_height=0.86),
    "clean": StyleMetrics(em_px=66.0, overhang=BOX_PADDING, half_height=BOX_HALF_HEIGHT),
}


class Palette(NamedTuple):
    """Colours RRGGBB of the word that is spoken and of all others."""

    inactive: str
    active: str


def palette(brand: str) -> Palette:
    """Return legible colours for a brand colour `#RRGGBB`.

    A brand colour that is too dark is mixed with white. If it is nearly white, the inactive words are dimmed.
    """
    active = lighten_to_contrast(brand.removeprefix("#").upper(), INK)
    return Palette(WHITE if contrast_ratio(active, WHITE) >= _MIN_WORD_CONTRAST else DIMMED, active)
