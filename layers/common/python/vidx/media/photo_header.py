"""Kind and size of a picture, read from the first bytes of its file without decoding anything."""

import struct
from typing import Final, NamedTuple

from vidx.media.iso_bmff import brands_of

HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})

OTHER_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF or camera RAW picture"),
    (b"MM\x00*", "a TIFF or camera RAW picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"8BPS", "a Photoshop file"),
    (b"<svg", "an SVG drawing"),
    (b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
"""How frequent files that are not accepted start, and what to call them."""


class Size(NamedTuple):
    """Width and height in pixels as stored, before any EXIF orientation."""

    width_px: int
    height_px: int


def kind_of(head: bytes) -> str | None:
    """Name of the accepted kind (`JPEG`, `PNG`, `WebP`, `HEIC`, `AVIF`) that the file starts like, else None."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    brands = brands_of(head)
    if brands & AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & HEIF_BRANDS else None


def other_kind(head: bytes) -> str:
    """A phrase for what a file of no accepted kind seems to be."""
    for start, phrase in OTHER_KINDS:
        if head.startswith(start):
            return phrase
    if head[4:8] == b"ftyp":
        return "a video"
    if head.startswith(b"RIFF"):
        return "a sound or video file"
    return _kind_of_text(head[:512]) or "not a picture"


def _kind_of_text(start: bytes) -> str:
    """A phrase for what a text seems to be; empty for what is no text."""
    if start.lstrip().startswith(b"<?xml") and b"<svg" in start:
        return "an SVG drawing"
    if b"\x00" in start:
        return ""
    is_printable = start.decode("utf-8", "ignore").isprintable()
    is_plain = all(byte in b"\t\n\r\f" or byte >= ord(" ") for byte in start)
    return "a text file" if is_printable or is_plain else ""


def size_of(kind: str, head: bytes) -> Size | None:
    """Size told by the header of a PNG or WebP, or None when it is damaged."""
    try:
        return _webp(head) if kind == "WebP" else Size(*struct.unpack_from(">II", head, 16))
    except struct.error:
        return None


def _webp(head: bytes) -> Size | None:
    """https://developers.google.com/speed/webp/docs/riff_container ; Pillow wants the whole file for it."""
    chunk = head[12:16]
    if chunk == b"VP8X":
        low, top, lower, upper = struct.unpack_from("<HBHB", head, 24)
        return Size((low | top << 16) + 1, (lower | upper << 16) + 1)
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 ":
        wide, high = struct.unpack_from("<HH", head, 26)
        return Size(wide & 0x3FFF, high & 0x3FFF)
    return None
