"""What an MP4's or MOV's index (its `moov` box) tells of the film, read without decoding anything.

Boxes: ISO/IEC 14496-12, 8.2 to 8.5; QuickTime File Format for the files without a file type box.
"""

import struct
from typing import Final, NamedTuple

from vidx.boxes import Box, boxes, inside

QUICKTIME: Final = b"qt  "
BARE_STARTS: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""How a QuickTime file without a file type box starts."""
NOT_FILMS: Final = frozenset({b"crx ", b"M4A ", b"M4B ", b"jxl ", b"jp2 "})
"""Major brands of camera RAW, sound and still pictures in the same kind of file."""
UNKNOWN_LENGTHS: Final = frozenset({0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF})
FIXED_POINT: Final = 65536
CODEC_CHARS: Final = 4


class Track(NamedTuple):
    """The first video track: size in pixels as shown upright, length in seconds (None: not told), codec's name."""

    width_px: int
    height_px: int
    duration_s: float | None
    codec: str


def clip_kind(head: bytes) -> str | None:
    """`MP4` or `MOV` when the file starts like one, else None. HEIC and AVIF are to be ruled out before."""
    if head[4:8] == b"ftyp":
        if head[8:12] in NOT_FILMS:
            return None
        return "MOV" if head[8:12] == QUICKTIME else "MP4"
    return "MOV" if head[4:8] in BARE_STARTS else None


def video_track(movie: bytes) -> Track | None:
    """The first video track told by the content of a `moov` box; None when there is none.

    Raises:
        struct.error, ZeroDivisionError: the index is damaged.
    """
    whole = Box(b"moov", 0, len(movie))
    header = inside(movie, whole, b"mvhd")
    if header is None:
        raise struct.error("the index has no header")
    for track in (box for box in boxes(movie, 0, len(movie)) if box.kind == b"trak"):
        handler = inside(movie, track, b"mdia", b"hdlr")
        if handler is not None and _text(movie, handler.content + 8) == "vide":
            return _track(movie, whole, track, header)
    return None


def _track(movie: bytes, whole: Box, track: Box, header: Box) -> Track | None:
    placed = inside(movie, track, b"tkhd")
    media = inside(movie, track, b"mdia", b"mdhd")
    samples = inside(movie, track, b"mdia", b"minf", b"stbl", b"stsd")
    if placed is None or media is None or samples is None:
        return None
    entry = samples.content + 8
    width, height = _shown_size(movie, placed) or struct.unpack_from(">HH", movie, entry + 32)
    scale, length = _timing(movie, media)
    if length in UNKNOWN_LENGTHS:
        scale, length = _timing(movie, header)[0], _fragments_length(movie, whole)
    duration_s = None if length in UNKNOWN_LENGTHS else min(length / scale, _presented_s(movie, placed, header))
    return Track(width, height, duration_s, _text(movie, entry + 4))


def _shown_size(movie: bytes, placed: Box) -> tuple[int, int] | None:
    """Presentation size by the track header, upright as its matrix says; None when it tells no size."""
    start = placed.content + (88 if movie[placed.content] else 76)
    width, height = (round(side / FIXED_POINT) for side in struct.unpack_from(">II", movie, start))
    across, aside = (abs(value) for value in struct.unpack_from(">ii", movie, start - 36))
    if not width or not height:
        return None
    return (height, width) if aside > across else (width, height)


def _presented_s(movie: bytes, placed: Box, header: Box) -> float:
    """How long the track is shown: less than it holds when a phone has trimmed it by an edit list; else no bound."""
    layout, start = (">Q", 28) if movie[placed.content] else (">I", 20)
    (length,) = struct.unpack_from(layout, movie, placed.content + start)
    return float("inf") if length in UNKNOWN_LENGTHS else length / _timing(movie, header)[0]


def _timing(movie: bytes, header: Box) -> tuple[int, int]:
    """Units in a second, and length in units, of a movie or media header."""
    layout, start = (">IQ", 20) if movie[header.content] else (">II", 12)
    scale, length = struct.unpack_from(layout, movie, header.content + start)
    return scale, length


def _fragments_length(movie: bytes, whole: Box) -> int:
    """Length of a film that comes in fragments, in the movie's units; 0 when it is not told."""
    extends = inside(movie, whole, b"mvex", b"mehd")
    if extends is None:
        return 0
    (length,) = struct.unpack_from(">Q" if movie[extends.content] else ">I", movie, extends.content + 4)
    return int(length)


def _text(movie: bytes, start: int) -> str:
    return movie[start : start + CODEC_CHARS].decode("latin-1")
