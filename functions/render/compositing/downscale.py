"""Pictures made smaller, every pixel the mean of those it stands for."""

from typing import Final

import cv2
import numpy as np

from functions.render.compositing.frame import Image
from functions.render.compositing.subpixel_resize import Axis, subpixel_resize

HALF: Final = 2


def downscale(picture: Image, size: tuple[int, int]) -> Image:
    """`picture` (one plane or BGR) at `size`, (width, height) in pixels, no larger than it is.

    It is halved as long as it is twice too large, since OpenCV takes a mean of four pixels ten times faster than any
    other. What is left to do is done likewise: grown to twice the size, for which nothing needs smoothing, and halved.
    A side of an odd length loses its last pixel on the way.
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
    """Bilinear."""
    is_coloured = bool(picture.shape[2:])
    if is_coloured:
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    (width, height), grown = size, np.empty(size[::-1], np.uint8)
    subpixel_resize(
        picture, Axis(0.0, picture.shape[1] / width, width), Axis(0.0, picture.shape[0] / height, height), grown
    )
    return grown
