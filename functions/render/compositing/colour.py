"""BT.709 limited-range YUV, the colours that the film is tagged with. Weights: ITU-R BT.709-6, items 3.2 to 3.5."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

RED: Final = 0.2126
BLUE: Final = 0.0722
GREEN: Final = 1 - RED - BLUE
LUMA_RANGE: Final = 219 / 255
CHROMA_RANGE: Final = 224 / 255
LUMA_BLACK: Final = 16
CHROMA_ZERO: Final = 128

Matrix = NDArray[np.float32]


def _row(blue: float, green: float, red: float, scale: float, offset: int) -> Matrix:
    return np.array([[blue * scale, green * scale, red * scale, offset]], np.float32)


TO_Y: Final = _row(BLUE, GREEN, RED, LUMA_RANGE, LUMA_BLACK)
TO_U: Final = _row(1 - BLUE, -GREEN, -RED, CHROMA_RANGE / (2 * (1 - BLUE)), CHROMA_ZERO)
TO_V: Final = _row(-BLUE, -GREEN, 1 - RED, CHROMA_RANGE / (2 * (1 - RED)), CHROMA_ZERO)
"""From 8-bit B, G, R (and 1) to one 8-bit component, as `cv2.transform` takes it."""


_JFIF_BGR: Final = np.array([[1.772, 0.0], [-0.344136, -0.714136], [0.0, 1.402]])
"""What 1 of Cb and Cr adds to B, G and R in a JPEG, next to Y. Source: JFIF 1.02, "Conversion to and from RGB"."""


class Tints(NamedTuple):
    """How a component follows from a JPEG's Y, Cb and Cr: `blue` Cb + `red` Cr + `offset`, and a share of Y."""

    blue: float
    red: float
    offset: float


def _tints(row: Matrix, offset: float) -> Tints:
    blue, red = (row[0, :3] @ _JFIF_BGR).tolist()
    return Tints(blue, red, offset - CHROMA_ZERO * (blue + red))


JFIF_TO_Y: Final = _tints(TO_Y, CHROMA_ZERO)
"""What makes BT.709 luma, `CHROMA_ZERO` above what is to be added to `LUMA_RANGE` Y + `LUMA_BLACK`."""
JFIF_TO_U: Final = _tints(TO_U, CHROMA_ZERO)
JFIF_TO_V: Final = _tints(TO_V, CHROMA_ZERO)


def _inverse() -> Matrix:
    forward = np.vstack([TO_Y, TO_U, TO_V]).astype(np.float64)
    turn = np.linalg.inv(forward[:, :3])
    return np.hstack([turn, -turn @ forward[:, 3:]]).astype(np.float32)


TO_BGR: Final = _inverse()
"""From 8-bit Y, U, V back to B, G, R."""


_CODES: Final = np.arange(256) / 255
_LINEAR: Final = np.where(_CODES <= 12.92 * 0.0031308, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(
    np.float32
)
"""Linear light of an 8-bit sRGB component, IEC 61966-2-1."""
_TO_XYZ: Final = np.array(
    [[0.180423, 0.357580, 0.412453], [0.072169, 0.715160, 0.212671], [0.950227, 0.119193, 0.019334]], np.float32
) / np.array([[0.950456], [1.0], [1.088754]], np.float32)
"""From linear B, G, R to X, Y, Z as shares of white (D65)."""


def lab(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """CIE L*a*b* of a small 8-bit BGR picture, L* on 0…255 as in OpenCV's 8-bit Lab, a* and b* around 0.

    OpenCV's own conversion spends a quarter of a second on its tables before the first pixel.
    """
    xyz = _LINEAR[picture] @ _TO_XYZ.T
    x, y, z = np.moveaxis(np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * (841 / 108) + 4 / 29), -1, 0)
    return np.stack([(116 * y - 16) * 2.55, 500 * (x - y), 200 * (y - z)], -1).astype(np.float32)
