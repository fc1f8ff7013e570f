"""A shot's frames from a clip, which an FFmpeg process decodes while they are drawn."""

import struct
import subprocess
from pathlib import Path

import numpy as np

from functions.render.compositing.canvas import BLUR_DIM, BLUR_SHRINK, BLUR_SIGMA_PX
from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.planning.framing import Layout, crop_to
from functions.render.planning.plan import Clip
from vidx.errors import RenderStalled
from vidx.ffmpeg import SAFE_INPUT, FFmpeg, FFmpegStalled, check_not_killed, read_frame
from vidx.media.byte_source import ByteSource
from vidx.media.movie import read_index, video_track
from vidx.options import FPS


def read_clip(path: Path, best_s: float) -> Clip:
    """Read size and length of the working clip at `path`; `best_s` is where its best part starts, in seconds.

    Raises:
        UnreadablePicture: the file is not a complete MP4, although the photos stage wrote it.
    """
    try:
        moov = read_index(ByteSource.from_path(path))
        track = None if moov is None else video_track(moov)
    except (struct.error, ZeroDivisionError):
        track = None
    if track is None or track.duration_s is None:
        raise UnreadablePicture("the working copy of a clip cannot be read")
    return Clip(path, (track.width_px, track.height_px), round(track.duration_s * FPS), round(best_s * FPS))


def filter_graph(clip: Clip, layout: Layout, frame_format: FrameFormat) -> str:
    """Return FFmpeg's filter graph from the clip to the video's frames. It holds numbers only, no text of the seller.

    A clip that does not fill the frame lies over the same blurred background as a photo (`canvas`).
    """
    visible = _crop_filter(clip, layout.crop.left, layout.crop.top, layout.crop.width, layout.crop.height)
    if not layout.has_background:
        return f"{visible},{_scale_filter(frame_format.width, frame_format.height)}"
    area = crop_to(clip.size, frame_format.width / frame_format.height, None)
    background = _crop_filter(clip, area.left, area.top, area.width, area.height)
    small = _scale_filter(frame_format.width // BLUR_SHRINK, frame_format.height // BLUR_SHRINK)
    dim = ":".join(f"{plane}=(val-{zero})*{BLUR_DIM}+{zero}" for plane, zero in (("y", 16), ("u", 128), ("v", 128)))
    place = layout.place
    left, top = _even(place.left, frame_format.width), _even(place.top, frame_format.height)
    inset = _scale_filter(_even(place.width, frame_format.width), _even(place.height, frame_format.height))
    return (
        f"split[a][b];[a]{background},{small},gblur=sigma={BLUR_SIGMA_PX},lutyuv={dim},"
        f"{_scale_filter(*frame_format.size)}[back];"
        f"[b]{visible},{inset}[front];[back][front]overlay={left}:{top}:format=yuv420"
    )


def _crop_filter(clip: Clip, left: float, top: float, width: float, height: float) -> str:
    across, down = clip.size
    box = (_even(width, across), _even(height, down), _even(left, across), _even(top, down))
    return "crop={}:{}:{}:{}".format(*box)


def _scale_filter(width: int, height: int) -> str:
    return f"scale={max(2, width // 2 * 2)}:{max(2, height // 2 * 2)}:flags=bicubic"


def _even(share: float, side: int) -> int:
    return int(share * side / 2 + 1e-6) * 2


class ClipSource:
    """A `video.Source`: frames come through a pipe; when the clip ends too early, its last frame stays."""

    def __init__(self, process: "subprocess.Popen[bytes]", frame_format: FrameFormat, stall_s: float) -> None:
        self._process, self._stall_s = process, stall_s
        self._current: Image = np.empty(frame_format.frame_bytes, np.uint8)
        self._next: Image = np.empty(frame_format.frame_bytes, np.uint8)
        self._count = 0

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        """Copy the clip's frame into `buffer`.

        Raises:
            UnreadablePicture: FFmpeg delivered no frame at all.
            RenderStalled: FFmpeg delivers nothing for `stall_s` seconds, or does not end after its last frame.
            ProcessKilled: FFmpeg is killed.
        """
        while self._count <= frame and self._read_next():
            self._count += 1
        if not self._count:
            raise UnreadablePicture("the working copy of a clip cannot be read")
        np.copyto(buffer.pixels, self._current)

    def _read_next(self) -> bool:
        assert self._process.stdout is not None
        try:
            if not read_frame(self._process.stdout.fileno(), self._next.data, self._stall_s):
                check_not_killed(self._process.wait(self._stall_s))
                return False
        except FFmpegStalled as error:
            raise RenderStalled(str(error)) from error
        except subprocess.TimeoutExpired as error:
            raise RenderStalled(f"FFmpeg did not end within {self._stall_s:g} s") from error
        self._current, self._next = self._next, self._current
        return True

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def open_clip(
    ffmpeg: FFmpeg, clip: Clip, layout: Layout, frame_format: FrameFormat, start: int, frames: int
) -> ClipSource:
    """Start decoding `frames` frames of a clip from its frame number `start` on.

    Raises:
        RenderFailed: FFmpeg cannot be started.
    """
    seek = ("-ss", f"{(start - 0.5) / FPS:.4f}") if start else ()
    arguments = [
        *seek, "-threads", "1", *SAFE_INPUT, str(clip.path), "-map", "0:v", "-frames:v", str(frames),
        "-filter_complex_threads", "1", "-vf", filter_graph(clip, layout, frame_format),
        "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1",
    ]  # fmt: skip
    return ClipSource(ffmpeg.start_decoder(arguments), frame_format, ffmpeg.stall_s)
