"""Is this a photo we can use? Answered from a few kilobytes of its file, before anything is decoded or paid for."""

from typing import Final, NamedTuple

from vidx import options
from vidx.errors import UnusablePhoto
from vidx.media.heif import read_heif
from vidx.media.jpeg import read_jpeg
from vidx.media.photo_ends import png_end, webp_end
from vidx.media.photo_header import Size, kind_of, other_kind, size_of
from vidx.media.source import Source

HEAD_BYTES: Final = 256 * 1024
"""Reaches past the EXIF, ICC and XMP blocks of practically every camera's files."""
TAIL_BYTES: Final = 4 * 1024
END_OF_JPEG: Final = b"\xff\xd9"
MIB: Final = 1024 * 1024
PHONE_KINDS: Final = frozenset({"JPEG", "HEIC"})
"""As phones save their largest pictures. A decode of 200 MP takes 0.1 GB of memory for JPEG, 1.4 GB for HEIC."""
MEGAPIXEL: Final = 1_000_000


class PhotoFacts(NamedTuple):
    """What the header tells: kind as shown to people, and size in pixels as stored, before EXIF orientation."""

    kind: str
    width_px: int
    height_px: int


def inspect(source: Source, index: int = 0) -> PhotoFacts:
    """Judge photo number `index` (from 0) by its headers and its end; the photos stage decodes it besides.

    Raises:
        UnusablePhoto: empty, too large, of no accepted type, too few or too many pixels, or cut off.
    """
    refuse_size(source.size_bytes, index)
    head = source.at(0, HEAD_BYTES)
    kind = kind_of(head)
    if kind is None:
        raise _unusable(index, f"is {other_kind(head)}; use {options.accepted_types()}")
    size, fault = judge(kind, source)
    if fault or size is None:
        raise _unusable(index, fault or damaged(kind))
    if min(size) < options.MIN_PHOTO_SIDE_PX:
        smallest = f"{options.MIN_PHOTO_SIDE_PX}×{options.MIN_PHOTO_SIDE_PX}"
        raise _unusable(index, f"has only {_pixels(*size)} pixels; use a picture of at least {smallest}")
    refuse_pixels(kind, size, index)
    return PhotoFacts(kind, *size)


def judge(kind: str, source: Source) -> tuple[Size | None, str]:
    """Size of the picture in a file of an accepted kind, and what is wrong with the file (empty: nothing).

    Bytes that follow the end of the picture, as cameras and transfers add, are no fault.
    """
    if kind == "JPEG":
        return _judge_jpeg(source)
    if kind in {"HEIC", "AVIF"}:
        picture = read_heif(source)
        if picture is None:
            return None, damaged(kind)
        return picture.size, "" if picture.is_complete else damaged(kind)
    size = size_of(kind, source.at(0, HEAD_BYTES))
    ended = png_end(source) is not None if kind == "PNG" else webp_end(source) is not None
    return size, "" if ended else damaged(kind)


def damaged(kind: str) -> str:
    return f"is a damaged or incomplete {kind} file; export or upload it again"


def _judge_jpeg(source: Source) -> tuple[Size | None, str]:
    picture = read_jpeg(source, whole=False)
    if picture is None:
        return None, damaged("JPEG")
    if picture.fault:
        return picture.size, picture.fault
    ended = END_OF_JPEG in source.at(max(source.size_bytes - TAIL_BYTES, 0), TAIL_BYTES)
    if not ended:  # a long trailer, or none of the picture's end: the whole file tells
        picture = read_jpeg(source)
        ended = picture is not None and picture.end is not None
    return picture.size if picture else None, "" if ended else damaged("JPEG")


def refuse_size(size_bytes: int, index: int) -> None:
    """Raises `UnusablePhoto` for an empty file and for one over the limit."""
    if fault := size_fault(size_bytes, options.MAX_PHOTO_BYTES, "save it smaller"):
        raise _unusable(index, fault)


def refuse_pixels(kind: str, size: Size, index: int) -> None:
    """Raises `UnusablePhoto` for a photo with more pixels than the photos stage has memory for."""
    pixels = size.width_px * size.height_px
    most = options.MAX_PHOTO_PIXELS if kind in PHONE_KINDS else options.MAX_FULL_DECODE_PIXELS
    if pixels > most:
        remedy = "save it as JPEG or smaller" if pixels <= options.MAX_PHOTO_PIXELS else "save it smaller"
        allowed = f"at most {most // MEGAPIXEL} megapixels are allowed for {kind}"
        raise _unusable(index, f"has {_pixels(*size)} pixels; {allowed}, so {remedy}")


def size_fault(size_bytes: int, most_bytes: int, remedy: str) -> str:
    """What is wrong with a file's size; empty when nothing is."""
    if size_bytes <= 0:
        return "is an empty file (0 bytes); upload it again"
    if size_bytes > most_bytes:
        return f"has {size_bytes / MIB:.1f} MB; at most {most_bytes // MIB} MB are allowed, so {remedy}"
    return ""


def _unusable(index: int, fault: str) -> UnusablePhoto:
    return UnusablePhoto(f"photo {index + 1} {fault}", field=f"photos[{index}]")


def _pixels(width_px: int, height_px: int) -> str:
    return f"{width_px:,}×{height_px:,}"
