"""Whether a track's sample table (`stbl`) leads to frames that lie in the file, read without decoding anything.

ISO/IEC 14496-12, 8.6.1.2 (stts), 8.6.2 (stss), 8.7.3 to 8.7.5 (stsz, stsc, stco). A damaged table is refused at
upload, since FFmpeg refuses it too, only after the script and the voice are paid for.
"""

import struct
import sys
from array import array
from typing import Final

from vidx.media.iso_bmff import Box, inside

COUNT_AT: Final = 4
"""Where a table's number of entries stands: after version and flags."""


def check_frames(movie: bytes, table: Box, file_bytes: int) -> int:
    """The length of all frames together, in the track's units; `table` is the `stbl` box.

    Raises:
        struct.error: there is no frame, or the tables contradict each other or the size of the file.
    """
    sizes, frames = _frame_sizes(movie, table)
    _require(0 < sizes <= file_bytes, "the frames' sizes")
    times = _entries(movie, _box(movie, table, b"stts"), 2)
    chunk_runs = _entries(movie, _box(movie, table, b"stsc"), 3)
    offsets = _chunk_offsets(movie, table)
    _require(bool(offsets) and max(offsets) < file_bytes, "the chunks' offsets")
    _require(_frames_in_chunks(chunk_runs, len(offsets)) >= frames, "the chunks' lengths")
    key_frames = inside(movie, table, b"stss")
    if key_frames is not None:
        _require(max(_entries(movie, key_frames, 1), default=0) <= frames, "the list of key frames")
    return sum(count * length for count, length in zip(times[::2], times[1::2], strict=True))


def _frame_sizes(movie: bytes, table: Box) -> tuple[int, int]:
    """Bytes of all frames, and how many frames there are."""
    box = inside(movie, table, b"stsz")
    if box is None:
        compact = _box(movie, table, b"stz2")
        (frames,) = struct.unpack_from(">I", movie, compact.content + COUNT_AT + 4)
        return frames, frames  # its sizes are too small to matter: a byte each at least
    same, frames = struct.unpack_from(">II", movie, box.content + COUNT_AT)
    if same:
        return same * frames, frames
    return sum(_numbers(movie, box.content + COUNT_AT + 8, box.end, frames, "I")), frames


def _chunk_offsets(movie: bytes, table: Box) -> "array[int]":
    box = inside(movie, table, b"stco")
    code = "I" if box else "Q"
    box = box or _box(movie, table, b"co64")
    (count,) = struct.unpack_from(">I", movie, box.content + COUNT_AT)
    return _numbers(movie, box.content + COUNT_AT + 4, box.end, count, code)


def _frames_in_chunks(runs: "array[int]", chunks: int) -> int:
    """Frames in all chunks; `runs` holds first chunk (from 1), frames in each chunk and description, by turns."""
    firsts, frames = runs[::3].tolist(), runs[1::3]
    _require(firsts[:1] == [1] and firsts == sorted(set(firsts)), "the chunks' numbers")
    ends = [*firsts[1:], chunks + 1]
    return sum(max(end - first, 0) * count for first, end, count in zip(firsts, ends, frames, strict=True))


def _entries(movie: bytes, box: Box, fields: int) -> "array[int]":
    (count,) = struct.unpack_from(">I", movie, box.content + COUNT_AT)
    return _numbers(movie, box.content + COUNT_AT + 4, box.end, count * fields, "I")


def _numbers(movie: bytes, start: int, end: int, count: int, code: str) -> "array[int]":
    numbers = array(code)
    _require(start + count * numbers.itemsize <= min(end, len(movie)), "a table's length")
    numbers.frombytes(movie[start : start + count * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _box(movie: bytes, table: Box, kind: bytes) -> Box:
    box = inside(movie, table, kind)
    if box is None:
        raise struct.error(f"there is no {kind.decode()} table")
    return box


def _require(is_right: bool, what: str) -> None:
    if not is_right:
        raise struct.error(f"{what} cannot be right")
