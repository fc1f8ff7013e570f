"""QR code and logo, drawn as small pictures onto a frame's planes."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.frame import TO_U, TO_V, TO_Y, FrameFormat, Image
from functions.render.overlays import theme
from vidx.errors import RenderFailed
from vidx.options import FrameSize
from vidx.typography.safe_area import Box

QUIET_MODULES: Final = 4
"""White border around the QR code, in modules (ISO/IEC 18004, 6.3.8)."""
ERROR_CORRECTION: Final = "m"
"""Level M: 15 % of the code may be damaged."""

Floats = NDArray[np.float32]

MIN_CONTRAST: Final = 3.0
"""Lowest contrast of graphical objects (WCAG 2.2, 1.4.11)."""
MIN_VISIBLE_SHARE: Final = 0.9
"""Share of the logo's pixels that must be visible for it to need no plate."""
PLATES: Final = (theme.WHITE, theme.INK)
CHANNELS: Final = 4
SRGB_KNEE: Final = 0.04045
LUMINANCE: Final = (0.0722, 0.7152, 0.2126)
"""Weights of linear blue, green and red (WCAG 2.2)."""


@dataclass(frozen=True)
class Sticker:
    """A small picture with opacity. Its sides, `left` and `top` are even, so that luma and chroma stay aligned.

    Attributes:
        covers: opacity (0…1) of the luma plane's pixels and of the chroma planes' pixels.
    """

    left: int
    top: int
    planes: tuple[Image, Image, Image]
    covers: tuple[Floats, Floats]

    def draw(self, frame_format: FrameFormat, buffer: Image, opacity: float) -> None:
        """Draw it onto the frame, its opacity multiplied by `opacity` (0…1)."""
        for number, (target, plane) in enumerate(zip(frame_format.planes(buffer), self.planes, strict=True)):
            half = 2 if number else 1
            top, left, (height, width) = self.top // half, self.left // half, plane.shape
            region = target[top : top + height, left : left + width]
            cover = self.covers[bool(number)] * np.float32(opacity)
            region[:] = cv2.blendLinear(plane, region.copy(), cover, 1 - cover)


def make_sticker(picture: Image, cover: Floats, centre: tuple[float, float]) -> Sticker:
    """Return a sticker of a BGR picture with even sides; its middle is as close to `centre` as even pixels allow."""
    height, width = cover.shape
    half = (width // 2, height // 2)
    small = np.asarray(cv2.resize(cover, half, interpolation=cv2.INTER_AREA), np.float32)
    chroma = _half_size(picture, cover, small)
    left, top = (round((middle - side / 2) / 2) * 2 for middle, side in zip(centre, (width, height), strict=True))
    sources = ((picture, TO_Y), (chroma, TO_U), (chroma, TO_V))
    luma, blue, red = (np.asarray(cv2.transform(source, matrix), np.uint8) for source, matrix in sources)
    return Sticker(left, top, (luma, blue, red), (cover, small))


def _half_size(picture: Image, cover: Floats, small: Floats) -> Image:
    """Return the picture at half its size, weighted by opacity so that transparent pixels do not colour the edges."""
    premultiplied = cv2.resize(picture * cover[..., None], small.shape[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(np.rint(premultiplied / np.maximum(small, 1e-4)[..., None]), 0, 255), np.uint8)


def rounded_mask(width: int, height: int, radius: float) -> Floats:
    """Return the opacity (0…1) of a plate with round corners and smooth edges."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    across = np.maximum(np.abs(x - (width - 1) / 2) - (width / 2 - radius), 0)
    down = np.maximum(np.abs(y - (height - 1) / 2) - (height / 2 - radius), 0)
    return np.asarray(np.clip(radius - np.hypot(across, down) + 0.5, 0, 1), np.float32)


def qr_code(link: str, side_px: float, centre: tuple[float, float], radius_px: float) -> Sticker:
    """Return the link as a QR code on a white plate of at most `side_px`; modules are whole numbers of pixels wide."""
    import segno  # takes 0.1 s, which videos without an address do not need

    modules = np.array(segno.make(link, error=ERROR_CORRECTION, micro=False, boost_error=False).matrix, np.uint8)
    bordered = np.pad(modules, QUIET_MODULES)
    module_px = max(1, int(side_px) // len(bordered))
    large = np.kron(1 - bordered, np.ones((module_px, module_px), np.uint8))
    odd = large.shape[0] % 2
    large = np.pad(large, ((0, odd), (0, odd)), constant_values=1)
    ink = np.frombuffer(bytes.fromhex(theme.INK), np.uint8)[::-1]
    picture = np.where(large[..., None] == 1, np.uint8(255), ink).astype(np.uint8)
    return make_sticker(picture, rounded_mask(len(large), len(large), radius_px), centre)


def decode_logo(png: bytes) -> Image:
    """Decode the logo to blue, green, red and alpha.

    Raises:
        RenderFailed: the file is not a PNG with alpha.
    """
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.shape[2:] != (CHANNELS,):
        raise RenderFailed("the logo's working copy cannot be read")
    return np.asarray(picture, np.uint8)


def logo_size(picture: Image, frame: FrameSize) -> tuple[float, float]:
    """Return the width and height at which the logo is shown, in pixels of the frame."""
    height, width = picture.shape[:2]
    max_size = tuple((side - 2 * theme.LOGO_PADDING) * theme.unit(frame) for side in theme.LOGO_BOX)
    share = min(max_size[0] / width, max_size[1] / height)
    return width * share, height * share


def logo_sticker(picture: Image, place: Box, scale: float, unit: float) -> Sticker:
    """Return the logo at `place`, with a plate if it needs one.

    Args:
        place: box in pixels of the unscaled frame.
        scale: scale of the frame.
        unit: pixels of the scaled frame for one pixel of the theme.
    """
    width, height = (max(2, round(side * scale / 2) * 2) for side in (place.width_px, place.height_px))
    centre = (place.centre[0] * scale, place.centre[1] * scale)
    colour, alpha = _scale_logo(picture, width, height)
    plate = best_plate(colour, alpha)
    if plate is None:
        return make_sticker(_bytes(colour), alpha, centre)
    pad = max(1, round(theme.LOGO_PADDING * unit))
    alpha = np.pad(alpha, pad)[..., None]
    colour = np.pad(colour, ((pad, pad), (pad, pad), (0, 0)))
    background = np.frombuffer(bytes.fromhex(plate), np.uint8)[::-1].astype(np.float32)
    whole = _bytes(colour * alpha + background * (1 - alpha))
    return make_sticker(whole, rounded_mask(width + 2 * pad, height + 2 * pad, theme.LOGO_RADIUS * unit), centre)


def best_plate(colour: Floats, alpha: Floats) -> str | None:
    """Return the plate colour on which most of the logo is visible; None when it needs no plate."""
    without_plate, *with_plate = (
        visible_share(colour, alpha, background) for background in (theme.DIMMED_WHITE, *PLATES)
    )
    return None if without_plate >= min(MIN_VISIBLE_SHARE, max(with_plate)) else PLATES[int(np.argmax(with_plate))]


def visible_share(colour: Floats, alpha: Floats, background: str) -> float:
    """Return the share (0…1) of the logo's opaque pixels whose contrast with `background` (RRGGBB) is at least
    `MIN_CONTRAST`.
    """
    plate = np.frombuffer(bytes.fromhex(background), np.uint8)[::-1].astype(np.float32)
    one, other = _luminance(colour), float(_luminance(plate[None, None])[0, 0])
    contrast = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return float(np.sum(alpha * (contrast >= MIN_CONTRAST)) / max(float(np.sum(alpha)), 1e-6))


def _luminance(colour: Floats) -> Floats:
    share = colour / 255
    linear = np.where(share <= SRGB_KNEE, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array(LUMINANCE), np.float32)


def _scale_logo(picture: Image, width: int, height: int) -> tuple[Floats, Floats]:
    """Return colour and opacity (0…1) at this size; transparent pixels do not affect the colour."""
    cover = picture[..., 3:].astype(np.float32) / 255
    premultiplied = np.dstack([picture[..., :3] * cover, cover])
    small = cv2.resize(premultiplied, (width, height), interpolation=cv2.INTER_AREA)
    alpha = np.ascontiguousarray(np.clip(small[..., 3], 0, 1), np.float32)
    return np.asarray(small[..., :3] / np.maximum(alpha, 1e-4)[..., None], np.float32), alpha


def _bytes(colour: Floats) -> Image:
    return np.asarray(np.clip(np.rint(colour), 0, 255), np.uint8)
