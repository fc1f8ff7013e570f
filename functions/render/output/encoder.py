"""Encoding: one FFmpeg process burns captions into the frames and encodes them, another muxes them with the audio.

So the audio can be mixed while the frames are encoded.
"""

import contextlib
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from functions.render.audio.mix import AUDIO
from functions.render.compositing.compositor import Compositor
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.frame_pipe import WAIT_S, FramePipe
from functions.render.output.provenance import MARK
from functions.render.subtitle_fonts import FONTS
from vidx.errors import RenderFailed, RenderStalled
from vidx.ffmpeg import SAFE_INPUT, FFmpeg, check_not_killed, cpu_count, last_lines
from vidx.options import FPS

VIDEO_STREAM: Final = "video-stream.mp4"
VIDEO: Final = "video.mp4"
CAPTIONS: Final = "captions.ass"
COLOURS: Final = (
    "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
)  # fmt: skip
X264: Final = ("-c:v", "libx264", "-profile:v", "high", "-preset", "superfast", "-g", "60")
CONSTANT_QUALITY: Final = ("-crf", "20")
MIN_BITRATE: Final = 560_000
"""Lowest video bitrate, in bit/s at full size. Platforms refuse or degrade less: TikTok's minimum is 516 kbit/s."""
FALLBACK_BITRATE: Final = 800_000
"""Target bitrate where constant quality needs less than `MIN_BITRATE`; x264 meets it within 10 %."""
X264_PARAMS: Final = "mbtree=1:rc-lookahead=10:aq-strength=0.3:trellis=1"
"""Measured with `python -m benchmarks.quality`:

- superfast with macroblock tree has the quality of veryfast in two thirds of its time;
- weaker adaptive quantisation than x264's default 1.0 leaves more bits for edges and moving texture: VMAF 96.1 instead
  of 94.3 at the same size and time, 94.2 instead of 89.5 in the worst 1 % of the frames;
- trellis quantisation adds 0.3 for 10 % more time and no more bytes;
- CRF 20 adds another 0.3 for a seventh more bytes, so that videos whose photos fill the frame reach 96 too.
"""


def raw_input(frame_format: FrameFormat) -> list[str]:
    """Return FFmpeg's input arguments for raw frames on its standard input."""
    size = f"{frame_format.width}x{frame_format.height}"
    return ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(FPS), *COLOURS, *SAFE_INPUT, "pipe:0"]


def min_rate_control(scale: float) -> tuple[str, ...]:
    """Return the rate control for videos below `MIN_BITRATE`; `scale` is the frame's scale on each side."""
    return ("-b:v", str(round(FALLBACK_BITRATE * scale**2)))


def is_below_min_bitrate(video_stream: Path, seconds: float, scale: float) -> bool:
    """Return whether an encoded video stream of `seconds` has a lower bitrate than the platforms require."""
    return video_stream.stat().st_size * 8 < MIN_BITRATE * scale**2 * seconds


def x264_output(threads: int, rate_control: Sequence[str] = CONSTANT_QUALITY) -> list[str]:
    return [
        *X264,
        *rate_control,
        "-x264-params",
        X264_PARAMS,
        "-threads",
        str(threads),
        "-pix_fmt",
        "yuv420p",
        *COLOURS,
    ]


def captioned_frames(frame_format: FrameFormat) -> list[str]:
    """Return FFmpeg's arguments that burn the captions into raw frames. They hold no text of the seller."""
    return [*raw_input(frame_format), "-vf", f"ass={CAPTIONS}:fontsdir={FONTS}"]


def mux(ffmpeg: FFmpeg) -> Path:
    """Write `VIDEO` from the encoded video and audio streams, without encoding them again.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    streams = ("-map", "0:v", "-map", "1:a", "-c", "copy", "-map_metadata", "-1")
    ffmpeg.run(*SAFE_INPUT, VIDEO_STREAM, *SAFE_INPUT, AUDIO, *streams, *MARK, "-movflags", "+faststart", VIDEO)
    return ffmpeg.folder / VIDEO


def _wait_for_exit(process: "subprocess.Popen[bytes]", stall_s: float, while_waiting: Callable[[], None]) -> None:
    """Wait until FFmpeg has ended; calls `while_waiting` about twice a second.

    Raises:
        RenderStalled: FFmpeg has not ended within `stall_s` seconds.
    """
    waiting_since_s = time.monotonic()
    while True:
        while_waiting()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(min(WAIT_S, stall_s))
        if process.returncode is not None:
            return
        if time.monotonic() - waiting_since_s > stall_s:
            raise RenderStalled(f"FFmpeg did not end within {stall_s:g} s")


def _send_frames(
    compositor: Compositor,
    pipe: FramePipe,
    report_progress: Callable[[float], None],
    on_frame: Callable[[int, FrameBuffer], None],
) -> None:
    scratch = FrameBuffer.of(compositor.frame_format)
    for frame in range(compositor.frame_count):
        share = frame / compositor.frame_count
        buffer = pipe.acquire(partial(report_progress, share))
        if pipe.broken:
            return
        compositor.draw(frame, buffer, scratch)
        on_frame(frame, buffer)
        pipe.send(buffer)
        report_progress(share)


def encode(
    ffmpeg: FFmpeg,
    compositor: Compositor,
    report_progress: Callable[[float], None],
    on_frame: Callable[[int, FrameBuffer], None],
    rate_control: Sequence[str] = CONSTANT_QUALITY,
) -> None:
    """Write `VIDEO_STREAM` from the compositor's frames and the captions in FFmpeg's folder.

    Args:
        report_progress: called with the completed share (0…1) at least every second; an exception stops FFmpeg at once.
        on_frame: called with the number and the buffer of every frame before it is encoded; it may draw on the frame.

    Raises:
        RenderFailed: FFmpeg fails.
        RenderStalled: FFmpeg makes no progress for `ffmpeg.stall_s` seconds.
        ProcessKilled: FFmpeg is killed.
    """
    log_path = ffmpeg.folder / "ffmpeg.log"
    with log_path.open("wb") as log:
        process = ffmpeg.start_encoder(
            [*captioned_frames(compositor.frame_format), *x264_output(cpu_count(), rate_control), VIDEO_STREAM], log
        )
    assert process.stdin is not None
    pipe = FramePipe(process.stdin, compositor.frame_format.frame_bytes, stall_s=ffmpeg.stall_s)
    try:
        _send_frames(compositor, pipe, report_progress, on_frame)
        pipe.finish()
        _wait_for_exit(process, ffmpeg.stall_s, lambda: report_progress(1.0))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        pipe.finish()
        pipe.join()
    check_not_killed(process.returncode)
    if process.returncode:
        raise RenderFailed(f"FFmpeg failed: {last_lines(log_path.read_text(errors='replace'))}")
