"""One photo from a file of any accepted kind to an upright sRGB JPEG of working size, without any metadata."""

import struct
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from pillow_heif import register_heif_opener

from functions.photos.colours import colours_of
from functions.photos.damage import Damaged, intact
from functions.photos.deep import deep_picture
from functions.photos.orientation import orientation_of
from functions.photos.profile import srgb
from functions.photos.sizes import near, working_size
from vidx.errors import UnusablePhoto
from vidx.options import Frame

RECIPE: Final = "6"
"""Part of the working copies' fingerprint: another value has all of them made again."""
QUALITY: Final = 92
WHITE: Final = (255, 255, 255)
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture of each EXIF orientation upright; 1 is upright already (EXIF 2.32, tag 0x0112)."""
TURNED: Final = frozenset({5, 6, 7, 8})
"""Orientations that swap width and height."""
DEEP_GREY: Final = frozenset({"I", "I;16", "I;16B"})
DEPTH: Final = 256
"""From 16 to 8 bits."""

Image.MAX_IMAGE_PIXELS = None  # `inspect_photo` has checked our own limit before anything is decoded
register_heif_opener()


def develop(file: bytes, frame: Frame, index: int, ffmpeg: Path) -> bytes:
    """The working copy of photo number `index` (from 0) for a video of size `frame`.

    `file` has passed `vidx.media.photo.inspect_photo`: its pixel count is bounded.

    Raises:
        UnusablePhoto: the file cannot be decoded, for instance because it is cut off.
        RenderFailed: FFmpeg, which decodes HDR photos, cannot be started.
    """
    try:
        whole = intact(file)
        with Image.open(BytesIO(whole)) as image:
            orientation = orientation_of(image, whole)
            size = _size(image, frame, turned=orientation in TURNED)
            colours, profile = colours_of(image, whole), image.info.get("icc_profile")
            is_hdr = colours is not None and colours.is_hdr and not profile and not image.has_transparency_data
            hdr = deep_picture(whole, size, colours, ffmpeg) if colours and is_hdr else None
            scaled = hdr or _scaled(image, size)
            upright = scaled.transpose(TURNS[orientation]) if orientation in TURNS else scaled
            picture = upright if hdr else srgb(_flat(upright), profile, colours)
    except (Damaged, OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, MemoryError) as error:
        raise UnusablePhoto(
            f"photo {index + 1} is damaged and cannot be read; export or upload it again", field=f"photos[{index}]"
        ) from error
    picture.info = {}
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return out.getvalue()


def _size(image: Image.Image, frame: Frame, *, turned: bool) -> tuple[int, int]:
    """Working size in the stored orientation: then fewer pixels are turned later."""
    stored = image.size[::-1] if turned else image.size
    wanted = working_size(*stored, frame)
    return wanted[::-1] if turned else wanted


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Near `size`."""
    image.draft(None, size)  # a JPEG far too large is decoded at a half or a quarter of its size
    opened = eight_bit(image)
    return opened if near(opened.size, size) else opened.resize(size, Image.Resampling.BICUBIC)


def eight_bit(image: Image.Image) -> Image.Image:
    """A mode that scales well: palettes and bitmaps opened out, 16-bit grey brought to 8 bits."""
    if image.mode in DEEP_GREY:
        return image.convert("I").point(lambda value: value / DEPTH).convert("L")
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode in {"1", "F"}:
        return image.convert("L")
    if image.mode in {"L", "RGB"} and image.has_transparency_data:
        return image.convert("RGBA")
    return image


def _flat(image: Image.Image) -> Image.Image:
    """Transparency laid onto white."""
    if not image.has_transparency_data:
        return image
    whole = image.convert("RGBA")
    ground = Image.new("RGB", whole.size, WHITE)
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground
