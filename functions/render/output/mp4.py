"""Facts of the rendered MP4 file, which the service checks before it stores the file."""

import struct
from dataclasses import dataclass
from pathlib import Path

from vidx.errors import RenderFailed
from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import read_content, top_level_boxes
from vidx.media.movie import movie_duration_s


@dataclass(frozen=True)
class Mp4Facts:
    """`starts_fast` is true when the index precedes the media, so that players can start before all is loaded."""

    duration_s: float
    size_bytes: int
    starts_fast: bool


def inspect_mp4(path: Path) -> Mp4Facts:
    """Read the facts of the MP4 at `path`.

    Raises:
        RenderFailed: the file is not a complete MP4.
    """
    source = ByteSource.from_path(path)
    boxes = {box.kind: box for box in top_level_boxes(source) if box.end <= source.size_bytes}
    try:
        index, media = boxes[b"moov"], boxes[b"mdat"]
        duration_s = movie_duration_s(read_content(source, index))
    except (KeyError, struct.error, ZeroDivisionError) as error:
        raise RenderFailed("the rendered video is not a complete MP4") from error
    return Mp4Facts(duration_s, source.size_bytes, index.content < media.content)
