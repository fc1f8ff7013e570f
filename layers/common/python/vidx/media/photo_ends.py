"""Where the picture ends in PNG and WebP files, which may go on with bytes that belong to nothing."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from vidx.media.source import Source

PNG_SIGNATURE_BYTES: Final = 8
PNG_FRAME_BYTES: Final = 12
"""Length, type and checksum around each chunk of a PNG."""
PNG_END: Final = b"\0\0\0\0IEND\xaeB`\x82"
RIFF_HEADER_BYTES: Final = 8
TAIL_BYTES: Final = 4096


class Chunk(NamedTuple):
    """A chunk of a PNG: its type, and where its data start and end."""

    kind: bytes
    start: int
    end: int


def png_chunks(source: Source) -> Iterator[Chunk]:
    """Chunks up to `IEND`, as far as they lie wholly in the file (PNG specification, 5.3)."""
    at = PNG_SIGNATURE_BYTES
    while True:
        head = source.walk(at, 8)
        start, length = at + 8, int.from_bytes(head[:4], "big")
        chunk = Chunk(head[4:8], start, start + length)
        if not chunk.kind.isalpha() or chunk.end + 4 > source.size_bytes:
            return
        yield chunk
        if chunk.kind == b"IEND":
            return
        at = start + length + 4


def png_end(source: Source) -> int | None:
    """Where the last chunk ends; None when the file breaks off before."""
    start = max(source.size_bytes - TAIL_BYTES, 0)
    found = source.at(start, TAIL_BYTES).rfind(PNG_END)
    if found >= 0:
        return start + found + len(PNG_END)
    return next((chunk.end + 4 for chunk in png_chunks(source) if chunk.kind == b"IEND"), None)


def webp_end(source: Source) -> int | None:
    """Where the RIFF chunk ends; None when that is beyond the file's end."""
    end = int.from_bytes(source.at(4, 4), "little") + RIFF_HEADER_BYTES
    return end if end <= source.size_bytes else None
