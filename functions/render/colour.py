"""BT.709 limited-range YUV, the colours that the film is tagged with. Weights: ITU-R BT.709-6, items 3.2 to 3.5."""

from typing import Final

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


def _inverse() -> Matrix:
    forward = np.vstack([TO_Y, TO_U, TO_V]).astype(np.float64)
    turn = np.linalg.inv(forward[:, :3])
    return np.hstack([turn, -turn @ forward[:, 3:]]).astype(np.float32)


TO_BGR: Final = _inverse()
"""From 8-bit Y, U, V back to B, G, R."""
