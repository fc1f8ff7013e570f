"""The canvas of a shot: its photo, scaled and converted to YUV planes once, from which all camera views are cut."""

from dataclasses import astuple, dataclass
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import (
    CHROMA_ZERO,
    JFIF_TO_U,
    JFIF_TO_V,
    JFIF_TO_Y,
    LUMA_BLACK,
    LUMA_RANGE,
    TO_U,
    TO_V,
    TO_Y,
    ChromaWeights,
    FrameFormat,
    Image,
    image_size,
)
from functions.render.planning.framing import Area, Layout, crop_to, strip_rows

BLUR_SHRINK: Final = 24
"""The blurred background is computed at 1/24 of the frame's size, which a blur does not show."""
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72
MIN_WHITE: Final = 238
"""Lowest value of each channel on a white background, including shadows on studio paper."""
MIN_WHITE_SHARE: Final = 0.97
"""Share of the photo's border pixels that must be white."""
WHITE_CHECK_SIDE_PX: Final = 64
"""Longest side of the copy whose border is checked."""
ROW_GAP: Final = 0.06
"""Space between the rows of a folded strip, as a share of the strip's width."""
OVERSAMPLING: Final = 1.2
"""Canvas pixels for one frame pixel at zoom 1: slightly more, so that motion does not blur the photo."""
MIN_OVERSAMPLING: Final = 1.05
"""The same at the largest zoom."""


@dataclass(frozen=True)
class Canvas:
    """One photo laid out for one shot, as 4:2:0 planes.

    The photo lies on `place`, in frame sides from the canvas' corner. Around it `background` shows, a frame that does
    not move; None when the photo covers the canvas.
    """

    luma: Image
    blue: Image
    red: Image
    place: Area
    background: Image | None

    @property
    def planes(self) -> tuple[Image, Image, Image]:
        return self.luma, self.blue, self.red

    def background_planes(self, frame_format: FrameFormat) -> tuple[Image, Image, Image] | tuple[None, None, None]:
        """Return the planes of the background."""
        return (None, None, None) if self.background is None else frame_format.planes(self.background)


def canvas_scale(max_zoom: float) -> float:
    """Return the canvas pixels for one frame pixel, so that every view is slightly coarser than the canvas."""
    return max(OVERSAMPLING, max_zoom * MIN_OVERSAMPLING)


def _resize(picture: Image, width: int, height: int) -> Image:
    if width <= picture.shape[1] and height <= picture.shape[0]:
        return downscale(picture, (width, height))
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _crop(picture: Image, area: Area) -> Image:
    """Return the pixels of `area`, at least one in each direction."""
    width, height = image_size(picture)
    left, top = (min(round(share * side), side - 1) for share, side in ((area.left, width), (area.top, height)))
    right, bottom = max(round(area.right * width), left + 1), max(round(area.bottom * height), top + 1)
    return picture[top:bottom, left:right]


def _even(share: float, side: int) -> int:
    return round(share * side / 2) * 2


def white_background(picture: Image) -> Image | None:
    """Return the border colour (B, G, R) of a photo on a white background; None for any other photo."""
    small = _resize(picture, min(WHITE_CHECK_SIDE_PX, picture.shape[1]), min(WHITE_CHECK_SIDE_PX, picture.shape[0]))
    border = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    is_white = float(np.percentile(border.min(1), 100 * (1 - MIN_WHITE_SHARE))) >= MIN_WHITE
    return np.asarray(np.rint(np.median(border, 0)), np.uint8) if is_white else None


def _background(picture: Image, frame_format: FrameFormat) -> Image:
    """Return a frame filled with the blurred and dimmed photo.

    A white background is continued instead, so that a packshot does not look like a white sheet on grey.
    """
    width, height = frame_format.size
    visible = _crop(picture, crop_to(image_size(picture), width / height, None))
    small = _resize(visible, max(2, width // BLUR_SHRINK), max(2, height // BLUR_SHRINK))
    white = white_background(picture)
    if white is None:
        backdrop = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX), alpha=BLUR_DIM)
    else:
        backdrop = np.full_like(small, white)
    frame = np.empty(frame_format.frame_bytes, np.uint8)
    for plane, matrix in zip(frame_format.planes(frame), (TO_Y, TO_U, TO_V), strict=True):
        cv2.resize(cv2.transform(backdrop, matrix), plane.shape[::-1], dst=plane, interpolation=cv2.INTER_CUBIC)
    return frame


def _mix_chroma(blue: Image, red: Image, weights: ChromaWeights) -> Image:
    """Return the part of a component that comes from a JPEG's Cb (`blue`) and Cr (`red`)."""
    return np.asarray(cv2.addWeighted(blue, weights.blue, red, weights.red, weights.offset), np.uint8)


def _planes(picture: Image, half: Image, width: int, height: int) -> tuple[Image, Image, Image]:
    """Return Y, U and V of the photo at `width` × `height`; `half` is the photo at half its size.

    A JPEG holds chroma at half resolution. So only luma is scaled at full size; chroma then corrects it from the JPEG's
    weights to those of BT.709.
    """
    grey = _resize(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8), width, height)
    _, *chroma = cv2.split(cv2.cvtColor(half, cv2.COLOR_BGR2YCrCb))
    red, blue = (_resize(np.asarray(plane, np.uint8), width // 2, height // 2) for plane in chroma)
    correction = cv2.resize(_mix_chroma(blue, red, JFIF_TO_Y), (width, height), interpolation=cv2.INTER_LINEAR)
    luma = cv2.addWeighted(grey, LUMA_RANGE, correction, 1, LUMA_BLACK - CHROMA_ZERO)
    return np.asarray(luma, np.uint8), _mix_chroma(blue, red, JFIF_TO_U), _mix_chroma(blue, red, JFIF_TO_V)


def make_canvas(picture: Image, layout: Layout, frame_format: FrameFormat, scale: float) -> Canvas:
    """Lay out the photo `picture` with `scale` canvas pixels for one frame pixel, rounded to even sides."""
    across, down = layout.extent
    place = Area(
        *(side * count for side, count in zip(astuple(layout.place), (across, down, across, down), strict=True))
    )
    width, height = (
        max(2, _even(share * scale, side))
        for share, side in ((place.width, frame_format.width), (place.height, frame_format.height))
    )
    half = downscale(picture, (max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2)))
    background = _background(half, frame_format) if layout.has_background else None
    return Canvas(*_planes(_crop(picture, layout.crop), _crop(half, layout.crop), width, height), place, background)


def fold_strip(picture: Image) -> Image:
    """Break a very long strip into rows (or columns), like a line of text; return any other picture unchanged."""
    rows = strip_rows(image_size(picture))
    if rows == 1:
        return picture
    flat = picture if picture.shape[1] >= picture.shape[0] else picture.transpose(1, 0, 2)
    height, width = flat.shape[:2]
    length = -(-width // rows)
    gap = np.empty((max(2, round(height * ROW_GAP)), length, 3), np.uint8)
    gap[:] = flat.mean((0, 1)) * BLUR_DIM
    parts: list[Image] = []
    for row in range(rows):
        start = round((width - length) * row / (rows - 1))
        parts += [flat[:, start : start + length], gap]
    folded = np.concatenate(parts[:-1])
    return folded if flat is picture else np.ascontiguousarray(folded.transpose(1, 0, 2))
