"""The index (`moov` box) of an MP4 or MOV file: size, length, codec and orientation of its video, without decoding.

Sources: ISO/IEC 14496-12, 8.2 to 8.7 and 12.1; the QuickTime File Format for files without a file type box.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from typing import Final, NamedTuple

from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import Box, box_version, find_box, iter_boxes, read_content, top_level_boxes

MIB: Final = 1024 * 1024
MAX_INDEX_BYTES: Final = 8 * MIB
"""The index of one minute takes about 200 kB."""
QUICKTIME: Final = b"qt  "
QUICKTIME_FIRST_BOXES: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""First box of a QuickTime file without a file type box."""
OTHER_BRANDS: Final = frozenset({b"crx ", b"M4A ", b"M4B ", b"jxl ", b"jp2 "})
"""Major brands of camera RAW, sound and still pictures, which use the same boxes."""
UNKNOWN_LENGTHS: Final = frozenset({0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF})
FIXED_POINT: Final = 65536
CODEC_CHARS: Final = 4
CODED_SIZE_OFFSET: Final = 24
VISUAL_ENTRY_BYTES: Final = 78
"""Fixed fields of a visual sample entry (ISO/IEC 14496-12, 12.1.3), after the box's header."""
MAX_DRIFT: Final = 2
"""Largest ratio allowed between the sum of frame times and the header's length. Recorders are off by a frame or two."""
COUNT_OFFSET: Final = 4
"""Offset of a table's number of entries: after version and flags."""


class Orientation(NamedTuple):
    """What makes the encoded pictures upright: first a transposition, then horizontal and vertical flips.

    The transposition mirrors along the falling diagonal, as FFmpeg's filter `transpose=cclock_flip`.
    """

    is_transposed: bool = False
    is_flipped_horizontally: bool = False
    is_flipped_vertically: bool = False


class VideoTrack(NamedTuple):
    """The first video track.

    `width_px` and `height_px` count square pixels of the upright picture, `coded_px` is the size as encoded.
    `duration_s` is None when the file does not tell it.
    """

    width_px: int
    height_px: int
    duration_s: float | None
    codec: str
    coded_px: tuple[int, int]
    orientation: Orientation


class IndexTooLarge(struct.error):
    """The index exceeds `MAX_INDEX_BYTES`. A `struct.error`, as any index that cannot be read."""


def clip_format(head: bytes) -> str | None:
    """Return `MP4` or `MOV` when a file starts like one, else None. The caller must have ruled out HEIC and AVIF."""
    if head[4:8] == b"ftyp":
        if head[8:12] in OTHER_BRANDS:
            return None
        return "MOV" if head[8:12] == QUICKTIME else "MP4"
    return "MOV" if head[4:8] in QUICKTIME_FIRST_BOXES else None


def read_index(source: ByteSource) -> bytes | None:
    """Return the content of the file's `moov` box; None when there is none or the file is cut off.

    Raises:
        IndexTooLarge: it exceeds `MAX_INDEX_BYTES`.
    """
    last = None
    for box in top_level_boxes(source):
        if box.end > source.size_bytes:
            return None
        if box.kind == b"moov":
            last = box
    if last is None:
        return None
    if last.end - last.content > MAX_INDEX_BYTES:
        raise IndexTooLarge(f"the index exceeds {MAX_INDEX_BYTES // MIB} MB")
    return read_content(source, last)


def movie_duration_s(moov: bytes) -> float:
    """Return the length in the movie header of an index.

    Raises:
        struct.error, ZeroDivisionError: the index is damaged.
    """
    timescale, length = _timing(moov, _movie_header(moov))
    return length / timescale


def has_track(moov: bytes, handler: str) -> bool:
    """Return whether the index has a track of this handler type, such as `soun`."""
    return any(_handler(moov, track) == handler for track in _tracks(moov))


def video_track(moov: bytes, file_bytes: int | None = None) -> VideoTrack | None:
    """Return the first video track of an index; None when there is none.

    Args:
        file_bytes: size of the file; when given, the track's frames are checked to lie in it.

    Raises:
        struct.error, ZeroDivisionError: the index is damaged.
    """
    header = _movie_header(moov)
    track = next((track for track in _tracks(moov) if _handler(moov, track) == "vide"), None)
    return None if track is None else _read_track(moov, track, header, file_bytes)


def _root(moov: bytes) -> Box:
    return Box(b"moov", 0, len(moov))


def _movie_header(moov: bytes) -> Box:
    header = find_box(moov, _root(moov), b"mvhd")
    if header is None:
        raise struct.error("the index has no header")
    return header


def _tracks(moov: bytes) -> Iterator[Box]:
    return (box for box in iter_boxes(moov, 0, len(moov)) if box.kind == b"trak")


def _handler(moov: bytes, track: Box) -> str | None:
    handler = find_box(moov, track, b"mdia", b"hdlr")
    return None if handler is None else _text(moov, handler.content + 8)


def _read_track(moov: bytes, track: Box, movie_header: Box, file_bytes: int | None) -> VideoTrack:
    track_header = find_box(moov, track, b"tkhd")
    media_header = find_box(moov, track, b"mdia", b"mdhd")
    table = find_box(moov, track, b"mdia", b"minf", b"stbl")
    descriptions = None if table is None else find_box(moov, table, b"stsd")
    if track_header is None or media_header is None or table is None or descriptions is None:
        raise struct.error("the video track is incomplete")
    entry = next(iter_boxes(moov, descriptions.content + 8, descriptions.end), None)
    if entry is None:
        raise struct.error("the video track tells no codec")
    timescale, length = _timing(moov, media_header)
    if file_bytes is not None and find_box(moov, _root(moov), b"mvex") is None:
        frames_length = check_sample_table(moov, table, file_bytes)
        if length not in UNKNOWN_LENGTHS and not length / MAX_DRIFT <= frames_length <= length * MAX_DRIFT:
            raise struct.error("the frames' times do not fit the track's length")
    if length in UNKNOWN_LENGTHS:
        timescale, length = _timing(moov, movie_header)[0], _fragments_length(moov)
    is_unknown = length in UNKNOWN_LENGTHS
    duration_s = None if is_unknown else min(length / timescale, _presented_s(moov, track_header, movie_header))
    coded = struct.unpack_from(">HH", moov, entry.content + CODED_SIZE_OFFSET)
    orientation = _orientation(moov, track_header, movie_header)
    size = _presented_size(moov, track_header, entry, orientation)
    return VideoTrack(*size, duration_s, _text(moov, entry.content - CODEC_CHARS), coded, orientation)


def _orientation(moov: bytes, track_header: Box, movie_header: Box) -> Orientation:
    """Multiply the matrices of track and movie."""
    track_matrix = _matrix(moov, track_header.content + (52 if box_version(moov, track_header) else 40))
    movie_matrix = _matrix(moov, movie_header.content + (48 if box_version(moov, movie_header) else 36))
    (a, b), (c, d) = (
        tuple(sum(row[k] * movie_matrix[k][column] for k in range(2)) for column in range(2)) for row in track_matrix
    )
    return Orientation(True, c < 0, b < 0) if abs(b) > abs(a) else Orientation(False, a < 0, d < 0)


def _matrix(moov: bytes, start: int) -> tuple[tuple[int, int], tuple[int, int]]:
    a, b, _, c, d = struct.unpack_from(">5i", moov, start)
    return (a, b), (c, d)


def _presented_size(moov: bytes, track_header: Box, entry: Box, orientation: Orientation) -> tuple[int, int]:
    """Return the size of the upright picture.

    Like players, prefer the pixel aspect ratio to the size in the track header.
    """
    start = track_header.content + (88 if box_version(moov, track_header) else 76)
    width, height = (round(side / FIXED_POINT) for side in struct.unpack_from(">II", moov, start))
    coded = struct.unpack_from(">HH", moov, entry.content + CODED_SIZE_OFFSET)
    pixel_aspect = _pixel_aspect(moov, entry)
    if pixel_aspect != 1:
        width, height = _clean_aperture(moov, entry) or coded
        width = round(width * pixel_aspect)
    elif not width or not height:
        width, height = coded
    return (height, width) if orientation.is_transposed else (width, height)


def _pixel_aspect(moov: bytes, entry: Box) -> float:
    """Return a pixel's width by its height (`pasp`, ISO/IEC 14496-12, 12.1.4); 1 when the file does not tell it."""
    box = _entry_box(moov, entry, b"pasp")
    across, down = (1, 1) if box is None else struct.unpack_from(">II", moov, box.content)
    return across / down if across and down else 1


def _clean_aperture(moov: bytes, entry: Box) -> tuple[int, int] | None:
    """Return the size of the visible part (`clap`, ISO/IEC 14496-12, 12.1.4), to which FFmpeg crops each picture."""
    box = _entry_box(moov, entry, b"clap")
    if box is None:
        return None
    width, across, height, down = struct.unpack_from(">IIII", moov, box.content)
    return (round(width / across), round(height / down)) if width and across and height and down else None


def _entry_box(moov: bytes, entry: Box, kind: bytes) -> Box | None:
    """Return a box that follows the fixed fields of a visual sample entry."""
    start = entry.content + VISUAL_ENTRY_BYTES
    return next((box for box in iter_boxes(moov, start, entry.end) if box.kind == kind), None)


def _presented_s(moov: bytes, track_header: Box, movie_header: Box) -> float:
    """Return how long the track is played: less than it holds when an edit list trims it; infinite when unknown."""
    layout, start = (">Q", 28) if box_version(moov, track_header) else (">I", 20)
    (length,) = struct.unpack_from(layout, moov, track_header.content + start)
    return float("inf") if length in UNKNOWN_LENGTHS else length / _timing(moov, movie_header)[0]


def _timing(moov: bytes, header: Box) -> tuple[int, int]:
    """Return timescale (units a second) and length (in units) of a movie or media header, version 0 or 1."""
    layout, start = (">IQ", 20) if box_version(moov, header) else (">II", 12)
    timescale, length = struct.unpack_from(layout, moov, header.content + start)
    return timescale, length


def _fragments_length(moov: bytes) -> int:
    """Return the length of a fragmented movie, in the movie's units; 0 when the file does not tell it."""
    header = find_box(moov, _root(moov), b"mvex", b"mehd")
    if header is None:
        return 0
    (length,) = struct.unpack_from(">Q" if box_version(moov, header) else ">I", moov, header.content + 4)
    return int(length)


def _text(moov: bytes, start: int) -> str:
    return moov[start : start + CODEC_CHARS].decode("latin-1")


def check_sample_table(moov: bytes, table: Box, file_bytes: int) -> int:
    """Check that a track's sample table (`stbl`) leads to frames that lie in the file; return their total length.

    The length is in the track's units. A damaged table is refused at upload, since FFmpeg refuses it too, but only
    after script and voice are paid for. Sources: ISO/IEC 14496-12, 8.6.1.2 (stts), 8.6.2 (stss), 8.7.3 to 8.7.5
    (stsz, stsc, stco).

    Raises:
        struct.error: there is no frame, or the tables contradict each other or the size of the file.
    """
    size_bytes, frames = _frame_sizes(moov, table)
    _require(0 < size_bytes <= file_bytes, "the frames' sizes")
    times = _entries(moov, _required_box(moov, table, b"stts"), 2)
    chunk_runs = _entries(moov, _required_box(moov, table, b"stsc"), 3)
    offsets = _chunk_offsets(moov, table)
    _require(bool(offsets) and max(offsets) < file_bytes, "the chunks' offsets")
    _require(_frames_in_chunks(chunk_runs, len(offsets)) >= frames, "the chunks' lengths")
    key_frames = find_box(moov, table, b"stss")
    if key_frames is not None:
        _require(max(_entries(moov, key_frames, 1), default=0) <= frames, "the list of key frames")
    return sum(count * length for count, length in zip(times[::2], times[1::2], strict=True))


def _frame_sizes(moov: bytes, table: Box) -> tuple[int, int]:
    """Return the bytes of all frames together, and the number of frames."""
    box = find_box(moov, table, b"stsz")
    if box is None:
        compact = _required_box(moov, table, b"stz2")
        (frames,) = struct.unpack_from(">I", moov, compact.content + COUNT_OFFSET + 4)
        return frames, frames  # sizes of at most 16 bits do not matter: count a byte each
    common_size, frames = struct.unpack_from(">II", moov, box.content + COUNT_OFFSET)
    if common_size:
        return common_size * frames, frames
    return sum(_numbers(moov, box.content + COUNT_OFFSET + 8, box.end, frames, "I")), frames


def _chunk_offsets(moov: bytes, table: Box) -> "array[int]":
    box = find_box(moov, table, b"stco")
    type_code = "I" if box else "Q"
    box = box or _required_box(moov, table, b"co64")
    (count,) = struct.unpack_from(">I", moov, box.content + COUNT_OFFSET)
    return _numbers(moov, box.content + COUNT_OFFSET + 4, box.end, count, type_code)


def _frames_in_chunks(runs: "array[int]", chunks: int) -> int:
    """Return the number of frames in all chunks.

    `runs` repeats three fields: first chunk (from 1), frames a chunk, sample description.
    """
    firsts, frames = runs[::3].tolist(), runs[1::3]
    _require(firsts[:1] == [1] and firsts == sorted(set(firsts)), "the chunks' numbers")
    ends = [*firsts[1:], chunks + 1]
    return sum(max(end - first, 0) * count for first, end, count in zip(firsts, ends, frames, strict=True))


def _entries(moov: bytes, box: Box, fields: int) -> "array[int]":
    (count,) = struct.unpack_from(">I", moov, box.content + COUNT_OFFSET)
    return _numbers(moov, box.content + COUNT_OFFSET + 4, box.end, count * fields, "I")


def _numbers(moov: bytes, start: int, end: int, count: int, type_code: str) -> "array[int]":
    """Return `count` big-endian numbers of the `array` type from `start`."""
    numbers = array(type_code)
    _require(start + count * numbers.itemsize <= min(end, len(moov)), "a table's length")
    numbers.frombytes(moov[start : start + count * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _required_box(moov: bytes, table: Box, kind: bytes) -> Box:
    box = find_box(moov, table, kind)
    if box is None:
        raise struct.error(f"there is no {kind.decode()} table")
    return box


def _require(is_valid: bool, subject: str) -> None:
    if not is_valid:
        raise struct.error(f"{subject} cannot be right")
