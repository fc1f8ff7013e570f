"""Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), which HEIC, AVIF, MP4 and MOV files are made of."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

HEADER_BYTES: Final = 16
"""The longest header of a box: size, type and a 64-bit size."""


class Box(NamedTuple):
    """One ISO base media file format box: its type, and where its content and its end lie in the file."""

    kind: bytes
    content: int
    end: int


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Boxes from `start` up to `end` (ISO/IEC 14496-12 §4.2), as far as their headers lie in `data`."""
    while start + 8 <= min(end, len(data)):
        length, kind = struct.unpack_from(">I4s", data, start)
        content = start + 8
        if length == 1 and start + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, content)
            content += 8
        stop = end if length == 0 else start + length
        if stop < content:
            return
        yield Box(kind, content, stop)
        start = stop


def brands_of(head: bytes) -> frozenset[bytes]:
    """Major and compatible brands of the file type box."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(struct.unpack_from(">I", head)[0], len(head), 128)
    return frozenset([head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))])


def inside(data: bytes, parent: Box, *path: bytes) -> Box | None:
    """The first box at `path` below `parent`, or None."""
    for kind in path:
        found = next((box for box in boxes(data, parent.content, parent.end) if box.kind == kind), None)
        if found is None:
            return None
        parent = found
    return parent
