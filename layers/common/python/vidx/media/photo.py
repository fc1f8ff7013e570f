"""The checks of a photo at upload: format, size and completeness, from a few kilobytes of its file.

Nothing is decoded: the photos stage does that. See `docs/decisions/0014-photo-headers.md` for why the headers are read
here and not by a library.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from vidx import options
from vidx.errors import UnusablePhoto
from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.iso_bmff import file_brands
from vidx.media.jpeg import read_jpeg

HEAD_BYTES: Final = 256 * 1024
"""Reaches past the EXIF, ICC and XMP blocks of nearly all cameras."""
TAIL_BYTES: Final = 4 * 1024
MIB: Final = 1024 * 1024
MEGAPIXEL: Final = 1_000_000
PHONE_FORMATS: Final = frozenset({"JPEG", "HEIC"})
"""Formats of the largest photos that phones take. Decoding 200 MP takes 0.1 GB of memory for JPEG, 1.4 GB for HEIC."""

HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
OTHER_FORMATS: Final[tuple[tuple[bytes, str], ...]] = (
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
"""First bytes of common files that are not accepted, and their names for the seller."""

END_OF_JPEG: Final = b"\xff\xd9"
PNG_SIGNATURE_BYTES: Final = 8
PNG_SIZE_OFFSET: Final = 16
PNG_END: Final = b"\0\0\0\0IEND\xaeB`\x82"
RIFF_HEADER_BYTES: Final = 8


class PhotoFacts(NamedTuple):
    """File format as shown to people, and size in pixels as stored, before EXIF orientation."""

    file_format: str
    width_px: int
    height_px: int


class PngChunk(NamedTuple):
    """Type of a PNG chunk, and the offsets at which its data start and end."""

    kind: bytes
    start: int
    end: int


def inspect_photo(source: ByteSource, index: int = 0) -> PhotoFacts:
    """Check photo number `index` (from 0) by its headers and its end.

    Raises:
        UnusablePhoto: empty, too large, of no accepted format, too few or too many pixels, or cut off.
    """
    check_photo_bytes(source.size_bytes, index)
    head = source.read(0, HEAD_BYTES)
    photo_format = format_of(head)
    if photo_format is None:
        raise _unusable(index, f"is {describe_other_format(head)}; use {options.accepted_types()}")
    size, fault = read_size(photo_format, source)
    if fault or size is None:
        raise _unusable(index, fault or damage_fault(photo_format))
    if min(size) < options.MIN_PHOTO_SIDE_PX:
        smallest = f"{options.MIN_PHOTO_SIDE_PX}×{options.MIN_PHOTO_SIDE_PX}"
        raise _unusable(index, f"has only {_pixels(size)} pixels; use a picture of at least {smallest}")
    _check_pixels(photo_format, size, index)
    return PhotoFacts(photo_format, *size)


def check_photo_bytes(size_bytes: int, index: int) -> None:
    """Raise `UnusablePhoto` for an empty file and for one over the limit."""
    if fault := size_fault(size_bytes, options.MAX_PHOTO_BYTES, "save it smaller"):
        raise _unusable(index, fault)


def size_fault(size_bytes: int, max_bytes: int, remedy: str) -> str:
    """Return what is wrong with a file's size; empty when nothing is."""
    if size_bytes <= 0:
        return "is an empty file (0 bytes); upload it again"
    if size_bytes > max_bytes:
        return f"has {size_bytes / MIB:.1f} MB; at most {max_bytes // MIB} MB are allowed, so {remedy}"
    return ""


def _check_pixels(photo_format: str, size: tuple[int, int], index: int) -> None:
    """Raise `UnusablePhoto` for a photo with more pixels than the photos stage has memory for."""
    pixels = size[0] * size[1]
    limit = options.MAX_PHOTO_PIXELS if photo_format in PHONE_FORMATS else options.MAX_FULL_DECODE_PIXELS
    if pixels > limit:
        remedy = "save it as JPEG or smaller" if pixels <= options.MAX_PHOTO_PIXELS else "save it smaller"
        allowed = f"at most {limit // MEGAPIXEL} megapixels are allowed for {photo_format}"
        raise _unusable(index, f"has {_pixels(size)} pixels; {allowed}, so {remedy}")


def damage_fault(photo_format: str) -> str:
    """Return the fault of a file that is damaged or cut off."""
    return f"is a damaged or incomplete {photo_format} file; export or upload it again"


def _unusable(index: int, fault: str) -> UnusablePhoto:
    return UnusablePhoto(f"photo {index + 1} {fault}", field=f"photos[{index}]")


def _pixels(size: tuple[int, int]) -> str:
    return "{:,}×{:,}".format(*size)


def format_of(head: bytes) -> str | None:
    """Return the accepted format (`JPEG`, `PNG`, `WebP`, `HEIC`, `AVIF`) that a file starts like, else None."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    brands = file_brands(head)
    if brands & AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & HEIC_BRANDS else None


def describe_other_format(head: bytes) -> str:
    """Return a phrase for what a file of no accepted format seems to be."""
    for start, phrase in OTHER_FORMATS:
        if head.startswith(start):
            return phrase
    if head[4:8] == b"ftyp":
        return "a video"
    if head.startswith(b"RIFF"):
        return "a sound or video file"
    return _describe_text(head[:512]) or "not a picture"


def _describe_text(start: bytes) -> str:
    """Return a phrase for a text file; empty for any other."""
    if start.lstrip().startswith(b"<?xml") and b"<svg" in start:
        return "an SVG drawing"
    if b"\x00" in start:
        return ""
    is_printable = start.decode("utf-8", "ignore").isprintable()
    is_plain = all(byte in b"\t\n\r\f" or byte >= ord(" ") for byte in start)
    return "a text file" if is_printable or is_plain else ""


def read_size(photo_format: str, source: ByteSource) -> tuple[tuple[int, int] | None, str]:
    """Return width and height of the picture in a file of an accepted format, and what is wrong with the file.

    The second value is empty when nothing is wrong. Bytes after the end of the picture, as cameras and transfers add
    them, are no fault.
    """
    if photo_format == "JPEG":
        return _read_jpeg_size(source)
    if photo_format in {"HEIC", "AVIF"}:
        picture = read_heif(source)
        if picture is None:
            return None, damage_fault(photo_format)
        return picture.size, "" if picture.is_complete else damage_fault(photo_format)
    read, find_end = (_read_png_size, png_end) if photo_format == "PNG" else (_read_webp_size, webp_end)
    return read(source), "" if find_end(source) is not None else damage_fault(photo_format)


def _read_jpeg_size(source: ByteSource) -> tuple[tuple[int, int] | None, str]:
    picture = read_jpeg(source, whole=False)
    if picture is None:
        return None, damage_fault("JPEG")
    if picture.fault:
        return picture.size, picture.fault
    has_end = END_OF_JPEG in source.read(max(source.size_bytes - TAIL_BYTES, 0), TAIL_BYTES)
    if not has_end:  # either a long trailer follows the picture, or its end is missing: read the whole file
        picture = read_jpeg(source)
        has_end = picture is not None and picture.end is not None
    return picture.size if picture else None, "" if has_end else damage_fault("JPEG")


def _read_png_size(source: ByteSource) -> tuple[int, int] | None:
    try:
        width, height = struct.unpack(">II", source.read(PNG_SIZE_OFFSET, 8))
    except struct.error:
        return None
    return width, height


def png_chunks(source: ByteSource) -> Iterator[PngChunk]:
    """Yield the chunks up to `IEND`, as far as the file holds them wholly (PNG specification, 5.3)."""
    offset = PNG_SIGNATURE_BYTES
    while True:
        header = source.read_ahead(offset, 8)
        start, length = offset + 8, int.from_bytes(header[:4], "big")
        chunk = PngChunk(header[4:8], start, start + length)
        if not chunk.kind.isalpha() or chunk.end + 4 > source.size_bytes:
            return
        yield chunk
        if chunk.kind == b"IEND":
            return
        offset = start + length + 4


def png_end(source: ByteSource) -> int | None:
    """Return where the last chunk of a PNG ends; None when the file is cut off before."""
    start = max(source.size_bytes - TAIL_BYTES, 0)
    offset = source.read(start, TAIL_BYTES).rfind(PNG_END)
    if offset >= 0:
        return start + offset + len(PNG_END)
    return next((chunk.end + 4 for chunk in png_chunks(source) if chunk.kind == b"IEND"), None)


def _read_webp_size(source: ByteSource) -> tuple[int, int] | None:
    """Read the first chunk of a WebP (https://developers.google.com/speed/webp/docs/riff_container)."""
    head = source.read(0, 30)
    try:
        return _parse_webp_size(head)
    except struct.error:
        return None


def _parse_webp_size(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        width_low, width_high, height_low, height_high = struct.unpack_from("<HBHB", head, 24)
        return (width_low | width_high << 16) + 1, (height_low | height_high << 16) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def webp_end(source: ByteSource) -> int | None:
    """Return where the RIFF chunk of a WebP ends; None when that is beyond the end of the file."""
    end = int.from_bytes(source.read(4, 4), "little") + RIFF_HEADER_BYTES
    return end if end <= source.size_bytes else None
