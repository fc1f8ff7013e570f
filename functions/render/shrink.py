"""Pictures made smaller, every pixel the mean of those it stands for."""

import cv2
import numpy as np

from functions.render.frame import Image


def shrunk(picture: Image, size: tuple[int, int]) -> Image:
    """`picture` (one plane or BGR) at `size`, (width, height) in pixels, meant to be smaller than it is.

    It is halved as long as it is twice too large, since OpenCV takes a mean of four pixels ten times faster than any
    other. A side of an odd length loses its last pixel on the way.
    """
    height, width = picture.shape[:2]
    while width >= 2 * size[0] and height >= 2 * size[1]:
        width, height = width // 2, height // 2
        even = picture[: 2 * height, : 2 * width]
        picture = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    if (width, height) == size:
        return picture
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
