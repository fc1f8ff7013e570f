"""Downscaling pictures."""

import cv2
import numpy as np
import pytest

from functions.render.compositing.downscale import downscale

NOISE = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 256, (600, 400, 3), np.uint8), (0, 0), 3)
PICTURE = np.asarray(cv2.convertScaleAbs(NOISE, alpha=4, beta=-380), np.uint8)


@pytest.mark.parametrize("size", [(400, 600), (330, 480), (200, 300), (100, 150), (67, 90), (40, 7), (1, 1)])
def test_every_pixel_is_the_mean_of_the_pixels_that_it_covers(size: tuple[int, int]) -> None:
    small = downscale(PICTURE, size)

    expected = cv2.resize(PICTURE.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    assert small.shape == (size[1], size[0], 3)
    assert np.abs(small - expected).mean() < 3


def test_an_odd_side_shifts_the_picture_by_less_than_a_pixel() -> None:
    ramp = np.tile(np.linspace(0, 255, 403).astype(np.uint8), (601, 1))

    small = downscale(ramp, (100, 150))

    expected = cv2.resize(ramp.astype(np.float32), (100, 150), interpolation=cv2.INTER_AREA)
    assert np.abs(small - expected).max() < 2 * 255 / 100


def test_a_plane_is_scaled_as_a_plane() -> None:
    assert downscale(np.ascontiguousarray(PICTURE[..., 0]), (100, 150)).shape == (150, 100)


@pytest.mark.parametrize(
    ("picture", "size"), [((1872, 2496), (1296, 2304)), ((4096, 2304), (2304, 1296)), ((6000, 1500), (5200, 1296))]
)
def test_full_size_photos_can_be_scaled_down(picture: tuple[int, int], size: tuple[int, int]) -> None:
    """Intermediate sides are longer than 4096 pixels, since a plane is enlarged to twice its target first."""
    ramp = np.tile(np.linspace(0, 255, picture[0]).astype(np.uint8), (picture[1], 1))

    small = downscale(ramp, size)

    expected = np.linspace(0, 255, size[0])
    assert small.shape == size[::-1]
    assert np.abs(small - expected).max() < 2
