"""Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), of which HEIC, AVIF, MP4 and MOV files consist."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from vidx.media.byte_source import ByteSource

MIN_HEADER_BYTES: Final = 8
"""Size and type."""
MAX_HEADER_BYTES: Final = 16
"""Size, type and a 64-bit size."""
MAX_TOP_LEVEL_BOXES: Final = 64
MAX_FILE_TYPE_BYTES: Final = 128
"""Brands beyond this length of the file type box are ignored."""


class Box(NamedTuple):
    """One box: its type, and the offsets at which its content starts and the box ends."""

    kind: bytes
    content: int
    end: int


def iter_boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between the offsets `start` and `end` of `data`, as far as `data` holds their headers.

    A box may end beyond `data` or `end`. A size of 0 means that the box extends to `end`.
    """
    while start + MIN_HEADER_BYTES <= min(end, len(data)):
        length, kind = struct.unpack_from(">I4s", data, start)
        content = start + MIN_HEADER_BYTES
        if length == 1 and start + MAX_HEADER_BYTES <= len(data):
            (length,) = struct.unpack_from(">Q", data, content)
            content = start + MAX_HEADER_BYTES
        box_end = end if length == 0 else start + length
        if box_end < content:
            return
        yield Box(kind, content, box_end)
        start = box_end


def find_box(data: bytes, parent: Box, *path: bytes) -> Box | None:
    """Return the first box at `path` below `parent`, or None.

    Its header lies within every box above it, whatever end they claim, so that boxes that lie side by side are searched
    once each. Its own end may lie beyond theirs.
    """
    end = parent.end
    for kind in path:
        child = next((box for box in iter_boxes(data, parent.content, end) if box.kind == kind), None)
        if child is None:
            return None
        parent, end = child, min(end, child.end)
    return parent


def box_version(data: bytes, box: Box) -> int:
    """Return the version of a full box (ISO/IEC 14496-12, 4.2): the first byte of its content.

    Raises:
        struct.error: the box is empty.
    """
    if box.content >= min(box.end, len(data)):
        raise struct.error(f"the {box.kind!r} box is empty")
    return data[box.content]


def top_level_boxes(source: ByteSource) -> Iterator[Box]:
    """Yield the boxes of a file, at most `MAX_TOP_LEVEL_BOXES`; only their headers are read.

    The last box ends beyond `source.size_bytes` when the file is cut off.
    """
    start = 0
    for _ in range(MAX_TOP_LEVEL_BOXES):
        header = source.read(start, MAX_HEADER_BYTES)
        box = next(iter_boxes(header, 0, source.size_bytes - start), None)
        if box is None:
            return
        yield Box(box.kind, start + box.content, start + box.end)
        start += box.end


def read_content(source: ByteSource, box: Box) -> bytes:
    """Return the content of a box that `top_level_boxes` yielded."""
    return source.read(box.content, box.end - box.content)


def file_brands(head: bytes) -> frozenset[bytes]:
    """Return the major and compatible brands of the file type box at the start of a file; empty without one."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(struct.unpack_from(">I", head)[0], len(head), MAX_FILE_TYPE_BYTES)
    return frozenset([head[8:12], *(head[offset : offset + 4] for offset in range(16, end - 3, 4))])
