"""Is this a video clip we can use? Answered from its index, before anything is decoded or paid for."""

import struct
from typing import Final, NamedTuple

from vidx import options
from vidx.errors import UnusableClip
from vidx.media.clip_header import Track, Turn, has_track, video_track
from vidx.media.iso_bmff import HEADER_BYTES, Box, boxes
from vidx.media.photo import MIB, size_fault
from vidx.media.source import Read

MAX_INDEX_BYTES: Final = 8 * MIB
"""A minute's index takes some 200 kB."""
MAX_TOP_BOXES: Final = 64
SPARE_S: Final = 0.5
"""Phones overrun their own limit by a few frames."""
CODECS: Final = frozenset({
    "avc1", "avc3", "hvc1", "hev1", "av01", "vp09", "vp08", "mp4v", "jpeg", "mjpa", "mjpb",
    "apco", "apcs", "apcn", "apch", "ap4h", "ap4x",
})  # fmt: skip
"""Sample entries of H.264, HEVC, AV1, VP8/9, MPEG-4, Motion JPEG and ProRes."""
LOCKED: Final = "encv"
SOUND: Final = "soun"


class ClipFacts(NamedTuple):
    """What the index tells: kind as shown to people, size in pixels as shown upright, length in seconds, codec, and how
    the pictures are turned when shown."""

    kind: str
    width_px: int
    height_px: int
    duration_s: float
    codec: str
    turn: Turn = Turn()


def inspect_clip(kind: str, read: Read, size_bytes: int, index: int = 0) -> ClipFacts:
    """Judge clip number `index` (from 0, photos counted too), a file of `kind` that is read in pieces.

    Raises:
        UnusableClip: too large, cut off, without pictures, of an unusable codec, size or length.
    """
    refuse_clip_size(size_bytes, index)
    try:
        movie = _index_of(read, size_bytes)
        track = None if movie is None else video_track(movie, size_bytes)
    except (struct.error, ZeroDivisionError) as error:
        raise _damaged(kind, index) from error
    if movie is None or (track is None and not has_track(movie, SOUND)):
        raise _damaged(kind, index)
    if track is None:
        raise unusable_clip(index, "has no pictures, only sound; use a video")
    length_s, codec = _length_s(track, index), _codec(track, index)
    return ClipFacts(kind, track.width_px, track.height_px, length_s, codec, track.turn)


def refuse_clip_size(size_bytes: int, index: int) -> None:
    """Raises `UnusableClip` for an empty file and for one over the limit."""
    if fault := size_fault(size_bytes, options.MAX_CLIP_BYTES, "cut it shorter"):
        raise unusable_clip(index, fault)


def unusable_clip(index: int, fault: str) -> UnusableClip:
    """The error for clip number `index` (from 0, photos counted too)."""
    return UnusableClip(f"clip {index + 1} {fault}", field=f"photos[{index}]")


def _damaged(kind: str, index: int) -> UnusableClip:
    return unusable_clip(index, f"is a damaged or incomplete {kind} file; export or upload it again")


def _index_of(read: Read, size_bytes: int) -> bytes | None:
    """Content of the `moov` box; None when it is not there or a box reaches past the file's end."""
    start, movie = 0, None
    for _ in range(MAX_TOP_BOXES):
        header = read(start, HEADER_BYTES) if start + 8 <= size_bytes else b""
        box = next(boxes(header, 0, size_bytes - start), None)
        if box is None:
            return movie
        if start + box.end > size_bytes:
            return None
        if box.kind == b"moov" and box.end - box.content <= MAX_INDEX_BYTES:
            movie = _whole(read, start, box)
        start += box.end
    return movie


def _whole(read: Read, start: int, box: Box) -> bytes:
    return read(start + box.content, box.end - box.content)


def _length_s(track: Track, index: int) -> float:
    if track.duration_s is None:
        raise unusable_clip(index, "does not tell its length, as recordings meant for streaming; export it as MP4")
    if track.duration_s > options.MAX_CLIP_S + SPARE_S:
        most = options.MAX_CLIP_S
        raise unusable_clip(index, f"is {track.duration_s:.0f} s long; at most {most} s are allowed, so cut it shorter")
    if track.duration_s < options.MIN_CLIP_S:
        least = options.MIN_CLIP_S
        raise unusable_clip(index, f"is only {track.duration_s:.1f} s long; use one of at least {least} s, or a photo")
    return track.duration_s


def _codec(track: Track, index: int) -> str:
    if track.codec == LOCKED:
        raise unusable_clip(index, "is copy-protected; use one of your own recordings")
    if track.codec not in CODECS:
        name = "".join(ch for ch in track.codec if ch.isalnum()) or "unknown"
        raise unusable_clip(index, f"has pictures of a kind that cannot be read here ({name}); export it as H.264 MP4")
    pixels = f"{track.width_px:,}×{track.height_px:,}"
    if min(track.width_px, track.height_px) < options.MIN_PHOTO_SIDE_PX:
        smallest = f"{options.MIN_PHOTO_SIDE_PX}×{options.MIN_PHOTO_SIDE_PX}"
        raise unusable_clip(index, f"has only {pixels} pixels; use a clip of at least {smallest}")
    if max(track.width_px, track.height_px, *track.coded_px) > options.MAX_CLIP_SIDE_PX:
        pixels = "{:,}×{:,}".format(*max((track.width_px, track.height_px), track.coded_px, key=max))
        raise unusable_clip(index, f"has {pixels} pixels; use one of at most 4K ({options.MAX_CLIP_SIDE_PX:,} a side)")
    return track.codec
