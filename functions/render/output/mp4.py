"""Facts of an MP4 file that are checked before it is published. Boxes: ISO/IEC 14496-12, 4.2 and 8.2.2."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from vidx.errors import RenderFailed

LARGE: Final = 1
HEADER_BYTES: Final = 8


@dataclass(frozen=True)
class Mp4Facts:
    """`starts_fast` is true when the index precedes the media, so that players can start before all is loaded."""

    duration_s: float
    size_bytes: int
    starts_fast: bool


def _boxes(file: IO[bytes], end: int) -> dict[str, tuple[int, int]]:
    """Return name → (start of content, end) of the boxes from the file's position to `end`."""
    boxes: dict[str, tuple[int, int]] = {}
    while (start := file.tell()) + HEADER_BYTES <= end:
        size, name = struct.unpack(">I4s", file.read(HEADER_BYTES))
        if size == LARGE:
            (size,) = struct.unpack(">Q", file.read(8))
        if size < HEADER_BYTES:
            break
        boxes.setdefault(name.decode("latin-1"), (file.tell(), start + size))
        file.seek(start + size)
    return boxes


def _duration_s(header: bytes) -> float:
    """Return the duration in a movie header box (`mvhd`) of version 0 or 1."""
    layout, offset = (">IQ", 20) if header[0] else (">II", 12)
    timescale, duration = struct.unpack_from(layout, header, offset)
    return float(duration) / float(timescale)


def inspect_mp4(path: Path) -> Mp4Facts:
    """Read the facts of the MP4 at `path`.

    Raises:
        RenderFailed: the file is not a complete MP4.
    """
    size_bytes = path.stat().st_size
    try:
        with path.open("rb") as file:
            top = _boxes(file, size_bytes)
            file.seek(top["moov"][0])
            header = _boxes(file, top["moov"][1])["mvhd"]
            file.seek(header[0])
            duration_s = _duration_s(file.read(header[1] - header[0]))
            return Mp4Facts(duration_s, size_bytes, top["moov"][0] < top["mdat"][0])
    except (KeyError, IndexError, struct.error, ZeroDivisionError) as error:
        raise RenderFailed("the rendered video is not a complete MP4") from error
