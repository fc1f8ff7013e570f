"""From a photo to the planes that a shot's views are cut from: scaled and converted once."""

from dataclasses import astuple, dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.colour import TO_U, TO_V, TO_Y
from functions.render.frame import Format, Image
from functions.render.framing import Area, Layout, crop_to, rows_of
from functions.render.roi import EASY_STEP, MARGIN_PX, MAX_STEP, MIN_STEP
from functions.render.shrink import shrunk

BLUR_SHRINK: Final = 24
"""The blurred fill is made at this fraction of the canvas: a blur needs no more, and it costs next to nothing."""
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72
ROW_GAP: Final = 0.06
"""Space between the rows of a folded strip, in widths of the strip."""


@dataclass(frozen=True)
class Canvas:
    """One photo laid out for one shot, as 4:2:0 planes with `MARGIN_PX` of repeated border on every side.

    The photo lies on `place`, in frames from the canvas' corner. Where it does not reach, `ground` is seen, a frame
    that stands still; None when the photo covers the canvas. Views are drawn by way of `scratch`, as large as `luma`.
    """

    luma: Image
    blue: Image
    red: Image
    place: Area
    ground: Image | None
    scratch: Image

    @property
    def planes(self) -> tuple[Image, Image, Image]:
        return self.luma, self.blue, self.red

    def grounds(self, form: Format) -> tuple[Image, Image, Image] | tuple[None, None, None]:
        """The ground's planes."""
        return (None, None, None) if self.ground is None else form.planes(self.ground)


def size_of(picture: Image) -> tuple[int, int]:
    """(width, height) in pixels."""
    return picture.shape[1], picture.shape[0]


def canvas_scale(least_zoom: float, max_zoom: float) -> float:
    """Scale at which every view has a source step in range, and one that stands still in zoom an easy one."""
    if least_zoom == max_zoom:
        return max_zoom * EASY_STEP
    return max(MAX_STEP, max_zoom * (MIN_STEP + 0.01))


def _resize(picture: Image, width: int, height: int) -> Image:
    if width <= picture.shape[1] and height <= picture.shape[0]:
        return shrunk(picture, (width, height))
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _cut(picture: Image, area: Area) -> Image:
    """The area's pixels, at least one each way."""
    width, height = size_of(picture)
    left, top = (min(round(at * side), side - 1) for at, side in ((area.left, width), (area.top, height)))
    right, bottom = max(round(area.right * width), left + 1), max(round(area.bottom * height), top + 1)
    return picture[top:bottom, left:right]


def _even(share: float, side: int) -> int:
    return round(share * side / 2) * 2


def fold(picture: Image) -> Image:
    """A strip far longer than wide, laid in rows (or columns) like a line of text; any other picture as it is."""
    rows = rows_of(size_of(picture))
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


def _ground(picture: Image, form: Format) -> Image:
    """A frame of the photo's blur, as large as it gets without being stretched: made small, then each plane grown."""
    width, height = form.size
    shown = _cut(picture, crop_to(size_of(picture), width / height, None))
    small = _resize(shown, max(2, width // BLUR_SHRINK), max(2, height // BLUR_SHRINK))
    soft = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX), alpha=BLUR_DIM)
    frame = np.empty(form.frame_bytes, np.uint8)
    for plane, matrix in zip(form.planes(frame), (TO_Y, TO_U, TO_V), strict=True):
        cv2.resize(cv2.transform(soft, matrix), plane.shape[::-1], dst=plane, interpolation=cv2.INTER_CUBIC)
    return frame


def _plane(picture: Image, matrix: NDArray[np.float32]) -> Image:
    plane = cv2.transform(picture, matrix)
    margin = MARGIN_PX
    return np.asarray(cv2.copyMakeBorder(plane, margin, margin, margin, margin, cv2.BORDER_REPLICATE), np.uint8)


def paint(picture: Image, layout: Layout, form: Format, scale: float) -> Canvas:
    """Lay out `picture`, the photo at `scale` pixels to one of the frame's, its sides even."""
    across, down = layout.extent
    place = Area(*(side * many for side, many in zip(astuple(layout.place), (across, down, across, down), strict=True)))
    width, height = (
        max(2, _even(share * scale, side)) for share, side in ((place.width, form.width), (place.height, form.height))
    )
    shown = _resize(_cut(picture, layout.crop), width, height)
    half = _resize(shown, width // 2, height // 2)
    luma = _plane(shown, TO_Y)
    ground = _ground(picture, form) if layout.whole else None
    return Canvas(luma, _plane(half, TO_U), _plane(half, TO_V), place, ground, np.empty_like(luma))
