"""Finding the product in a photo: what differs from the photo's border in colour and detail.

Sellers photograph one thing in front of a background that reaches the border. So the border's colours (a few clusters)
count as background, and each pixel of a small copy is scored by its distance from the nearest of them. Detail that is
finer than the border's adds to the score. It takes about 3 ms a photo and needs no model.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import Image
from functions.render.planning.framing import Area

SIDE_PX: Final = 128
"""Longer side of the small copy."""
BORDER: Final = 0.04
"""Width of the border, as a share of the shorter side."""
CLUSTERS: Final = 4
DETAIL_WEIGHT: Final = 0.35
BOX_SCORE_SHARE: Final = 0.985
"""Share of the score that the subject's box contains."""
MIN_SCORE_SHARE: Final = 0.2
"""Pixels that score less than this share of the highest score are background."""
MIN_PEAK: Final = 0.12
"""A photo without any higher score has no subject."""
MAX_BORDER_SHARE: Final = 0.5
"""With a border score above this share of the mean score there is no background: the photo shows a scene."""
MARGIN: Final = 0.02
"""Added to the box on every side, in shares of the photo."""

Map = NDArray[np.float32]


_CODES: Final = np.arange(256) / 255
_LINEAR: Final = np.where(_CODES <= 12.92 * 0.0031308, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(
    np.float32
)
"""Linear light of an 8-bit sRGB component, IEC 61966-2-1."""
_TO_XYZ: Final = np.array(
    [[0.180423, 0.357580, 0.412453], [0.072169, 0.715160, 0.212671], [0.950227, 0.119193, 0.019334]], np.float32
) / np.array([[0.950456], [1.0], [1.088754]], np.float32)
"""From linear B, G, R to X, Y, Z as shares of white (D65)."""


def small_copy(picture: Image) -> Image:
    """Return `picture` (BGR) scaled to a longer side of `SIDE_PX`."""
    height, width = picture.shape[:2]
    scale = SIDE_PX / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return downscale(picture, size)


def _border(values: Map) -> Map:
    """Return the pixels along the four edges, one per row."""
    width = max(2, round(min(values.shape[:2]) * BORDER))
    parts = (values[:width], values[-width:], values[:, :width], values[:, -width:])
    return np.concatenate([part.reshape(-1, values.shape[2]) for part in parts]).astype(np.float32)


def _colour_distance(small: Image) -> Map:
    """Return the distance (0…1) of each pixel from the nearest border colour, in Lab."""
    colours = lab(np.asarray(cv2.GaussianBlur(small, (0, 0), 1.0), np.uint8))
    border = _border(colours)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(border, CLUSTERS, np.empty(0), criteria, 1, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(colours.shape[:2], np.inf, np.float32)
    for number, centre in enumerate(centres):
        members = border[labels[:, 0] == number]
        if len(members) < len(border) * BORDER:
            continue
        spread = float(np.sqrt(((members - centre) ** 2).sum(1).mean()))
        distance = np.sqrt(((colours - centre) ** 2).sum(2))
        nearest = np.minimum(nearest, np.maximum(distance - 1.5 * spread, 0))
    return np.minimum(nearest / 60, 1).astype(np.float32)


def _detail(small: Image) -> Map:
    """Return how much more detail (0…1) each pixel's neighbourhood has than the border."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, dx, 1 - dx, ksize=3) for dx in (1, 0))
    energy = np.asarray(cv2.GaussianBlur(cv2.magnitude(across, down), (0, 0), 1.5), np.float32)
    border_energy = float(np.percentile(_border(energy[..., None]), 90))
    return np.clip((energy - border_energy) / 160, 0, 1).astype(np.float32)


def prominence(picture: Image) -> Map:
    """Return the score (0…1) of each pixel of a small copy: how much it differs from the border."""
    small = small_copy(picture)
    return np.asarray(np.minimum(_colour_distance(small) + DETAIL_WEIGHT * _detail(small), 1), np.float32)


def _span(profile: Map) -> tuple[float, float]:
    """Return the part of a profile that contains `BOX_SCORE_SHARE` of its sum, in shares of its length.

    Both ends lose the same share.
    """
    sums = np.cumsum(profile) / profile.sum()
    tail = (1 - BOX_SCORE_SHARE) / 2
    first, last = int(np.searchsorted(sums, tail)), int(np.searchsorted(sums, 1 - tail))
    return first / len(profile), (min(last, len(profile) - 1) + 1) / len(profile)


def find_subject(picture: Image) -> Area | None:
    """Return the area of the subject in shares of the picture's sides, or None for a scene without one."""
    return subject_in(prominence(picture))


def subject_in(prominent: Map) -> Area | None:
    """Return the subject's box in a map from `prominence`, or None."""
    peak = max(float(np.percentile(prominent, 99)), MIN_PEAK)
    is_prominent = cv2.medianBlur((prominent > MIN_SCORE_SHARE * peak).astype(np.uint8), 3)
    strong = np.asarray(is_prominent * np.sqrt(prominent), np.float32)
    if not strong.any() or float(_border(strong[..., None]).mean()) > MAX_BORDER_SHARE * float(strong.mean()):
        return None
    (left, right), (top, bottom) = (_span(np.asarray(strong.sum(axis), np.float32)) for axis in (0, 1))
    left, top = max(left - MARGIN, 0.0), max(top - MARGIN, 0.0)
    return Area(left, top, min(right + MARGIN, 1.0) - left, min(bottom + MARGIN, 1.0) - top)


def lab(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Convert a small 8-bit BGR picture to CIE L*a*b*: L* in 0…255 as in OpenCV's 8-bit Lab, a* and b* around 0.

    OpenCV's own conversion takes 0.25 s to build its tables before the first pixel.
    """
    xyz = _LINEAR[picture] @ _TO_XYZ.T
    x, y, z = np.moveaxis(np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * (841 / 108) + 4 / 29), -1, 0)
    return np.stack([(116 * y - 16) * 2.55, 500 * (x - y), 200 * (y - z)], -1).astype(np.float32)
