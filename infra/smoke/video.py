"""Check that a finished video can be played, by its index."""

import struct
from typing import NamedTuple

from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import top_level_boxes
from vidx.media.movie import has_track, read_index, video_track

CODEC = "avc1"
"""H.264, which every browser and phone plays."""
MAX_DRIFT_S = 0.5
"""Largest difference between the length in the file and the one that the API reports."""


class Playable(NamedTuple):
    """What a player learns from the index of a video."""

    codec: str
    width_px: int
    height_px: int
    duration_s: float


class Unplayable(Exception):
    """The video cannot be played, or is not the one that was reported."""


def check_video(file: bytes, reported_s: float) -> Playable:
    """Return codec, size and length of an MP4 file.

    Args:
        reported_s: length in seconds, as the API reports it.

    Raises:
        Unplayable: with the first fault.
    """
    index = _index_in_front(ByteSource.from_bytes(file))
    try:
        track = video_track(index, len(file))
    except (struct.error, ZeroDivisionError) as error:
        raise Unplayable(f"the index (moov) is damaged: {error}") from error
    if track is None or track.duration_s is None:
        raise Unplayable("the file has no pictures of a known length")
    if track.codec != CODEC:
        raise Unplayable(f"the pictures are {track.codec}, not {CODEC} (H.264)")
    if not has_track(index, "soun"):
        raise Unplayable("the file has no sound")
    if abs(track.duration_s - reported_s) > MAX_DRIFT_S:
        raise Unplayable(f"the file is {track.duration_s:.1f} s long, and the API reports {reported_s:.1f} s")
    return Playable(track.codec, track.width_px, track.height_px, track.duration_s)


def _index_in_front(source: ByteSource) -> bytes:
    """Return the index of the file, which comes before the pictures."""
    kinds = [box.kind for box in top_level_boxes(source)]
    if kinds[:1] != [b"ftyp"]:
        raise Unplayable(f"the file of {source.size_bytes} bytes is no MP4")
    index = read_index(source)
    if index is None:
        raise Unplayable("the file is cut off: it has no complete index (moov)")
    if b"mdat" not in kinds or kinds.index(b"moov") > kinds.index(b"mdat"):
        raise Unplayable("the index (moov) comes after the pictures, so that playing waits for the whole download")
    return index
