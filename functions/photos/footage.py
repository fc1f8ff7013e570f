"""One video clip from a file of any accepted kind to a silent, upright BT.709 working clip of its best seconds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from functions.photos.ffmpeg import OUT, FfmpegFailed, FfmpegTooSlow, Reader
from functions.photos.grade import TABLE, chain
from functions.photos.hdr import TRANSFERS, cube
from functions.photos.moments import SAMPLES_PER_S, WIDTH_PX, Moment, Sample, Watcher, best_moment
from functions.photos.stream import Stream, is_damaged, read_stream
from vidx import options
from vidx.errors import UnusableClip
from vidx.media.byte_source import ByteSource
from vidx.media.clip import ClipFacts, unusable_clip
from vidx.media.movie import Orientation, read_index, video_track

RECIPE: Final = "4"
"""Part of the working copies' fingerprint: another value has all of them made again."""
LONG_SIDE_PX: Final = 1920
"""The film's own: a clip moves by itself, so that no camera needs room to move in it."""
EASY_PX: Final = 60 * 30 * 1920 * 1080
"""Pixels in all frames of a minute at 1080 p. Of a larger clip only the key frames are looked at."""
KEY_FRAMES: Final = ("-skip_frame", "nokey")
DEINTERLACE: Final = "bwdif=mode=send_field:deint=interlaced"
"""A picture for each field of a frame marked as interlaced, as it was filmed; other frames pass unchanged. The lines of
a field lie side by side until the frame is turned, so FFmpeg's own turning, which comes first, is switched off."""
UNTURNED: Final = ("-display_rotation", "0")
"""Replaces the file's matrix, so that the working copy does not carry it either."""
TURNS: Final = ("transpose=cclock_flip", "hflip", "vflip")
"""Filters in the order of the fields of `Orientation`."""
TOO_SLOW: Final = "takes too long to prepare; use fewer seconds of it, or export it in 1080p at 30 frames a second"
DAMAGED: Final = "is damaged: a part of its pictures is missing; export or upload it again"
COLOURS: Final = ("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
MAX_BITRATE: Final = ("-maxrate", "40M", "-bufsize", "40M")
"""Only noise comes near it. Ten working clips of the longest kind then fit on the render function's disk."""
X264: Final = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-g", "15", "-threads", "2", *MAX_BITRATE)
"""Key frames lie close together, so that a shot may start anywhere."""
CLEAN: Final = ("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
"""Neither sound nor data, nor where and when it was recorded."""


def working_size(width_px: int, height_px: int) -> tuple[int, int]:
    """The clip's size with its long side bounded; even, and never larger than the clip."""
    scale = min(1.0, LONG_SIDE_PX / max(width_px, height_px))
    width, height = (max(2, int(side * scale / 2) * 2) for side in (width_px, height_px))
    return width, height


def develop_clip(ffmpeg: Path, clip: Path, facts: ClipFacts, index: int, out: Path) -> Moment:
    """Write the working copy of clip number `index` (from 0) to `out`, and tell which seconds it shows.

    FFmpeg works in the folder that the clip lies in.

    Raises:
        UnusableClip: the clip cannot be decoded, too many of its frames are broken, or it takes too long.
        RenderFailed: FFmpeg cannot be started.
    """
    reader = Reader(ffmpeg, clip)
    try:
        stream = read_stream(reader.run((), ("-frames:v", "1", "-f", "null", "-"), 1, lambda _: None), facts)
        moment = _look_through(reader, facts, stream)
        if stream.colours.transfer in TRANSFERS:
            (clip.parent / TABLE).write_text(cube(stream.colours.transfer))
        before = (*UNTURNED, *_seek(stream.start_s + moment.start_s))
        log = reader.run(before, _recipe(stream, facts.orientation, moment, out), 1, lambda _: None)
    except FfmpegTooSlow as error:
        raise unusable_clip(index, TOO_SLOW) from error
    except FfmpegFailed as error:
        raise _unreadable(index) from error
    if not _length_s(out):
        raise _unreadable(index)
    if is_damaged(log, moment.length_s * stream.frames_per_s):
        raise unusable_clip(index, DAMAGED)
    return moment


def _unreadable(index: int) -> UnusableClip:
    return unusable_clip(index, "is damaged and cannot be read; export it again as H.264 MP4")


def _length_s(working: Path) -> float:
    """Length of a working copy; 0 when FFmpeg found no frame to put into it."""
    index = read_index(ByteSource.from_path(working)) if working.exists() else None
    track = None if index is None else video_track(index)
    return 0.0 if track is None else track.duration_s or 0.0


def _seek(start_s: float) -> tuple[str, ...]:
    """Timestamps count from `start_s`. Earlier frames stay: the last of them is the one on screen at `start_s`."""
    return ("-noaccurate_seek", "-ss", f"{start_s:.3f}")


def _look_through(reader: Reader, facts: ClipFacts, stream: Stream) -> Moment:
    is_easy = facts.width_px * facts.height_px * facts.duration_s * stream.frames_per_s <= EASY_PX
    samples = [] if is_easy else _samples(reader, stream, KEY_FRAMES)
    if not samples:  # a trimmed clip may have none of its key frames in the part that is shown
        samples = _samples(reader, stream, ())
    if not samples:
        raise FfmpegFailed("no frame could be decoded")
    return best_moment(samples, facts.duration_s)


def _samples(reader: Reader, stream: Stream, picked: Sequence[str]) -> Sequence[Sample]:
    width = WIDTH_PX
    height = max(2, round(width * stream.height_px / stream.width_px))
    watcher = Watcher((width, height))
    small = f"fps={SAMPLES_PER_S}:start_time=0,scale={width}:{height}:flags=area,format=gray"
    after = ("-t", str(options.MAX_CLIP_S), "-vf", small, "-f", "rawvideo", OUT)
    reader.run((*picked, *_seek(stream.start_s)), after, width * height, watcher.see)
    return watcher.samples


def _recipe(stream: Stream, orientation: Orientation, moment: Moment, out: Path) -> list[str]:
    size = working_size(stream.width_px, stream.height_px)
    turning = "".join(f"{name}," for name, is_used in zip(TURNS, orientation, strict=True) if is_used)
    filters = f"{DEINTERLACE},{turning}fps={options.FPS}:start_time=0,{chain(stream.colours, *size)}"
    length = ("-t", f"{moment.length_s:.3f}")
    return [*length, "-vf", filters, *X264, *COLOURS, *CLEAN, "-movflags", "+faststart", "-f", "mp4", str(out)]
