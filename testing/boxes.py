"""Boxes of the ISO base media file format, among them damaged ones."""

import struct
from typing import Final

from vidx.media.iso_bmff import iter_boxes

CONTAINERS: Final = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0, b"meta": 4, b"iprp": 0, b"ipco": 0}
"""Boxes that consist of boxes, and the bytes before the first of them."""


def box(kind: bytes, content: bytes = b"", *, size: int | None = None, wide: bool = False) -> bytes:
    """Return a box; `size` replaces its real size, `wide` writes it in 64 bits."""
    length = len(content) + (16 if wide else 8) if size is None else size
    header = struct.pack(">I4sQ", 1, kind, length) if wide else struct.pack(">I4s", length, kind)
    return header + content


def cut_last(file: bytes, kind: bytes, keep: int = 0) -> bytes:
    """Return a file of boxes whose first box of type `kind` is the last one, with `keep` bytes of its content.

    The boxes around it are the last ones of theirs, too, and all sizes are right.
    """
    return _cut_last(file, kind, keep) or file


def _cut_last(data: bytes, kind: bytes, keep: int) -> bytes | None:
    others, last = [], None
    for child in iter_boxes(data, 0, len(data)):
        content = data[child.content : child.end]
        if last is None and child.kind == kind:
            last = box(kind, content[:keep])
        elif last is None and child.kind in CONTAINERS:
            start = CONTAINERS[child.kind]
            inner = _cut_last(content[start:], kind, keep)
            last = None if inner is None else box(child.kind, content[:start] + inner)
            others += [box(child.kind, content)] * (last is None)
        else:
            others.append(box(child.kind, content))
    return None if last is None else b"".join([*others, last])
