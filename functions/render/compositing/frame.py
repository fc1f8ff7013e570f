"""Pixel format of the video's frames: planar YUV 4:2:0 with BT.709 limited-range colours."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class FrameFormat:
    """Size of a frame in pixels, both even."""

    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def frame_bytes(self) -> int:
        return self.width * self.height * 3 // 2

    def planes(self, buffer: Image) -> tuple[Image, Image, Image]:
        """Return views of the Y, U and V planes in a frame's memory."""
        luma = self.width * self.height
        chroma, half = luma // 4, (self.height // 2, self.width // 2)
        return (
            buffer[:luma].reshape(self.height, self.width),
            buffer[luma : luma + chroma].reshape(half),
            buffer[luma + chroma :].reshape(half),
        )


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
"""Rows for `cv2.transform` from 8-bit B, G, R (and 1) to one 8-bit component. Weights: ITU-R BT.709-6, 3.2 to 3.5."""


_JFIF_BGR: Final = np.array([[1.772, 0.0], [-0.344136, -0.714136], [0.0, 1.402]])
"""What one unit of Cb and Cr adds to B, G and R in a JPEG. Source: JFIF 1.02, "Conversion to and from RGB"."""


class ChromaWeights(NamedTuple):
    """The part of a component that comes from a JPEG's chroma: `blue` Cb + `red` Cr + `offset`."""

    blue: float
    red: float
    offset: float


def _chroma_weights(row: Matrix, offset: float) -> ChromaWeights:
    blue, red = (row[0, :3] @ _JFIF_BGR).tolist()
    return ChromaWeights(blue, red, offset - CHROMA_ZERO * (blue + red))


JFIF_TO_Y: Final = _chroma_weights(TO_Y, CHROMA_ZERO)
"""Correction that turns `LUMA_RANGE` Y + `LUMA_BLACK` into BT.709 luma, plus `CHROMA_ZERO` so that it is positive."""
JFIF_TO_U: Final = _chroma_weights(TO_U, CHROMA_ZERO)
JFIF_TO_V: Final = _chroma_weights(TO_V, CHROMA_ZERO)


def _inverse() -> Matrix:
    forward = np.vstack([TO_Y, TO_U, TO_V]).astype(np.float64)
    inverse = np.linalg.inv(forward[:, :3])
    return np.hstack([inverse, -inverse @ forward[:, 3:]]).astype(np.float32)


TO_BGR: Final = _inverse()
"""Rows for `cv2.transform` from 8-bit Y, U, V to B, G, R."""


def image_size(picture: Image) -> tuple[int, int]:
    """Return (width, height) in pixels."""
    return picture.shape[1], picture.shape[0]
