"""One video clip from a file of any accepted kind to a silent, upright BT.709 working clip of its best seconds."""

from pathlib import Path
from typing import Final

from functions.photos.ffmpeg import OUT, FfmpegFailed, Reader
from functions.photos.grade import TABLE, Colours, chain, colours_of
from functions.photos.hdr import TRANSFERS, cube
from functions.photos.moments import SAMPLES_PER_S, WIDTH_PX, Moment, Watcher, best_moment
from vidx import options
from vidx.clip import ClipFacts, unusable_clip
from vidx.errors import UnusableClip

RECIPE: Final = "1"
"""Part of the working copies' fingerprint: another value has all of them made again."""
LONG_SIDE_PX: Final = 1920
"""The film's own: a clip moves by itself, so that no camera needs room to move in it."""
EASY_PX: Final = 60 * 30 * 1920 * 1080
"""Pixels in all frames of a minute at 1080 p. Of a larger clip only the key frames are looked at."""
FRAMES_PER_S: Final = 30
"""As most clips have; only for telling how much work a clip is."""
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
        UnusableClip: the clip cannot be decoded, or takes too long.
        RenderFailed: FFmpeg cannot be started.
    """
    reader = Reader(ffmpeg, clip)
    try:
        moment, colours = _look_through(reader, facts)
        if colours.transfer in TRANSFERS:
            (clip.parent / TABLE).write_text(cube(colours.transfer))
        reader.run(("-ss", f"{moment.start_s:.3f}"), _recipe(facts, colours, moment, out), 1, lambda _: None)
    except FfmpegFailed as error:
        raise _unreadable(index) from error
    if not out.exists() or not out.stat().st_size:
        raise _unreadable(index)
    return moment


def _unreadable(index: int) -> UnusableClip:
    return unusable_clip(index, "is damaged and cannot be read; export it again as H.264 MP4")


def _look_through(reader: Reader, facts: ClipFacts) -> tuple[Moment, Colours]:
    width = WIDTH_PX
    height = max(2, round(width * facts.height_px / facts.width_px))
    watcher = Watcher((width, height))
    easy = facts.width_px * facts.height_px * facts.duration_s * FRAMES_PER_S <= EASY_PX
    picked = () if easy else ("-skip_frame", "nokey")
    small = f"fps={SAMPLES_PER_S},scale={width}:{height}:flags=area,format=gray"
    after = ("-t", str(options.MAX_CLIP_S), "-vf", small, "-f", "rawvideo", OUT)
    said = reader.run(picked, after, width * height, watcher.see)
    if not watcher.samples:
        raise FfmpegFailed("no frame could be decoded")
    return best_moment(watcher.samples, facts.duration_s), colours_of(said)


def _recipe(facts: ClipFacts, colours: Colours, moment: Moment, out: Path) -> list[str]:
    filters = f"fps={options.FPS},{chain(colours, *working_size(facts.width_px, facts.height_px))}"
    length = ("-t", f"{moment.length_s:.3f}")
    return [*length, "-vf", filters, *X264, *COLOURS, *CLEAN, "-movflags", "+faststart", "-f", "mp4", str(out)]
