"""How a picture has to be turned to stand upright."""

import struct
from collections.abc import Callable
from typing import Final

from PIL import Image

from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.photo import format_of

ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1
HEIF_KINDS: Final = frozenset({"HEIC", "AVIF"})


def orientation_of(image: Image.Image, file: bytes) -> int:
    """EXIF orientation 1…8 that is still to be applied to `image`, which was opened from `file`.

    In HEIC and AVIF the file's own rotation (`irot`, `imir`) counts, whatever EXIF says; EXIF counts where it has none.
    """
    kind = format_of(file)
    heif = read_heif(ByteSource.from_bytes(file)) if kind in HEIF_KINDS else None
    if heif is None or (heif.is_transformed and kind == "AVIF"):  # Pillow tells the file's own rotation as EXIF
        return _valid(image.getexif)
    if heif.is_transformed:  # libheif has applied it
        return UPRIGHT
    exif = Image.Exif()
    tiff = heif.exif_of(file)
    return _valid(lambda: _loaded(exif, tiff)) if tiff else UPRIGHT


def _loaded(exif: Image.Exif, tiff: bytes) -> Image.Exif:
    exif.load(tiff)
    return exif


def _valid(read: Callable[[], Image.Exif]) -> int:
    """The orientation; 1 when there is none, or EXIF data that cannot be read."""
    try:
        value = read().get(ORIENTATION, UPRIGHT)
    except (OSError, SyntaxError, ValueError, struct.error):
        return UPRIGHT
    return value if value in range(1, 9) else UPRIGHT
