"""From frames to MP4: one FFmpeg fed through a pipe, which also burns in the captions; another joins it with the sound.

So the sound can be made while the pictures are.
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
from functions.render.ffmpeg import FONTS, SAFE_INPUT, FFmpeg, cpu_count, last_lines
from functions.render.output.frame_pipe import STALL_S, WAIT_S, FramePipe
from functions.render.output.provenance import MARK
from vidx.errors import RenderFailed
from vidx.options import FPS

VIDEO_STREAM: Final = "pictures.mp4"
VIDEO: Final = "film.mp4"
CAPTIONS: Final = "captions.ass"
COLOURS: Final = (
    "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
)  # fmt: skip
X264: Final = ("-c:v", "libx264", "-profile:v", "high", "-preset", "superfast", "-g", "60")
CONSTANT_QUALITY: Final = ("-crf", "20")
MIN_BITRATE: Final = 560_000
"""Of the pictures, in bits per second at full size. Platforms refuse or degrade less: TikTok's floor is 516 kbit/s."""
FALLBACK_BITRATE: Final = 800_000
"""Asked for where constant quality needs fewer bits than `MIN_BITRATE`; x264 meets it within a tenth."""
X264_PARAMS: Final = "mbtree=1:rc-lookahead=10:aq-strength=0.3:trellis=1"
"""superfast with macroblock tree: the quality of veryfast at two thirds of its time. Less adaptive quantisation than
x264's own 1.0 leaves more bits for edges and moving texture: at the same size and time VMAF 96.1 instead of 94.3, and
94.2 instead of 89.5 in the worst hundredth of the frames. Trellis quantisation adds 0.3 for a tenth more time and no
more bytes, which a lower CRF would need; CRF 20 adds 0.3 more for a seventh more bytes, so that films whose photos fill
the frame reach 96 too (`python -m benchmarks.quality`)."""


def raw_input(frame_format: FrameFormat) -> list[str]:
    """FFmpeg's description of the frames on its standard input."""
    size = f"{frame_format.width}x{frame_format.height}"
    return ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(FPS), *COLOURS, *SAFE_INPUT, "pipe:0"]


def min_rate_control(scale: float) -> tuple[str, ...]:
    """Rate control for pictures too plain for constant quality, of frames scaled by `scale` each way."""
    return ("-b:v", str(round(FALLBACK_BITRATE * scale**2)))


def is_below_min_bitrate(pictures: Path, seconds: float, scale: float) -> bool:
    """Whether the encoded pictures, `seconds` long, have a lower bitrate than platforms want."""
    return pictures.stat().st_size * 8 < MIN_BITRATE * scale**2 * seconds


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
    """FFmpeg's arguments that turn raw frames into those that are encoded. No word of the seller's is in them."""
    return [*raw_input(frame_format), "-vf", f"ass={CAPTIONS}:fontsdir={FONTS}"]


def mux(ffmpeg: FFmpeg) -> Path:
    """Write `VIDEO` from the finished pictures and sound, copied as they are.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    streams = ("-map", "0:v", "-map", "1:a", "-c", "copy", "-map_metadata", "-1")
    ffmpeg.run(*SAFE_INPUT, VIDEO_STREAM, *SAFE_INPUT, AUDIO, *streams, *MARK, "-movflags", "+faststart", VIDEO)
    return ffmpeg.folder / VIDEO


def _wait_for_exit(process: "subprocess.Popen[bytes]", while_waiting: Callable[[], None]) -> None:
    waiting_since_s = time.monotonic()
    while process.poll() is None:
        if time.monotonic() - waiting_since_s > STALL_S:
            raise RenderFailed(f"FFmpeg did not end within {STALL_S:.0f} s")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(WAIT_S)
        while_waiting()


def _send_frames(
    video: Compositor, pipe: FramePipe, report: Callable[[float], None], seen: Callable[[int, FrameBuffer], None]
) -> None:
    spare = FrameBuffer.of(video.frame_format)
    for frame in range(video.frames):
        done = frame / video.frames
        buffer = pipe.take(partial(report, done))
        if pipe.broken:
            return
        video.draw(frame, buffer, spare)
        seen(frame, buffer)
        pipe.send(buffer)
        report(done)


def encode(
    ffmpeg: FFmpeg,
    video: Compositor,
    report: Callable[[float], None],
    seen: Callable[[int, FrameBuffer], None],
    rate_control: Sequence[str] = CONSTANT_QUALITY,
) -> None:
    """Write `VIDEO_STREAM` from the film's frames and the captions in the workshop.

    Args:
        report: called with the share done (0…1) at least every second; whatever it raises stops FFmpeg at once.
        seen: shown every frame before it is encoded; what it draws onto it stays.

    Raises:
        RenderFailed: FFmpeg fails or hangs.
    """
    messages_path = ffmpeg.folder / "ffmpeg.log"
    with messages_path.open("wb") as messages:
        process = ffmpeg.start_encoder(
            [*captioned_frames(video.frame_format), *x264_output(cpu_count(), rate_control), VIDEO_STREAM], messages
        )
    assert process.stdin is not None
    pipe = FramePipe(process.stdin, video.frame_format.frame_bytes)
    try:
        _send_frames(video, pipe, report, seen)
        pipe.finish()
        _wait_for_exit(process, lambda: report(1.0))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        pipe.finish()
        pipe.join()
    if process.returncode:
        raise RenderFailed(f"FFmpeg failed: {last_lines(messages_path.read_text(errors='replace'))}")
