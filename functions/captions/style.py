"""The look of the captions: one place for colours, sizes, places and times."""

from typing import Final

from vidx.lettering.safe import REFERENCE, safe_box
from vidx.options import Frame

WHITE: Final = "FFFFFF"
HIGHLIGHT: Final = "FFD60A"
INK: Final = "101014"
SHADOW: Final = "000000"
"""Colours as RRGGBB."""
SHADOW_ALPHA: Final = 0x70
"""0 is opaque, 255 invisible."""

_EM_PX: Final = 90.0

LINE_PITCH: Final = 1.16
LINE_INK: Final = 0.8
"""How far a line's ink reaches above and below its middle, outline, shadow and pop included."""
OUTLINE: Final = 0.095
SHADOW_BLUR: Final = 0.11
SHADOW_DROP: Final = 0.06
EXTRA_SPACE: Final = 0.07
"""In em."""

CENTRE_OF_BOX: Final = 0.86
"""Height of the captions' middle within the safe box: below the product, above the platform's own texts."""

POP: Final = 1.14
POP_GROWTH: Final = 0.09
"""The active word grows by the factor `POP`, but on no side by more than this, in em, lest it touch its neighbours."""
SETTLED: Final = 0.4
"""What is left of the pop's growth while the word is still being said."""
ENTRANCE: Final = 0.86
"""Scale of all words as a cue appears."""
POP_MS: Final = 70
SETTLE_MS: Final = 110
LIGHT_MS: Final = 40
ENTRANCE_MS: Final = 90


def em_px(frame: Frame) -> float:
    """Size of the type before anything is shrunk to fit."""
    return _EM_PX * min(frame) / min(REFERENCE)


def margin_px(frame: Frame) -> float:
    """What the ink reaches beyond the letters' own widths on either side: pop, outline, shadow."""
    return em_px(frame) * (POP_GROWTH + OUTLINE + SHADOW_BLUR)


def centred_room_px(frame: Frame) -> float:
    """Width of the longest line that may stand in the middle of the frame, within the safe box."""
    box = safe_box(frame)
    half_px = min(frame.width_px / 2 - box.left_px, box.right_px - frame.width_px / 2)
    return 2 * (half_px - margin_px(frame))


def room_px(frame: Frame) -> float:
    """Width of the longest line that the safe box holds at all."""
    box = safe_box(frame)
    return box.right_px - box.left_px - 2 * margin_px(frame)


def centre_y_px(frame: Frame) -> float:
    """Middle of the captions' height, the same for one line and for two, which both stay in the safe box."""
    box = safe_box(frame)
    lowest_px = box.bottom_px - em_px(frame) * (LINE_PITCH / 2 + LINE_INK)
    return min(box.top_px + CENTRE_OF_BOX * (box.bottom_px - box.top_px), lowest_px)
