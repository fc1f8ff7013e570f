"""Where the product is in a photo: what differs from the photo's rim, in colour and in detail.

Sellers photograph one thing before some background, and the background reaches the rim. So the colours along the rim
are taken for background (a few clusters of them), and each pixel of a small copy is judged by its distance from the
nearest. Fine detail counts as well, as far as the rim has less of it. Cheap: some 3 ms a photo, no model.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import Image
from functions.render.planning.framing import Area

SIDE_PX: Final = 128
"""Longer side of the copy that is looked at."""
RIM: Final = 0.04
"""Width of the rim, as a share of the shorter side."""
CLUSTERS: Final = 4
DETAIL_WEIGHT: Final = 0.35
MASS: Final = 0.985
"""Share of what stands out that the subject's box holds."""
FLOOR: Final = 0.2
"""What stands out less than this share of the strongest is background."""
MIN_PEAK: Final = 0.12
"""A photo in which nothing stands out more than this has no subject to speak of."""
SCENE: Final = 0.5
"""A rim that stands out so much against the middle: there is no background, the photo shows a scene."""
MARGIN: Final = 0.02
"""Added on every side, in shares of the photo."""

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
    """`picture` (BGR) with a longer side of `SIDE_PX`."""
    height, width = picture.shape[:2]
    scale = SIDE_PX / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return downscale(picture, size)


def _rim(values: Map) -> Map:
    """The pixels along the four edges, as rows."""
    wide = max(2, round(min(values.shape[:2]) * RIM))
    parts = (values[:wide], values[-wide:], values[:, :wide], values[:, -wide:])
    return np.concatenate([part.reshape(-1, values.shape[2]) for part in parts]).astype(np.float32)


def _colour_distance(small: Image) -> Map:
    """Distance (0…1) of each pixel from the nearest of the rim's colours, in Lab."""
    colours = lab(np.asarray(cv2.GaussianBlur(small, (0, 0), 1.0), np.uint8))
    rim = _rim(colours)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(rim, CLUSTERS, np.empty(0), ends, 1, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(colours.shape[:2], np.inf, np.float32)
    for number, centre in enumerate(centres):
        members = rim[labels[:, 0] == number]
        if len(members) < len(rim) * RIM:
            continue
        spread = float(np.sqrt(((members - centre) ** 2).sum(1).mean()))
        distance = np.sqrt(((colours - centre) ** 2).sum(2))
        nearest = np.minimum(nearest, np.maximum(distance - 1.5 * spread, 0))
    return np.minimum(nearest / 60, 1).astype(np.float32)


def _detail(small: Image) -> Map:
    """How much finer structure (0…1) each pixel's neighbourhood has than the rim."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, dx, 1 - dx, ksize=3) for dx in (1, 0))
    energy = np.asarray(cv2.GaussianBlur(cv2.magnitude(across, down), (0, 0), 1.5), np.float32)
    usual = float(np.percentile(_rim(energy[..., None]), 90))
    return np.clip((energy - usual) / 160, 0, 1).astype(np.float32)


def prominence(picture: Image) -> Map:
    """How much (0…1) each pixel of a small copy of `picture` stands out from its rim."""
    small = small_copy(picture)
    return np.asarray(np.minimum(_colour_distance(small) + DETAIL_WEIGHT * _detail(small), 1), np.float32)


def _span(profile: Map) -> tuple[float, float]:
    """The stretch of a profile that holds `MASS` of it, ends cut alike, in shares of its length."""
    sums = np.cumsum(profile) / profile.sum()
    out = (1 - MASS) / 2
    first, last = int(np.searchsorted(sums, out)), int(np.searchsorted(sums, 1 - out))
    return first / len(profile), (min(last, len(profile) - 1) + 1) / len(profile)


def find_subject(picture: Image) -> Area | None:
    """The part of `picture` that holds what stands out, in shares of its sides; None when nothing does (a scene)."""
    return subject_in(prominence(picture))


def subject_in(prominent: Map) -> Area | None:
    """The box of what stands out in a map made by `prominence`."""
    peak = max(float(np.percentile(prominent, 99)), MIN_PEAK)
    stands_out = cv2.medianBlur((prominent > FLOOR * peak).astype(np.uint8), 3)
    strong = np.asarray(stands_out * np.sqrt(prominent), np.float32)
    if not strong.any() or float(_rim(strong[..., None]).mean()) > SCENE * float(strong.mean()):
        return None
    (left, right), (top, bottom) = (_span(np.asarray(strong.sum(axis), np.float32)) for axis in (0, 1))
    left, top = max(left - MARGIN, 0.0), max(top - MARGIN, 0.0)
    return Area(left, top, min(right + MARGIN, 1.0) - left, min(bottom + MARGIN, 1.0) - top)


def lab(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """CIE L*a*b* of a small 8-bit BGR picture, L* on 0…255 as in OpenCV's 8-bit Lab, a* and b* around 0.

    OpenCV's own conversion spends a quarter of a second on its tables before the first pixel.
    """
    xyz = _LINEAR[picture] @ _TO_XYZ.T
    x, y, z = np.moveaxis(np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * (841 / 108) + 4 / 29), -1, 0)
    return np.stack([(116 * y - 16) * 2.55, 500 * (x - y), 200 * (y - z)], -1).astype(np.float32)
