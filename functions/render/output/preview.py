"""The preview: three silent seconds from up to three shots, small, as an animated WebP."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.planning.timeline import TRANSITION_FRAMES, Shot
from vidx.ffmpeg import SAFE_INPUT, FFmpeg
from vidx.options import FPS

LENGTH_S: Final = 3
SHORT_SIDE_PX: Final = 270
FRAME_STEP: Final = 3
"""Every third frame is shown: 10 per second."""
MAX_SHOTS: Final = 3
MIN_CLEAR_FRAMES: Final = 20
"""A shot with fewer frames outside its transitions is left out when there is another one."""
WEBP: Final = ("-c:v", "libwebp", "-quality", "55", "-compression_level", "1", "-loop", "0")
"""Each frame is encoded by itself: while the camera moves, libwebp's animation encoder saves nothing and takes three
times as long."""
FRAMES_FILE: Final = "preview.yuv"
PREVIEW: Final = "preview.webp"


def preview_frames(shots: Sequence[Shot], last: int) -> frozenset[int]:
    """Return the numbers of the frames to show: from the middle of each photo's first shot, all before frame `last`.

    More than `MAX_SHOTS` shots are shown when those are too short for `LENGTH_S`.
    """
    clear = [
        (shot.start + TRANSITION_FRAMES, min(shot.end - TRANSITION_FRAMES, last)) for shot in shots if shot.take == 0
    ]
    long = [(start, end) for start, end in clear if end - start >= MIN_CLEAR_FRAMES] or [(0, shots[0].end)]
    total = LENGTH_S * FPS // FRAME_STEP
    limits = [(end - start) // FRAME_STEP for start, end in long]
    count = next((n for n in range(min(MAX_SHOTS, len(long)), len(long)) if min(limits[:n]) * n >= total), len(long))
    numbers: set[int] = set()
    for shots_left, (start, end), limit in zip(range(count, 0, -1), long, limits, strict=False):
        length = min(-(-(total - len(numbers)) // shots_left), limit)
        first = start + (end - start - length * FRAME_STEP) // 2
        numbers |= set(range(first, first + length * FRAME_STEP, FRAME_STEP))
    return frozenset(numbers)


class PreviewRecorder:
    """Keeps small copies of some of the video's frames while they are drawn."""

    def __init__(self, frame_format: FrameFormat, numbers: frozenset[int]) -> None:
        scale = min(SHORT_SIDE_PX / min(frame_format.size), 1.0)
        self._frame_format, self._numbers = frame_format, numbers
        self._small = FrameFormat(*(max(2, round(side * scale / 2) * 2) for side in frame_format.size))
        self._frames: list[Image] = []

    def watch(self, frame: int, buffer: FrameBuffer) -> None:
        """Keep the frame if it is one of the preview's; call before overlays are drawn."""
        if frame not in self._numbers:
            return
        small = np.empty(self._small.frame_bytes, np.uint8)
        for plane, target in zip(self._frame_format.planes(buffer.read_only), self._small.planes(small), strict=True):
            target[:] = downscale(plane, target.shape[::-1])
        self._frames.append(small)

    def write(self, ffmpeg: FFmpeg) -> Path:
        """Write the preview and return its path. WebP uses BT.601 colours.

        Raises:
            RenderFailed: FFmpeg fails.
        """
        (ffmpeg.folder / FRAMES_FILE).write_bytes(b"".join(frame.tobytes() for frame in self._frames))
        size = f"{self._small.width}x{self._small.height}"
        raw = [
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
            "-s",
            size,
            "-r",
            str(FPS // FRAME_STEP),
            *SAFE_INPUT,
            FRAMES_FILE,
        ]
        convert = "scale=in_color_matrix=bt709:out_color_matrix=bt601:in_range=tv:out_range=tv"
        ffmpeg.run(*raw, "-vf", convert, "-pix_fmt", "yuv420p", *WEBP, "-map_metadata", "-1", PREVIEW)
        return ffmpeg.folder / PREVIEW
