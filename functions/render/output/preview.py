"""A silent preview of three seconds: moments of up to three shots, small, as an animated WebP."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import SAFE_INPUT, FFmpeg
from functions.render.planning.timeline import FADE_FRAMES, Shot
from vidx.options import FPS

LENGTH_S: Final = 3
SHORT_SIDE_PX: Final = 270
FRAME_STEP: Final = 3
"""One frame in so many is shown: 10 a second."""
MOMENTS: Final = 3
MIN_CLEAR_FRAMES: Final = 20
"""A shot that is clear of fades for less is left out, as long as there is another."""
WEBP: Final = ("-c:v", "libwebp", "-quality", "55", "-compression_level", "1", "-loop", "0")
"""Frames by themselves: under a moving camera libwebp's animation encoder finds nothing to leave out, in thrice the
time."""
FRAMES: Final = "preview.yuv"
PREVIEW: Final = "preview.webp"


def preview_frames(shots: Sequence[Shot], last: int) -> frozenset[int]:
    """Numbers of the frames to show: the middles of the first shots of different photos, all before frame `last`.

    More than `MOMENTS` are shown where so many are too short for `LENGTH_S`.
    """
    clear = [(shot.start + FADE_FRAMES, min(shot.end - FADE_FRAMES, last)) for shot in shots if shot.take == 0]
    long = [(start, end) for start, end in clear if end - start >= MIN_CLEAR_FRAMES] or [(0, shots[0].end)]
    shown = LENGTH_S * FPS // FRAME_STEP
    room = [(end - start) // FRAME_STEP for start, end in long]
    count = next((n for n in range(min(MOMENTS, len(long)), len(long)) if min(room[:n]) * n >= shown), len(long))
    found: set[int] = set()
    for left, (start, end), most in zip(range(count, 0, -1), long, room, strict=False):
        length = min(-(-(shown - len(found)) // left), most)
        begins = start + (end - start - length * FRAME_STEP) // 2
        found |= set(range(begins, begins + length * FRAME_STEP, FRAME_STEP))
    return frozenset(found)


class PreviewRecorder:
    """Watches the film go by and keeps some frames, shrunk."""

    def __init__(self, frame_format: FrameFormat, wanted: frozenset[int]) -> None:
        scale = min(SHORT_SIDE_PX / min(frame_format.size), 1.0)
        self._form, self._wanted = frame_format, wanted
        self._small = FrameFormat(*(max(2, round(side * scale / 2) * 2) for side in frame_format.size))
        self._kept: list[Image] = []

    def watch(self, frame: int, buffer: FrameBuffer) -> None:
        """Look at one frame, before anything is written on it."""
        if frame not in self._wanted:
            return
        small = np.empty(self._small.frame_bytes, np.uint8)
        for plane, target in zip(self._form.planes(buffer.shown), self._small.planes(small), strict=True):
            target[:] = downscale(plane, target.shape[::-1])
        self._kept.append(small)

    def write(self, ffmpeg: FFmpeg) -> Path:
        """The frames as a file; WebP's colours are those of BT.601.

        Raises:
            RenderFailed: FFmpeg fails.
        """
        (ffmpeg.folder / FRAMES).write_bytes(b"".join(frame.tobytes() for frame in self._kept))
        size = f"{self._small.width}x{self._small.height}"
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(FPS // FRAME_STEP), *SAFE_INPUT, FRAMES]
        turn = "scale=in_color_matrix=bt709:out_color_matrix=bt601:in_range=tv:out_range=tv"
        ffmpeg.run(*raw, "-vf", turn, "-pix_fmt", "yuv420p", *WEBP, "-map_metadata", "-1", PREVIEW)
        return ffmpeg.folder / PREVIEW
