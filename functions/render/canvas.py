"""From a photo to the planes that a shot's views are cut from: scaled, framed and converted once."""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.colour import TO_U, TO_V, TO_Y
from functions.render.frame import Image
from functions.render.framing import Area, Layout, crop_to, rows_of
from functions.render.roi import EASY_STEP, MARGIN_PX, MAX_STEP, MIN_STEP

BLUR_SHRINK: Final = 24
"""The blurred fill is made at this fraction of the canvas: a blur needs no more, and it costs next to nothing."""
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72
ROW_GAP: Final = 0.06
"""Space between the rows of a folded strip, in widths of the strip."""


@dataclass(frozen=True)
class Canvas:
    """One photo laid out for one shot, as 4:2:0 planes with `MARGIN_PX` of repeated border on every side.

    `scale` is the canvas' size over the frame's; views are drawn by way of `scratch`, as large as `luma`.
    """

    luma: Image
    blue: Image
    red: Image
    scale: float
    scratch: Image


def size_of(picture: Image) -> tuple[int, int]:
    """(width, height) in pixels."""
    return picture.shape[1], picture.shape[0]


def canvas_scale(least_zoom: float, max_zoom: float) -> float:
    """Scale at which every view has a source step in range, and one that stands still in zoom an easy one."""
    if least_zoom == max_zoom:
        return max_zoom * EASY_STEP
    return max(MAX_STEP, max_zoom * (MIN_STEP + 0.01))


def _resize(picture: Image, width: int, height: int) -> Image:
    shrinks = width <= picture.shape[1]
    return np.asarray(
        cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), np.uint8
    )


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


def _blurred(picture: Image, width: int, height: int) -> Image:
    small = _resize(picture, max(2, width // BLUR_SHRINK), max(2, height // BLUR_SHRINK))
    soft = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX), alpha=BLUR_DIM)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def compose(picture: Image, layout: Layout, frame: tuple[int, int], scale: float) -> Image:
    """The photo on its canvas, `scale` canvas pixels to one of the frame, the canvas' sides even, as BGR."""
    width, height = (math.ceil(side * many * scale / 2) * 2 for side, many in zip(frame, layout.extent, strict=True))
    shown = _cut(picture, layout.crop)
    if not layout.whole:
        return _resize(shown, width, height)
    canvas = _blurred(_cut(picture, crop_to(size_of(picture), width / height, None)), width, height)
    left, top = _even(layout.place.left, width), _even(layout.place.top, height)
    across, down = _even(layout.place.width, width), _even(layout.place.height, height)
    canvas[top : top + down, left : left + across] = _resize(shown, across, down)
    return canvas


def _plane(picture: Image, matrix: NDArray[np.float32]) -> Image:
    plane = cv2.transform(picture, matrix)
    margin = MARGIN_PX
    return np.asarray(cv2.copyMakeBorder(plane, margin, margin, margin, margin, cv2.BORDER_REPLICATE), np.uint8)


def paint(picture: Image, layout: Layout, frame: tuple[int, int], scale: float) -> Canvas:
    """Lay out `picture` on planes of `scale` times the frame."""
    canvas = compose(picture, layout, frame, scale)
    half = _resize(canvas, canvas.shape[1] // 2, canvas.shape[0] // 2)
    sides = zip(size_of(canvas), frame, layout.extent, strict=True)
    reached = min(side / (shown * many) for side, shown, many in sides)
    luma = _plane(canvas, TO_Y)
    return Canvas(luma, _plane(half, TO_U), _plane(half, TO_V), reached, np.empty_like(luma))
