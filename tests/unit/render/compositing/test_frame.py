"""The colours of frames: BT.709, limited range."""

import cv2
import numpy as np

from functions.render.compositing.frame import TO_BGR, TO_U, TO_V, TO_Y


def test_planes_are_bt709_in_limited_range() -> None:
    """Reference values: ITU-R BT.709-6, table 4 (8 bit)."""
    colours = {(255, 255, 255): (235, 128, 128), (0, 0, 0): (16, 128, 128), (0, 0, 255): (63, 102, 240)}

    for bgr, yuv in colours.items():
        pixel = np.array([[bgr]], np.uint8)
        assert tuple(int(cv2.transform(pixel, row)[0, 0]) for row in (TO_Y, TO_U, TO_V)) == yuv


def test_colours_survive_the_conversion_to_yuv_and_back() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)

    planes = cv2.merge([cv2.transform(picture, row) for row in (TO_Y, TO_U, TO_V)])
    back = cv2.transform(planes, TO_BGR)

    assert np.abs(back.astype(int) - picture).max() <= 3
