"""A small picture laid onto a frame's planes: QR code and logo."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.colour import TO_U, TO_V, TO_Y
from functions.render.compositing.frame import Format, Image
from functions.render.overlays import theme

QUIET_MODULES: Final = 4
"""White border around the code (ISO/IEC 18004, 6.3.8)."""
LEVEL: Final = "m"
"""Error correction: 15 % of the code may be lost."""

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Sticker:
    """A picture with even sides; `left` and `top` are even pixels of the frame, `cover` (0…1) is how opaque it is."""

    left: int
    top: int
    planes: tuple[Image, Image, Image]
    covers: tuple[Weights, Weights]
    """Of the luma plane and of the chroma planes."""

    def lay(self, form: Format, buffer: Image, opacity: float) -> None:
        """Lay it onto the frame."""
        for number, (target, plane) in enumerate(zip(form.planes(buffer), self.planes, strict=True)):
            half = 2 if number else 1
            top, left, (height, width) = self.top // half, self.left // half, plane.shape
            region = target[top : top + height, left : left + width]
            cover = self.covers[bool(number)] * np.float32(opacity)
            region[:] = cv2.blendLinear(plane, region.copy(), cover, 1 - cover)


def sticker(picture: Image, cover: Weights, centre: tuple[float, float]) -> Sticker:
    """A sticker of a BGR picture with even sides, its middle as near to `centre` as even pixels allow."""
    height, width = cover.shape
    half = (width // 2, height // 2)
    small = np.asarray(cv2.resize(cover, half, interpolation=cv2.INTER_AREA), np.float32)
    chroma = _covered(picture, cover, small)
    left, top = (round((middle - side / 2) / 2) * 2 for middle, side in zip(centre, (width, height), strict=True))
    seen = ((picture, TO_Y), (chroma, TO_U), (chroma, TO_V))
    luma, blue, red = (np.asarray(cv2.transform(source, matrix), np.uint8) for source, matrix in seen)
    return Sticker(left, top, (luma, blue, red), (cover, small))


def _covered(picture: Image, cover: Weights, small: Weights) -> Image:
    """The picture at half its size; a pixel counts by how opaque it is, so that no unseen colour shows at edges."""
    laid = cv2.resize(picture * cover[..., None], small.shape[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(np.rint(laid / np.maximum(small, 1e-4)[..., None]), 0, 255), np.uint8)


def rounded(width: int, height: int, radius: float) -> Weights:
    """Cover of a plate with round corners, smooth at its edges."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    across = np.maximum(np.abs(x - (width - 1) / 2) - (width / 2 - radius), 0)
    down = np.maximum(np.abs(y - (height - 1) / 2) - (height / 2 - radius), 0)
    return np.asarray(np.clip(radius - np.hypot(across, down) + 0.5, 0, 1), np.float32)


def qr_code(link: str, side_px: float, centre: tuple[float, float], radius_px: float) -> Sticker:
    """The link as a QR code on a white plate of at most `side_px`, each module the same whole number of pixels."""
    import segno  # 0.1 s that a film without an address does not need

    modules = np.array(segno.make(link, error=LEVEL, micro=False, boost_error=False).matrix, np.uint8)
    bordered = np.pad(modules, QUIET_MODULES)
    each = max(1, int(side_px) // len(bordered))
    large = np.kron(1 - bordered, np.ones((each, each), np.uint8))
    odd = large.shape[0] % 2
    large = np.pad(large, ((0, odd), (0, odd)), constant_values=1)
    ink = np.frombuffer(bytes.fromhex(theme.INK), np.uint8)[::-1]
    picture = np.where(large[..., None] == 1, np.uint8(255), ink).astype(np.uint8)
    return sticker(picture, rounded(len(large), len(large), radius_px), centre)
