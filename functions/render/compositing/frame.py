"""A frame: its size, and where its planes lie in memory (planar YUV 4:2:0)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Format:
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
        """Views of the Y, U and V planes in a frame's buffer."""
        luma = self.width * self.height
        chroma, half = luma // 4, (self.height // 2, self.width // 2)
        return (
            buffer[:luma].reshape(self.height, self.width),
            buffer[luma : luma + chroma].reshape(half),
            buffer[luma + chroma :].reshape(half),
        )
