"""Kind and size of a picture, read from the first bytes of its file without decoding anything."""

import struct
from io import BytesIO
from typing import Final, NamedTuple

from vidx.boxes import boxes, brands_of

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
    start_of_text = head[:512]
    if b"\x00" not in start_of_text and start_of_text.decode("utf-8", "ignore").isprintable():
        return "a text file"
    if b"\x00" not in start_of_text and all(byte in b"\t\n\r\f" or byte >= ord(" ") for byte in start_of_text):
        return "a text file"
    return "not a picture"


def size_of(kind: str, head: bytes) -> Size | None:
    """Size told by the file's header, or None when `head` does not reach that far or is damaged."""
    if kind in {"JPEG", "PNG"}:
        return _by_pillow(kind, head)
    try:
        return _webp(head) if kind == "WebP" else _largest_image(head)
    except struct.error:
        return None


def _by_pillow(kind: str, head: bytes) -> Size | None:
    """Pillow parses JPEG and PNG headers lazily, so that the head of the file is enough for it."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked on the size returned here, before any decoding
    try:
        with Image.open(BytesIO(head), formats=[kind]) as image:
            return Size(*image.size)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
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


def _largest_image(head: bytes) -> Size | None:
    """The largest `ispe` box of a HEIC or AVIF: the picture itself; its tiles, thumbnail and depth map are smaller."""
    found: list[Size] = []
    for meta in (box for box in boxes(head, 0, len(head)) if box.kind == b"meta"):
        for iprp in (box for box in boxes(head, meta.content + 4, meta.end) if box.kind == b"iprp"):
            for ipco in (box for box in boxes(head, iprp.content, iprp.end) if box.kind == b"ipco"):
                spatial = (box for box in boxes(head, ipco.content, ipco.end) if box.kind == b"ispe")
                found += [Size(*struct.unpack_from(">II", head, box.content + 4)) for box in spatial]
    return max(found, key=lambda size: size.width_px * size.height_px, default=None)
