"""Is this a photo we can use? Answered from a few kilobytes of its file, before anything is decoded or paid for."""

from collections.abc import Callable
from typing import Final, NamedTuple

from vidx import options
from vidx.boxes import boxes
from vidx.errors import UnusablePhoto
from vidx.photo_header import Size, kind_of, other_kind, size_of

HEAD_BYTES: Final = 256 * 1024
"""Reaches past the EXIF, ICC and XMP blocks of practically every camera's files."""
TAIL_BYTES: Final = 4 * 1024
MIB: Final = 1024 * 1024
PHONE_KINDS: Final = frozenset({"JPEG", "HEIC"})
"""As phones save their largest pictures. A decode of 200 MP takes 0.1 GB of memory for JPEG, 1.4 GB for HEIC."""
MEGAPIXEL: Final = 1_000_000


class PhotoFacts(NamedTuple):
    """What the header tells: kind as shown to people, and size in pixels as stored, before EXIF orientation."""

    kind: str
    width_px: int
    height_px: int


def inspect(head: bytes, tail: bytes, size_bytes: int, index: int = 0) -> PhotoFacts:
    """Judge photo number `index` (from 0) by the first and the last bytes of its file.

    Args:
        head: the first bytes; `HEAD_BYTES` or the whole file.
        tail: the last bytes; `TAIL_BYTES` or the whole file.
        size_bytes: size of the whole file.

    Raises:
        UnusablePhoto: empty, too large, of no accepted type, too few or too many pixels, or cut off.
    """
    refuse_size(size_bytes, index)
    kind = kind_of(head)
    if kind is None:
        raise _unusable(index, f"is {other_kind(head)}; use {options.accepted_types()}")
    size = size_of(kind, head)
    if size is None or cut_off(kind, head, tail, size_bytes):
        raise _unusable(index, f"is a damaged or incomplete {kind} file; export or upload it again")
    if min(size) < options.MIN_PHOTO_SIDE_PX:
        smallest = f"{options.MIN_PHOTO_SIDE_PX}×{options.MIN_PHOTO_SIDE_PX}"
        raise _unusable(index, f"has only {_pixels(*size)} pixels; use a picture of at least {smallest}")
    refuse_pixels(kind, size, index)
    return PhotoFacts(kind, *size)


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


def cut_off(kind: str, head: bytes, tail: bytes, size_bytes: int) -> bool:
    """Whether the file of an accepted kind ends before the picture does, as far as its two ends tell."""
    ends: dict[str, Callable[[], bool]] = {
        "JPEG": lambda: _jpeg_ends(head, tail),
        "PNG": lambda: b"IEND" in tail,
        "WebP": lambda: int.from_bytes(head[4:8], "little") + 8 <= size_bytes,
    }
    return not ends.get(kind, lambda: _boxes_end(head, size_bytes))()


def _jpeg_ends(head: bytes, tail: bytes) -> bool:
    """An end-of-image marker near the end, or one of the trailers that phones append after it.

    Motion photos carry a whole video behind the picture; Samsung closes its trailer with `SEFT`.
    """
    return b"\xff\xd9" in tail or tail.endswith(b"SEFT") or b"MotionPhoto" in head or b"MicroVideo" in head


def _boxes_end(head: bytes, size_bytes: int) -> bool:
    """No box of the file claims to reach past the file's end."""
    return all(box.end <= size_bytes for box in boxes(head, 0, size_bytes))
