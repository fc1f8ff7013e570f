"""Where in a frame text may be: the area that no platform covers with its own controls."""

from typing import Final, NamedTuple

from vidx.options import FRAME_SIZES, FrameSize

REFERENCE_FRAME: Final = FRAME_SIZES["9:16"]
_SAFE_LEFT_PX, _SAFE_RIGHT_PX, _SAFE_TOP_PX, _SAFE_BOTTOM_PX = 65, 900, 270, 1248
"""Of 1080×1920: the intersection of the areas that TikTok, Reels and Shorts leave free."""
_TITLE_SAFE_SHARE: Final = 0.05
"""Share of every side that other formats keep free: the title-safe area, SMPTE ST 2046-1."""
_CAPTIONS_SHARE: Final = 0.26
"""Height of the captions' part of the safe box, as a share of the frame's shorter side."""


class Box(NamedTuple):
    """A part of the frame, in its pixels."""

    left_px: float
    top_px: float
    right_px: float
    bottom_px: float

    @property
    def width_px(self) -> float:
        return self.right_px - self.left_px

    @property
    def height_px(self) -> float:
        return self.bottom_px - self.top_px

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left_px + self.right_px) / 2, (self.top_px + self.bottom_px) / 2


def safe_box(frame: FrameSize) -> Box:
    """Return the area that no platform covers in a vertical video, and the title-safe area of other formats."""
    if frame.width_px >= frame.height_px:
        x_px, y_px = _TITLE_SAFE_SHARE * frame.width_px, _TITLE_SAFE_SHARE * frame.height_px
        return Box(x_px, y_px, frame.width_px - x_px, frame.height_px - y_px)
    x, y = frame.width_px / REFERENCE_FRAME.width_px, frame.height_px / REFERENCE_FRAME.height_px
    return Box(_SAFE_LEFT_PX * x, _SAFE_TOP_PX * y, _SAFE_RIGHT_PX * x, _SAFE_BOTTOM_PX * y)


def above_captions(frame: FrameSize) -> Box:
    """Return the part of the safe box that captions of any style leave free."""
    box = safe_box(frame)
    return box._replace(bottom_px=box.bottom_px - _CAPTIONS_SHARE * min(frame))
