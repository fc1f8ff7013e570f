"""What FFmpeg's log tells of a clip's video stream, beyond what the index tells the upload check."""

import re
from typing import Final, NamedTuple

from functions.photos.grade import VIDEO, Colours, colours_of
from vidx.media.clip import ClipFacts

_FILE_START: Final = re.compile(r"Duration: [^,]*, start: (-?[\d.]+)")
_STREAM_START: Final = re.compile(r", start (-?[\d.]+)")
_RATE: Final = re.compile(r", ([\d.]+) fps")
USUAL_RATE: Final = 30.0
_BROKEN: Final = re.compile(
    r"\[dec:\S+ @ [^]]*\] (?:Error submitting packet to decoder|Decoding error|corrupt decoded frame)"
)
_UNDECODABLE: Final = re.compile(r"Skipping invalid undecodable NALU")
"""HEVC shows no frame that refers to a lost one; other decoders show it with the picture before in the gaps."""
FEW: Final = 2
MAX_BROKEN: Final = 0.1
MAX_MISSING: Final = 1 / 3
_PIXEL_SHAPE: Final = re.compile(r"SAR (\d+):(\d+)")


class Stream(NamedTuple):
    """Upright size in square pixels, seconds from the file's start to the first frame, colours, frames a second."""

    width_px: int
    height_px: int
    start_s: float
    colours: Colours
    frames_per_s: float


def read_stream(log: str, facts: ClipFacts) -> Stream:
    """The first video stream of the input in FFmpeg's `log`.

    The size is that of `facts`, unless only the pictures themselves (H.264's SPS, for instance) tell that their pixels
    are not square.
    """
    match = VIDEO.search(log)
    line = log[match.start() :].splitlines()[0] if match else ""
    starts = _STREAM_START.search(line), _FILE_START.search(log)
    stream_s, file_s = (float(start[1]) if start else 0.0 for start in starts)
    width, height = _shown_size(line, (int(match[2]), int(match[3])), facts) if match else facts[1:3]
    rate = _RATE.search(line)
    frames_per_s = float(rate[1]) if rate else USUAL_RATE
    return Stream(width, height, max(stream_s - file_s, 0.0), colours_of(log), frames_per_s)


def is_damaged(log: str, frames: float) -> bool:
    """Whether too many of a clip's `frames` were broken or missing when FFmpeg decoded them.

    Decoders replace what is broken by the picture before, so a damaged stretch looks frozen or grey.
    """
    broken = len(_BROKEN.findall(log))
    missing = broken + len(_UNDECODABLE.findall(log))
    return broken > max(FEW, frames * MAX_BROKEN) or missing > max(FEW, frames * MAX_MISSING)


def _shown_size(line: str, coded: tuple[int, int], facts: ClipFacts) -> tuple[int, int]:
    size = facts.width_px, facts.height_px
    shape = _PIXEL_SHAPE.search(line)
    across, down = (int(shape[1]), int(shape[2])) if shape else (1, 1)
    if not across or not down or across == down or sorted(size) != sorted(coded):
        return size
    if size == coded:
        return round(size[0] * across / down), size[1]
    return size[0], round(size[1] * across / down)
