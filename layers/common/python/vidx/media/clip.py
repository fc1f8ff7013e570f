"""The checks of a video clip at upload: length, codec and size, from the index of its file. Nothing is decoded."""

import struct
from typing import Final, NamedTuple

from vidx import options
from vidx.errors import UnusableClip
from vidx.media.byte_source import ByteSource
from vidx.media.movie import IndexTooLarge, Orientation, VideoTrack, has_track, read_index, video_track
from vidx.media.photo import size_fault

TOLERANCE_S: Final = 0.5
"""Phones exceed their own limit by a few frames."""
CODECS: Final = frozenset({
    "avc1", "avc3", "hvc1", "hev1", "av01", "vp09", "vp08", "mp4v", "jpeg", "mjpa", "mjpb",
    "apco", "apcs", "apcn", "apch", "ap4h", "ap4x",
})  # fmt: skip
"""Sample entries of H.264, HEVC, AV1, VP8/9, MPEG-4, Motion JPEG and ProRes."""
ENCRYPTED: Final = "encv"
SOUND: Final = "soun"
INDEX_FAULT: Final = "lists more frames than can be read here; export it again as H.264 MP4 at 30 frames a second"


class ClipFacts(NamedTuple):
    """File format as shown to people, upright size in square pixels, length, codec, and orientation."""

    file_format: str
    width_px: int
    height_px: int
    duration_s: float
    codec: str
    orientation: Orientation = Orientation()


def inspect_clip(file_format: str, source: ByteSource, index: int = 0) -> ClipFacts:
    """Check clip number `index` (from 0, photos counted too).

    Args:
        file_format: as `clip_format` returned it.

    Raises:
        UnusableClip: too large, cut off, without pictures, of an unusable codec, size or length.
    """
    check_clip_bytes(source.size_bytes, index)
    try:
        moov = read_index(source)
        track = None if moov is None else video_track(moov, source.size_bytes)
    except IndexTooLarge as error:
        raise unusable_clip(index, INDEX_FAULT) from error
    except (struct.error, ZeroDivisionError) as error:
        raise _damaged_clip(file_format, index) from error
    if moov is None or (track is None and not has_track(moov, SOUND)):
        raise _damaged_clip(file_format, index)
    if track is None:
        raise unusable_clip(index, "has no pictures, only sound; use a video")
    duration_s = _checked_duration_s(track, index)
    _check_codec(track, index)
    _check_size(track, index)
    return ClipFacts(file_format, track.width_px, track.height_px, duration_s, track.codec, track.orientation)


def check_clip_bytes(size_bytes: int, index: int) -> None:
    """Raise `UnusableClip` for an empty file and for one over the limit."""
    if fault := size_fault(size_bytes, options.MAX_CLIP_BYTES, "cut it shorter"):
        raise unusable_clip(index, fault)


def unusable_clip(index: int, fault: str) -> UnusableClip:
    """Return the error for clip number `index` (from 0, photos counted too)."""
    return UnusableClip(f"clip {index + 1} {fault}", field=f"photos[{index}]")


def _damaged_clip(file_format: str, index: int) -> UnusableClip:
    return unusable_clip(index, f"is a damaged or incomplete {file_format} file; export or upload it again")


def _checked_duration_s(track: VideoTrack, index: int) -> float:
    if track.duration_s is None:
        raise unusable_clip(index, "does not tell its length, as recordings meant for streaming; export it as MP4")
    if track.duration_s > options.MAX_CLIP_S + TOLERANCE_S:
        longest = options.MAX_CLIP_S
        raise unusable_clip(
            index, f"is {track.duration_s:.0f} s long; at most {longest} s are allowed, so cut it shorter"
        )
    if track.duration_s < options.MIN_CLIP_S:
        shortest = options.MIN_CLIP_S
        raise unusable_clip(
            index, f"is only {track.duration_s:.1f} s long; use one of at least {shortest} s, or a photo"
        )
    return track.duration_s


def _check_codec(track: VideoTrack, index: int) -> None:
    if track.codec == ENCRYPTED:
        raise unusable_clip(index, "is copy-protected; use one of your own recordings")
    if track.codec not in CODECS:
        name = "".join(ch for ch in track.codec if ch.isalnum()) or "unknown"
        raise unusable_clip(index, f"has pictures of a kind that cannot be read here ({name}); export it as H.264 MP4")


def _check_size(track: VideoTrack, index: int) -> None:
    size = track.width_px, track.height_px
    if min(size) < options.MIN_PHOTO_SIDE_PX:
        smallest = f"{options.MIN_PHOTO_SIDE_PX}×{options.MIN_PHOTO_SIDE_PX}"
        raise unusable_clip(index, f"has only {_pixels(size)} pixels; use a clip of at least {smallest}")
    largest = max(size, track.coded_px, key=max)
    if max(largest) > options.MAX_CLIP_SIDE_PX:
        limit = f"{options.MAX_CLIP_SIDE_PX:,} a side"
        raise unusable_clip(index, f"has {_pixels(largest)} pixels; use one of at most 4K ({limit})")


def _pixels(size: tuple[int, int]) -> str:
    return "{:,}×{:,}".format(*size)
