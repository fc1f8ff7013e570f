"""From a photo to the planes that a shot's views are cut from: scaled and converted once."""

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
    FrameFormat,
    Image,
    Tints,
    image_size,
)
from functions.render.planning.framing import Area, Layout, crop_to, strip_rows

BLUR_SHRINK: Final = 24
"""The blurred fill is made at this fraction of the canvas: a blur needs no more, and it costs next to nothing."""
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72
WHITE: Final = 238
"""Least value of every colour on white ground, shadows of a studio's paper included."""
MOSTLY: Final = 0.97
"""Share of a photo's rim that has to be white."""
RIM_SIDE_PX: Final = 64
"""Sides of the copy whose rim is looked at."""
ROW_GAP: Final = 0.06
"""Space between the rows of a folded strip, in widths of the strip."""
OVERSAMPLING: Final = 1.2
"""Canvas pixels to one of the frame's at zoom 1: a little finer than the frame, so that moving does not soften it."""
MIN_OVERSAMPLING: Final = 1.05
"""The same at the nearest zoom."""


@dataclass(frozen=True)
class Canvas:
    """One photo laid out for one shot, as 4:2:0 planes.

    The photo lies on `place`, in frames from the canvas' corner. Where it does not reach, `background` is seen, a frame
    that stands still; None when the photo covers the canvas.
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
        """The ground's planes."""
        return (None, None, None) if self.background is None else frame_format.planes(self.background)


def canvas_scale(max_zoom: float) -> float:
    """Scale at which every view is a little coarser than the canvas."""
    return max(OVERSAMPLING, max_zoom * MIN_OVERSAMPLING)


def _resized(picture: Image, width: int, height: int) -> Image:
    if width <= picture.shape[1] and height <= picture.shape[0]:
        return downscale(picture, (width, height))
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _cut(picture: Image, area: Area) -> Image:
    """The area's pixels, at least one each way."""
    width, height = image_size(picture)
    left, top = (min(round(at * side), side - 1) for at, side in ((area.left, width), (area.top, height)))
    right, bottom = max(round(area.right * width), left + 1), max(round(area.bottom * height), top + 1)
    return picture[top:bottom, left:right]


def _even(share: float, side: int) -> int:
    return round(share * side / 2) * 2


def white_background(picture: Image) -> Image | None:
    """The colour, blue, green and red, along the rim of a photo on white ground; None for every other photo."""
    small = _resized(picture, min(RIM_SIDE_PX, picture.shape[1]), min(RIM_SIDE_PX, picture.shape[0]))
    rim = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    is_white = float(np.percentile(rim.min(1), 100 * (1 - MOSTLY))) >= WHITE
    return np.asarray(np.rint(np.median(rim, 0)), np.uint8) if is_white else None


def _background(picture: Image, frame_format: FrameFormat) -> Image:
    """A frame of the photo's blur, as large as it gets without being stretched: made small, then each plane grown.

    White ground goes on beyond the photo, so that a packshot does not lie as a white sheet on grey.
    """
    width, height = frame_format.size
    shown = _cut(picture, crop_to(image_size(picture), width / height, None))
    small = _resized(shown, max(2, width // BLUR_SHRINK), max(2, height // BLUR_SHRINK))
    white = white_background(picture)
    if white is None:
        soft = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX), alpha=BLUR_DIM)
    else:
        soft = np.full_like(small, white)
    frame = np.empty(frame_format.frame_bytes, np.uint8)
    for plane, matrix in zip(frame_format.planes(frame), (TO_Y, TO_U, TO_V), strict=True):
        cv2.resize(cv2.transform(soft, matrix), plane.shape[::-1], dst=plane, interpolation=cv2.INTER_CUBIC)
    return frame


def _tinted(blue: Image, red: Image, tints: Tints) -> Image:
    return np.asarray(cv2.addWeighted(blue, tints.blue, red, tints.red, tints.offset), np.uint8)


def _planes(picture: Image, half: Image, width: int, height: int) -> tuple[Image, Image, Image]:
    """Y, U and V of a photo at `width` × `height`, given at half its size as well.

    As a JPEG holds it: what it has of colour has half the resolution. So only one plane is scaled at full size, and
    colours bring it from the JPEG's weights to BT.709's.
    """
    grey = _resized(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8), width, height)
    _, *tints = cv2.split(cv2.cvtColor(half, cv2.COLOR_BGR2YCrCb))
    red, blue = (_resized(np.asarray(plane, np.uint8), width // 2, height // 2) for plane in tints)
    more = cv2.resize(_tinted(blue, red, JFIF_TO_Y), (width, height), interpolation=cv2.INTER_LINEAR)
    luma = cv2.addWeighted(grey, LUMA_RANGE, more, 1, LUMA_BLACK - CHROMA_ZERO)
    return np.asarray(luma, np.uint8), _tinted(blue, red, JFIF_TO_U), _tinted(blue, red, JFIF_TO_V)


def make_canvas(picture: Image, layout: Layout, frame_format: FrameFormat, scale: float) -> Canvas:
    """Lay out `picture`, the photo at `scale` pixels to one of the frame's, its sides even."""
    across, down = layout.extent
    place = Area(*(side * many for side, many in zip(astuple(layout.place), (across, down, across, down), strict=True)))
    width, height = (
        max(2, _even(share * scale, side))
        for share, side in ((place.width, frame_format.width), (place.height, frame_format.height))
    )
    half = downscale(picture, (max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2)))
    background = _background(half, frame_format) if layout.whole else None
    return Canvas(*_planes(_cut(picture, layout.crop), _cut(half, layout.crop), width, height), place, background)


def fold_strip(picture: Image) -> Image:
    """A strip far longer than wide, laid in rows (or columns) like a line of text; any other picture as it is."""
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
