"""Downscaling pictures: every pixel of the result is the mean of the pixels that it covers."""

from typing import Final

import cv2
import numpy as np

from functions.render.compositing.frame import Image
from functions.render.compositing.subpixel_resize import Axis, subpixel_resize

HALF: Final = 2


def downscale(picture: Image, size: tuple[int, int]) -> Image:
    """Scale `picture` (one plane or BGR) down to `size`, (width, height) in pixels, which must not be larger.

    OpenCV computes means of 2 x 2 pixels ten times faster than any others. So the picture is halved while it is at
    least twice too large, then scaled to exactly twice the size, and halved again. Halving drops the last pixel of an
    odd side.
    """
    height, width = picture.shape[:2]
    while width >= HALF * size[0] and height >= HALF * size[1]:
        width, height = width // 2, height // 2
        picture = _area_mean(picture[: HALF * height, : HALF * width], (width, height))
    if (width, height) == size:
        return picture
    if width > HALF * size[0] or height > HALF * size[1]:
        return _area_mean(picture, size)
    return _area_mean(_upscale(picture, (HALF * size[0], HALF * size[1])), size)


def _area_mean(picture: Image, size: tuple[int, int]) -> Image:
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _upscale(picture: Image, size: tuple[int, int]) -> Image:
    """Scale bilinearly to a size that is larger than half of the picture's."""
    is_bgr = bool(picture.shape[2:])
    if is_bgr:
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    (width, height), target = size, np.empty(size[::-1], np.uint8)
    subpixel_resize(
        picture, Axis(0.0, picture.shape[1] / width, width), Axis(0.0, picture.shape[0] / height, height), target
    )
    return target
