"""Makes a clip's working copy: a silent, upright BT.709 video of its best seconds."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from functions.photos.best_seconds import SAMPLES_PER_S, WIDTH_PX, Excerpt, FrameSampler, Sample, best_excerpt
from functions.photos.tone_mapping import TRANSFERS, hdr_lut
from vidx import options
from vidx.errors import RenderStalled, UnusableClip
from vidx.ffmpeg import (
    LOCAL_ONLY,
    SAFE_INPUT,
    UPLOAD_MEMORY_BYTES,
    UPLOAD_THREADS,
    FFmpeg,
    FFmpegFailed,
    FFmpegStalled,
    FFmpegTooSlow,
)
from vidx.media.byte_source import ByteSource
from vidx.media.clip import ClipFacts, unusable_clip
from vidx.media.movie import Orientation, read_index, video_track

RECIPE: Final = "4"
"""Part of the working copies' fingerprint. A new value makes all of them again."""
SHEET_RECIPE: Final = "1"
"""Part of the contact sheets' fingerprint. A new value makes all of them again."""
LONG_SIDE_PX: Final = 1920
"""Long side of the video: the camera does not move over a clip, so no larger working copy is needed."""
MAX_PIXELS: Final = options.MAX_CLIP_SIDE_PX**2
DECODERS: Final = "h264,hevc,libdav1d,av1,vp9,libvpx-vp9,vp8,libvpx,mpeg4,mjpeg,prores"
FULL_SAMPLING_PIXELS: Final = 60 * 30 * 1920 * 1080
"""Pixels in all frames of a minute at 1080p. Of a larger clip only the key frames are sampled."""
KEY_FRAMES: Final = ("-skip_frame", "nokey")
DEINTERLACE: Final = "bwdif=mode=send_field:deint=interlaced"
"""One frame for each field of an interlaced frame; other frames pass unchanged. The lines of a field are horizontal
until the frame is rotated, so FFmpeg's automatic rotation, which comes first, is switched off."""
NO_AUTOROTATION: Final = ("-display_rotation", "0")
"""Replaces the file's matrix, so that the working copy does not carry it either."""
ROTATION_FILTERS: Final = ("transpose=cclock_flip", "hflip", "vflip")
"""In the order of the fields of `Orientation`."""
CLIP_TIME_LIMIT_S: Final = 80.0
"""For all runs of FFmpeg on one clip. A minute of 4K at 60 frames a second, the largest clip, takes 27.5 s of processor
time, and ten clips must fit into the time-out of the function (docs/limits.md)."""
TOO_SLOW_FAULT: Final = (
    "takes too long to prepare; use fewer seconds of it, or export it in 1080p at 30 frames a second"
)
DAMAGE_FAULT: Final = "is damaged: a part of its pictures is missing; export or upload it again"
BT709_TAGS: Final = ("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
MAX_BITRATE: Final = ("-maxrate", "40M", "-bufsize", "40M")
"""Only clips of noise come near it. Ten working clips of the longest kind then fit on the render function's disk."""
X264: Final = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-g", "15", "-threads", "2", *MAX_BITRATE)
"""Key frames are close together, so that a shot may start anywhere."""
NO_METADATA: Final = ("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
"""Neither sound nor data, nor time and place of the recording."""

SDR: Final = "bt709"
MATRICES: Final = frozenset({"bt709", "bt470bg", "smpte170m", "smpte240m", "fcc", "bt2020nc", "bt2020c"})
PRIMARIES: Final = frozenset({
    "bt709", "bt470m", "bt470bg", "smpte170m", "smpte240m", "film", "bt2020", "smpte428", "smpte431", "smpte432",
})  # fmt: skip
RANGES: Final = {"tv": "limited", "pc": "full"}
HD_LINES: Final = 720
"""Untagged pictures from this height on are BT.709, smaller ones BT.601."""
EVEN_CROP: Final = "crop=iw-mod(iw\\,2):ih-mod(ih\\,2):0:0:exact=1"
"""zscale refuses 4:2:0 and 4:2:2 pictures with an odd side, so their last column or row is cut off."""
LUT_FILE: Final = "hdr.cube"

DEFAULT_FRAME_RATE: Final = 30.0
MIN_FRAMES: Final = 2
"""This many broken or missing frames are always tolerated."""
MAX_BROKEN: Final = 0.1
MAX_MISSING: Final = 1 / 3
_VIDEO_STREAM: Final = re.compile(r"Video: .*?, \w+(?:\(((?:[^()]|\([^()]*\))*)\))?, (\d+)x(\d+)")
"""Colours in parentheses (which may contain parentheses, as in `top coded first (swapped)`), width and height."""
_FILE_START: Final = re.compile(r"Duration: [^,]*, start: (-?[\d.]+)")
_STREAM_START: Final = re.compile(r", start (-?[\d.]+)")
_FRAME_RATE: Final = re.compile(r", ([\d.]+) fps")
_PIXEL_ASPECT: Final = re.compile(r"SAR (\d+):(\d+)")
_BROKEN_FRAME: Final = re.compile(
    r"\[dec:\S+ @ [^]]*\] (?:Error submitting packet to decoder|Decoding error|corrupt decoded frame)"
)
_MISSING_FRAME: Final = re.compile(r"Skipping invalid undecodable NALU")
"""The HEVC decoder leaves out frames that refer to a lost one; other decoders fill the gaps with the last picture."""


SHEET_FILTERS: Final = (
    f"select=not(mod(n\\,{options.FPS})),scale=480:480:force_original_aspect_ratio=decrease,"
    "pad=480:480:(ow-iw)/2:(oh-ih)/2,tile=4x3"
)
"""Twelve frames, one of each second of the longest working copy."""


class ClipColours(NamedTuple):
    """How the pictures are encoded, by FFmpeg's names. Each is safe to be written into a filter."""

    range: str
    matrix: str
    primaries: str
    transfer: str


class Stream(NamedTuple):
    """The video stream: upright size in square pixels, seconds from the file's start to the first frame, colours,
    frames per second.
    """

    width_px: int
    height_px: int
    start_s: float
    colours: ClipColours
    frames_per_s: float


def make_working_clip(ffmpeg: Path, clip: Path, facts: ClipFacts, index: int, out: Path) -> Excerpt:
    """Write the working copy of clip number `index` (from 0) to `out`; return which seconds it shows.

    FFmpeg works in the folder of `clip`.

    Raises:
        UnusableClip: the clip cannot be decoded, too many of its frames are broken, or it takes too long.
        RenderFailed: FFmpeg cannot be started.
        RenderStalled: FFmpeg makes no progress, which is no fault of the clip.
    """
    reader = ClipReader(ffmpeg, clip)
    try:
        stream = parse_stream(reader.run((), ("-frames:v", "1", "-f", "null", "-")), facts)
        excerpt = _find_best_seconds(reader, facts, stream)
        if stream.colours.transfer in TRANSFERS:
            (clip.parent / LUT_FILE).write_text(hdr_lut(stream.colours.transfer))
        before = (*NO_AUTOROTATION, *_seek(stream.start_s + excerpt.start_s))
        log = reader.run(before, _transcoding(stream, facts.orientation, excerpt, out))
    except FFmpegStalled as error:
        raise RenderStalled(str(error)) from error
    except FFmpegTooSlow as error:
        raise unusable_clip(index, TOO_SLOW_FAULT) from error
    except FFmpegFailed as error:
        raise _unreadable_clip(index) from error
    if not _duration_s(out):
        raise _unreadable_clip(index)
    if is_damaged(log, excerpt.length_s * stream.frames_per_s):
        raise unusable_clip(index, DAMAGE_FAULT)
    return excerpt


def make_contact_sheet(ffmpeg: Path, working: Path, out: Path) -> None:
    """Write one JPEG with the first frame of each second of a working copy to `out`.

    FFmpeg works in the folder of `working`.

    Raises:
        RenderFailed: FFmpeg cannot be started, or fails.
    """
    output = ("-vf", SHEET_FILTERS, "-frames:v", "1", "-q:v", "3", "-f", "image2", "-update", "1", str(out))
    FFmpeg(ffmpeg, working.parent).run(*SAFE_INPUT, str(working), *output)


class ClipReader:
    """FFmpeg that reads one clip: one container format, known decoders, bounded memory, threads, size and time."""

    def __init__(self, ffmpeg: Path, clip: Path) -> None:
        self._ffmpeg = FFmpeg(ffmpeg, clip.parent, UPLOAD_MEMORY_BYTES)
        self._deadline_s = time.monotonic() + CLIP_TIME_LIMIT_S
        self._input = (
            *LOCAL_ONLY, "-f", "mov", "-codec_whitelist", DECODERS,
            "-max_pixels", str(MAX_PIXELS), "-threads", str(UPLOAD_THREADS),
        )  # fmt: skip
        self._clip = clip

    def run(self, before: Sequence[str], after: Sequence[str], sampler: FrameSampler | None = None) -> str:
        """Run FFmpeg and return its log.

        Args:
            before: options of the input.
            after: what follows the input.
            sampler: receives the frames, when `after` writes them to `pipe:1`.

        Raises:
            FFmpegTooSlow: all runs together take longer than `CLIP_TIME_LIMIT_S`.
            FFmpegStalled: it makes no progress.
            FFmpegFailed: the file cannot be read.
            RenderFailed: FFmpeg cannot be started.
        """
        arguments = [*self._input, *before, "-i", str(self._clip), "-map", "0:V:0", *after]
        ffmpeg = replace(self._ffmpeg, time_limit_s=max(0.0, self._deadline_s - time.monotonic()))
        if sampler is None:
            return ffmpeg.transcode(arguments, level="repeat+info")
        return ffmpeg.read_frames(arguments, sampler.frame_bytes, sampler.add, level="repeat+info")


def _unreadable_clip(index: int) -> UnusableClip:
    return unusable_clip(index, "is damaged and cannot be read; export it again as H.264 MP4")


def _duration_s(working: Path) -> float:
    """Return the length of a working copy; 0 when FFmpeg found no frame for it."""
    moov = read_index(ByteSource.from_path(working)) if working.exists() else None
    track = None if moov is None else video_track(moov)
    return 0.0 if track is None else track.duration_s or 0.0


def _seek(start_s: float) -> tuple[str, ...]:
    """Return options that count timestamps from `start_s`.

    Earlier frames are kept: the last of them is the one on screen at `start_s`.
    """
    return ("-noaccurate_seek", "-ss", f"{start_s:.3f}")


def _find_best_seconds(reader: ClipReader, facts: ClipFacts, stream: Stream) -> Excerpt:
    pixels = facts.width_px * facts.height_px * facts.duration_s * stream.frames_per_s
    samples = [] if pixels <= FULL_SAMPLING_PIXELS else _samples(reader, stream, KEY_FRAMES)
    if not samples:  # a trimmed clip may have no key frame in its visible part
        samples = _samples(reader, stream, ())
    if not samples:
        raise FFmpegFailed("no frame could be decoded")
    return best_excerpt(samples, facts.duration_s)


def _samples(reader: ClipReader, stream: Stream, frame_selection: Sequence[str]) -> Sequence[Sample]:
    width = WIDTH_PX
    height = max(2, round(width * stream.height_px / stream.width_px))
    sampler = FrameSampler((width, height))
    filters = f"fps={SAMPLES_PER_S}:start_time=0,scale={width}:{height}:flags=area,format=gray"
    after = ("-t", str(options.MAX_CLIP_S), "-vf", filters, "-f", "rawvideo", "pipe:1")
    reader.run((*frame_selection, *_seek(stream.start_s)), after, sampler)
    return sampler.samples


def working_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Return the clip's size with its long side bounded: even, and never larger than the clip."""
    scale = min(1.0, LONG_SIDE_PX / max(width_px, height_px))
    width, height = (max(2, int(side * scale / 2) * 2) for side in (width_px, height_px))
    return width, height


def _transcoding(stream: Stream, orientation: Orientation, excerpt: Excerpt, out: Path) -> list[str]:
    size = working_size(stream.width_px, stream.height_px)
    rotation = "".join(f"{name}," for name, applies in zip(ROTATION_FILTERS, orientation, strict=True) if applies)
    filters = f"{DEINTERLACE},{rotation}fps={options.FPS}:start_time=0,{to_bt709(stream.colours, *size)}"
    length = ("-t", f"{excerpt.length_s:.3f}")
    output = ("-movflags", "+faststart", "-f", "mp4", str(out))
    return [*length, "-vf", filters, *X264, *BT709_TAGS, *NO_METADATA, *output]


def parse_stream(log: str, facts: ClipFacts) -> Stream:
    """Return the first video stream of the input in FFmpeg's log.

    Its size is that of `facts`, unless only the pictures themselves (for instance H.264's SPS) tell that their pixels
    are not square.
    """
    match = _VIDEO_STREAM.search(log)
    line = log[match.start() :].splitlines()[0] if match else ""
    starts = _STREAM_START.search(line), _FILE_START.search(log)
    stream_s, file_s = (float(start[1]) if start else 0.0 for start in starts)
    width, height = _presented_size(line, (int(match[2]), int(match[3])), facts) if match else facts[1:3]
    rate = _FRAME_RATE.search(line)
    frames_per_s = float(rate[1]) if rate else DEFAULT_FRAME_RATE
    return Stream(width, height, max(stream_s - file_s, 0.0), parse_colours(log), frames_per_s)


def _presented_size(line: str, coded: tuple[int, int], facts: ClipFacts) -> tuple[int, int]:
    size = facts.width_px, facts.height_px
    aspect = _PIXEL_ASPECT.search(line)
    across, down = (int(aspect[1]), int(aspect[2])) if aspect else (1, 1)
    if not across or not down or across == down or sorted(size) != sorted(coded):
        return size
    if size == coded:
        return round(size[0] * across / down), size[1]
    return size[0], round(size[1] * across / down)


def is_damaged(log: str, frames: float) -> bool:
    """Return whether too many of a clip's `frames` were broken or missing when FFmpeg decoded them.

    Decoders replace broken frames by the last picture, so a damaged part looks frozen or grey.
    """
    broken = len(_BROKEN_FRAME.findall(log))
    missing = broken + len(_MISSING_FRAME.findall(log))
    return broken > max(MIN_FRAMES, frames * MAX_BROKEN) or missing > max(MIN_FRAMES, frames * MAX_MISSING)


def parse_colours(log: str) -> ClipColours:
    """Return the colours of the first video stream in FFmpeg's log; what is missing is what cameras mean by it."""
    match = _VIDEO_STREAM.search(log)
    details = match[1] or "" if match else ""
    lines = min(int(match[2]), int(match[3])) if match else HD_LINES
    parts = details.split(", ")
    names = next((part.split("/") for part in parts if "/" in part or part in MATRICES), ["unknown"])
    matrix, primaries, transfer = (names * 3)[:3]  # one name stands for all three
    default = "bt709" if lines >= HD_LINES else "smpte170m"
    if transfer in TRANSFERS:
        default = "bt2020"
    return ClipColours(
        range=next((RANGES[part] for part in parts if part in RANGES), "limited"),
        matrix=matrix if matrix in MATRICES else {"bt2020": "bt2020nc"}.get(default, default),
        primaries=primaries if primaries in PRIMARIES else default,
        transfer=transfer if transfer in TRANSFERS else SDR,
    )


def to_bt709(colours: ClipColours, width: int, height: int) -> str:
    """Return filters that convert frames of `colours` to `width`×`height` in BT.709, limited range, 8 bits.

    HDR is tone-mapped by the table `LUT_FILE`, see `tone_mapping`; any other transfer stays as it was encoded.
    """
    source = f"rin={colours.range}:min={colours.matrix}:pin={colours.primaries}"
    size = f"{EVEN_CROP},zscale=w={width}:h={height}:f=spline36"
    output = "format=yuv420p,setsar=1"
    if colours.transfer in TRANSFERS:
        return (  # scaled before it is RGB, and with 16 bits, for which FFmpeg has SIMD code: half the work
            f"{size},zscale={source}:tin=bt709:m=gbr:r=full:p={colours.primaries}:t=bt709,format=gbrp16le,"
            f"lut3d=file={LUT_FILE}:interp=tetrahedral,setparams=color_primaries=bt709,"
            f"zscale=min=gbr:rin=full:m=bt709:r=limited,{output}"
        )
    return f"{size}:{source}:tin=bt709:r=limited:m=bt709:p=bt709:t=bt709,{output}"
