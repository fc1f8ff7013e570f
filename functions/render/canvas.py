"""From a photo to the planes that a shot's views are cut from: scaled, framed and converted once."""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.colour import TO_U, TO_V, TO_Y
from functions.render.frame import Image
from functions.render.framing import Box, filling_crop, inset, shown_whole
from functions.render.roi import MARGIN_PX, MAX_STEP, MIN_STEP
from vidx.errors import RenderFailed

BLUR_SHRINK: Final = 24
"""The blurred fill is made at this fraction of the canvas: a blur needs no more, and it costs next to nothing."""
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72


@dataclass(frozen=True)
class Canvas:
    """One photo laid out for one shot, as 4:2:0 planes with `MARGIN_PX` of repeated border on every side.

    `scale` is the canvas' size over the frame's.
    """

    luma: Image
    blue: Image
    red: Image
    scale: float


def decode(jpeg: bytes) -> Image:
    """The photo as BGR.

    Raises:
        RenderFailed: it is not a readable picture, although the photos stage wrote it.
    """
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    if picture is None:
        raise RenderFailed("a prepared photo cannot be read")
    return np.asarray(picture, np.uint8)


def size_of(picture: Image) -> tuple[int, int]:
    """(width, height) in pixels."""
    return picture.shape[1], picture.shape[0]


def canvas_scale(max_zoom: float) -> float:
    """Scale at which the closest view still has a source step in range."""
    return max(MAX_STEP, max_zoom * (MIN_STEP + 0.01))


def _resize(picture: Image, width: int, height: int) -> Image:
    shrinks = width <= picture.shape[1]
    return np.asarray(
        cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), np.uint8
    )


def _cut(picture: Image, box: Box) -> Image:
    return picture[box.top : box.top + box.height, box.left : box.left + box.width]


def _blurred(picture: Image, width: int, height: int) -> Image:
    small = _resize(picture, max(2, width // BLUR_SHRINK), max(2, height // BLUR_SHRINK))
    soft = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX), alpha=BLUR_DIM)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def compose(picture: Image, frame: tuple[int, int], scale: float, max_zoom: float) -> Image:
    """The photo on a canvas of `scale` times the frame, its sides even, as BGR."""
    width, height = (math.ceil(side * scale / 2) * 2 for side in frame)
    filling = _cut(picture, filling_crop(size_of(picture), frame))
    if not shown_whole(size_of(picture), frame):
        return _resize(filling, width, height)
    canvas = _blurred(filling, width, height)
    box = inset(size_of(picture), (width, height), max_zoom)
    _cut(canvas, box)[:] = _resize(picture, box.width, box.height)
    return canvas


def _plane(picture: Image, matrix: NDArray[np.float32]) -> Image:
    plane = cv2.transform(picture, matrix)
    margin = MARGIN_PX
    return np.asarray(cv2.copyMakeBorder(plane, margin, margin, margin, margin, cv2.BORDER_REPLICATE), np.uint8)


def paint(picture: Image, frame: tuple[int, int], max_zoom: float, framed_zoom: float) -> Canvas:
    """Lay out `picture` for a shot that zooms up to `max_zoom`; a whole photo stays whole up to `framed_zoom`."""
    scale = canvas_scale(max_zoom)
    canvas = compose(picture, frame, scale, framed_zoom)
    half = _resize(canvas, canvas.shape[1] // 2, canvas.shape[0] // 2)
    return Canvas(_plane(canvas, TO_Y), _plane(half, TO_U), _plane(half, TO_V), canvas.shape[1] / frame[0])
