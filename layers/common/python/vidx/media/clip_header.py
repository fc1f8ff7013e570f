"""What an MP4's or MOV's index (its `moov` box) tells of the film, read without decoding anything.

Boxes: ISO/IEC 14496-12, 8.2 to 8.5; QuickTime File Format for the files without a file type box.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from vidx.media.iso_bmff import Box, boxes, inside
from vidx.media.sample_table import check_frames

QUICKTIME: Final = b"qt  "
BARE_STARTS: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""How a QuickTime file without a file type box starts."""
NOT_FILMS: Final = frozenset({b"crx ", b"M4A ", b"M4B ", b"jxl ", b"jp2 "})
"""Major brands of camera RAW, sound and still pictures in the same kind of file."""
UNKNOWN_LENGTHS: Final = frozenset({0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF})
FIXED_POINT: Final = 65536
CODEC_CHARS: Final = 4
CODED_SIZE_AT: Final = 24
VISUAL_ENTRY_BYTES: Final = 78
"""Fixed fields of a visual sample entry (ISO/IEC 14496-12, 12.1.3), after the box's header."""
MAX_DRIFT: Final = 2
"""By how much the frames' times may differ from the length in the header. Recorders are off by a frame or two."""


class Turn(NamedTuple):
    """A quarter turn or mirroring that makes the encoded pictures upright: first `swaps_sides`, which mirrors along the
    falling diagonal, then the mirroring of left and right and of top and bottom."""

    swaps_sides: bool = False
    mirrors_sideways: bool = False
    mirrors_upside_down: bool = False


class Track(NamedTuple):
    """The first video track: size in square pixels as shown upright, length in seconds (None: not told), codec's name,
    size as encoded, and how the pictures are turned when shown."""

    width_px: int
    height_px: int
    duration_s: float | None
    codec: str
    coded_px: tuple[int, int]
    turn: Turn


def clip_kind(head: bytes) -> str | None:
    """`MP4` or `MOV` when the file starts like one, else None. HEIC and AVIF are to be ruled out before."""
    if head[4:8] == b"ftyp":
        if head[8:12] in NOT_FILMS:
            return None
        return "MOV" if head[8:12] == QUICKTIME else "MP4"
    return "MOV" if head[4:8] in BARE_STARTS else None


def has_track(movie: bytes, handler: str) -> bool:
    """Whether the content of a `moov` box has a track of this handler type, such as `soun`."""
    return any(_handler(movie, track) == handler for track in _tracks(movie))


def video_track(movie: bytes, file_bytes: int | None = None) -> Track | None:
    """The first video track told by the content of a `moov` box; None when there is none.

    Args:
        file_bytes: size of the file, when the track's frames are to be checked to lie in it.

    Raises:
        struct.error, ZeroDivisionError: the index is damaged.
    """
    whole = Box(b"moov", 0, len(movie))
    header = inside(movie, whole, b"mvhd")
    if header is None:
        raise struct.error("the index has no header")
    track = next((track for track in _tracks(movie) if _handler(movie, track) == "vide"), None)
    return None if track is None else _track(movie, whole, track, header, file_bytes)


def _tracks(movie: bytes) -> Iterator[Box]:
    return (box for box in boxes(movie, 0, len(movie)) if box.kind == b"trak")


def _handler(movie: bytes, track: Box) -> str | None:
    handler = inside(movie, track, b"mdia", b"hdlr")
    return None if handler is None else _text(movie, handler.content + 8)


def _track(movie: bytes, whole: Box, track: Box, header: Box, file_bytes: int | None) -> Track:
    placed = inside(movie, track, b"tkhd")
    media = inside(movie, track, b"mdia", b"mdhd")
    table = inside(movie, track, b"mdia", b"minf", b"stbl")
    samples = None if table is None else inside(movie, table, b"stsd")
    if placed is None or media is None or table is None or samples is None:
        raise struct.error("the video track is incomplete")
    entry = next(boxes(movie, samples.content + 8, samples.end), None)
    if entry is None:
        raise struct.error("the video track tells no codec")
    scale, length = _timing(movie, media)
    if file_bytes is not None and inside(movie, whole, b"mvex") is None:
        table_length = check_frames(movie, table, file_bytes)
        if length not in UNKNOWN_LENGTHS and not length / MAX_DRIFT <= table_length <= length * MAX_DRIFT:
            raise struct.error("the frames' times do not fit the track's length")
    if length in UNKNOWN_LENGTHS:
        scale, length = _timing(movie, header)[0], _fragments_length(movie, whole)
    duration_s = None if length in UNKNOWN_LENGTHS else min(length / scale, _presented_s(movie, placed, header))
    coded = struct.unpack_from(">HH", movie, entry.content + CODED_SIZE_AT)
    turn = _turn(movie, placed, header)
    size = _shown_size(movie, placed, entry, turn)
    return Track(*size, duration_s, _text(movie, entry.content - CODEC_CHARS), coded, turn)


def _turn(movie: bytes, placed: Box, header: Box) -> Turn:
    """By the matrix of the track, then that of the movie."""
    of_track = _matrix(movie, placed.content + (52 if movie[placed.content] else 40))
    of_movie = _matrix(movie, header.content + (48 if movie[header.content] else 36))
    (a, b), (c, d) = (
        tuple(sum(row[k] * of_movie[k][column] for k in range(2)) for column in range(2)) for row in of_track
    )
    return Turn(True, c < 0, b < 0) if abs(b) > abs(a) else Turn(False, a < 0, d < 0)


def _matrix(movie: bytes, start: int) -> tuple[tuple[int, int], tuple[int, int]]:
    a, b, _, c, d = struct.unpack_from(">5i", movie, start)
    return (a, b), (c, d)


def _shown_size(movie: bytes, placed: Box, entry: Box, turn: Turn) -> tuple[int, int]:
    """Presentation size, upright as the track header's matrix says.

    A pixel aspect ratio counts for more than the size in the track header, since players take it so.
    """
    start = placed.content + (88 if movie[placed.content] else 76)
    width, height = (round(side / FIXED_POINT) for side in struct.unpack_from(">II", movie, start))
    coded = struct.unpack_from(">HH", movie, entry.content + CODED_SIZE_AT)
    stretch = _pixel_shape(movie, entry)
    if stretch != 1:
        width, height = _clean_size(movie, entry) or coded
        width = round(width * stretch)
    elif not width or not height:
        width, height = coded
    return (height, width) if turn.swaps_sides else (width, height)


def _pixel_shape(movie: bytes, entry: Box) -> float:
    """A pixel's width by its height (`pasp`, ISO/IEC 14496-12, 12.1.4); 1 when it is not told."""
    box = _extension(movie, entry, b"pasp")
    across, down = (1, 1) if box is None else struct.unpack_from(">II", movie, box.content)
    return across / down if across and down else 1


def _clean_size(movie: bytes, entry: Box) -> tuple[int, int] | None:
    """The part of each picture that is meant to be shown (`clap`, ISO/IEC 14496-12, 12.1.4), which FFmpeg crops to."""
    box = _extension(movie, entry, b"clap")
    if box is None:
        return None
    width, across, height, down = struct.unpack_from(">IIII", movie, box.content)
    return (round(width / across), round(height / down)) if width and across and height and down else None


def _extension(movie: bytes, entry: Box, kind: bytes) -> Box | None:
    """A box that follows the fixed fields of a visual sample entry."""
    return next((box for box in boxes(movie, entry.content + VISUAL_ENTRY_BYTES, entry.end) if box.kind == kind), None)


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
