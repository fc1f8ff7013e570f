"""The look of the captions: one place for font, colours, sizes, places and times."""

from typing import Final, NamedTuple

from vidx.options import FRAMES, Frame

FONT: Final = "Montserrat ExtraBold"
"""Family name of the captions' font, which `layers/ffmpeg` ships; libass falls back to the others beside it."""

WHITE: Final = "FFFFFF"
HIGHLIGHT: Final = "FFD60A"
INK: Final = "101014"
SHADOW: Final = "000000"
"""Colours as RRGGBB."""
SHADOW_ALPHA: Final = 0x70
"""0 is opaque, 255 invisible."""

_REFERENCE: Final = FRAMES["9:16"]
_EM_PX: Final = 90.0
_SAFE_LEFT_PX, _SAFE_RIGHT_PX, _SAFE_TOP_PX, _SAFE_BOTTOM_PX = 65, 900, 270, 1248
"""Of 1080×1920: what neither TikTok nor Reels nor Shorts covers with its own controls (intersection of the three)."""

LINE_PITCH: Final = 1.16
OUTLINE: Final = 0.095
SHADOW_BLUR: Final = 0.11
SHADOW_DROP: Final = 0.06
EXTRA_SPACE: Final = 0.07
"""In em."""

CENTRE_OF_BOX: Final = 0.86
"""Height of the captions' middle within the safe box: below the product, above the platform's own texts."""

POP: Final = 1.12
SETTLED: Final = 1.04
ENTRANCE: Final = 0.86
"""Scale of the active word at its peak and after it, and of all words as a cue appears."""
POP_MS: Final = 70
SETTLE_MS: Final = 110
LIGHT_MS: Final = 40
ENTRANCE_MS: Final = 90


class Box(NamedTuple):
    """Where captions may be, in pixels of the frame."""

    left_px: float
    top_px: float
    right_px: float
    bottom_px: float


def safe_box(frame: Frame) -> Box:
    """The safe area, in the same proportions for every format."""
    x, y = frame.width_px / _REFERENCE.width_px, frame.height_px / _REFERENCE.height_px
    return Box(_SAFE_LEFT_PX * x, _SAFE_TOP_PX * y, _SAFE_RIGHT_PX * x, _SAFE_BOTTOM_PX * y)


def em_px(frame: Frame) -> float:
    """Size of the type before anything is shrunk to fit."""
    return _EM_PX * min(frame) / min(_REFERENCE)


def centre_x_px(frame: Frame) -> float:
    return frame.width_px / 2


def line_width_px(frame: Frame) -> float:
    """The longest line's room: centred in the frame, within the safe box, outline and shadow inside."""
    box, middle = safe_box(frame), centre_x_px(frame)
    half = min(middle - box.left_px, box.right_px - middle)
    return 2 * (half - em_px(frame) * (OUTLINE + SHADOW_BLUR))
