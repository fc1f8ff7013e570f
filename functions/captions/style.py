"""The look of the captions: one place for colours, sizes and times; lengths in em unless they say otherwise."""

from typing import Final, NamedTuple

from vidx.options import CaptionStyle

WHITE: Final = "FFFFFF"
DIMMED: Final = "B4B4BC"
INK: Final = "101014"
SHADOW: Final = "000000"
"""Colours as RRGGBB."""
SHADOW_ALPHA: Final = 0x70
BOX_ALPHA: Final = 0x48
"""0 is opaque, 255 invisible."""

LINE_PITCH: Final = 1.16
TALL_PITCH: Final = 1.34
"""For scripts with marks far above and below the letters."""
OUTLINE: Final = 0.095
SHADOW_BLUR: Final = 0.11
SHADOW_DROP: Final = 0.06
EXTRA_SPACE: Final = 0.07
GLUED_SPACE: Final = 0.06
"""Between parts of a text without spaces, so that the outline of one does not cover the other."""

CENTRE_OF_BOX: Final = 0.86
"""Height of the captions' middle within the safe box: below the product, above the platform's own texts."""

POP: Final = 1.14
POP_GROWTH: Final = 0.09
"""The active word grows by the factor `POP`, but on no side by more than this, lest it touch its neighbours."""
SETTLED: Final = 0.4
"""What is left of the pop's growth while the word is still being said."""
ENTRANCE: Final = 0.86
"""Scale of all words as a cue appears."""
POP_MS: Final = 70
SETTLE_MS: Final = 110
LIGHT_MS: Final = 40
ENTRANCE_MS: Final = 90

BOX_BESIDE: Final = 0.52
BOX_ABOVE: Final = 0.86
"""How far the soft box reaches beyond a line's letters on either side, and above and below a line's middle."""
BOX_CORNER: Final = 0.36
ACCENT: Final = 0.11
"""Width of the bar of the brand's colour at the box's edge."""


class Look(NamedTuple):
    """What the layout has to know of a style.

    Attributes:
        em_px: size of the type in a frame 1080 pixels wide or high, whichever is less.
        beside: what the ink reaches beyond the letters' own widths on either side: pop, outline, shadow, box.
        above: how far a line's ink reaches above and below its middle.
    """

    em_px: float
    beside: float
    above: float


LOOKS: Final[dict[CaptionStyle, Look]] = {
    "pop": Look(em_px=90.0, beside=POP_GROWTH + OUTLINE + SHADOW_BLUR, above=0.88),
    "karaoke": Look(em_px=90.0, beside=OUTLINE + SHADOW_BLUR, above=0.86),
    "clean": Look(em_px=66.0, beside=BOX_BESIDE, above=BOX_ABOVE),
}
