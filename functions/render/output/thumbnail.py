"""The video's thumbnail: its best frame with the title, as a JPEG."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import TO_BGR, FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import FONTS, FFmpeg
from functions.render.output.encoder import raw_input
from functions.render.overlays.plan import plan_overlays
from functions.render.overlays.schedule import Schedule, Span
from functions.render.overlays.text_ass import empty_ass
from functions.render.planning.timeline import Shot
from vidx.errors import RenderFailed
from vidx.listing import JobRequest
from vidx.options import FPS, FRAMES

FIRST_PHOTO_BONUS: Final = 2.0
"""The seller put the best photo first: another one must be twice as good."""
EDGE: Final = 0.12
"""Share of each side that counts for nothing: the product is further in."""
MOMENTS: Final = (0.35, 0.5, 0.65)
"""When a photo is looked at, as shares of its shot: no fade reaches there, and the camera stands elsewhere."""
MID_GREY: Final = 118.0
JPEG_OPTIONS: Final = (
    cv2.IMWRITE_JPEG_QUALITY, 80, cv2.IMWRITE_JPEG_PROGRESSIVE, 1, cv2.IMWRITE_JPEG_OPTIMIZE, 1,
)  # fmt: skip
"""It is the first picture of the listing's page: some 110 kB, and seen whole before all is there."""


def frame_score(luma: Image) -> float:
    """How presentable a picture is: contours around its middle, discounted when it is far too dark or too bright."""
    small = downscale(luma, (270, luma.shape[0] * 270 // luma.shape[1]))
    height, width = (round(side * EDGE) for side in small.shape)
    small = small[height:-height, width:-width]
    sharpness = float(np.log1p(cv2.Laplacian(small, cv2.CV_32F).var()))
    return sharpness * max(1 - abs(float(small.mean()) - MID_GREY) / MID_GREY, 0.05)


def candidates(shots: Sequence[Shot]) -> dict[int, Shot]:
    """A few frames around the middle of each photo's first shot."""
    return {shot.start + round(shot.frames * at): shot for shot in shots if shot.take == 0 for at in MOMENTS}


class ThumbnailPicker:
    """Watches the film go by and keeps the best candidate."""

    def __init__(self, frame_format: FrameFormat, shots: Sequence[Shot]) -> None:
        self._form = frame_format
        self._candidates = candidates(shots)
        self._best: tuple[float, Image] | None = None

    def watch(self, frame: int, buffer: FrameBuffer) -> None:
        """Look at one frame, before captions."""
        shot = self._candidates.get(frame)
        if shot is None:
            return
        score = frame_score(self._form.planes(buffer.shown)[0]) * (1.0 if shot.photo else FIRST_PHOTO_BONUS)
        if self._best is None or score > self._best[0]:
            self._best = (score, buffer.shown.copy())

    def frame(self) -> Image:
        """The best frame seen.

        Raises:
            RenderFailed: no candidate went by.
        """
        if self._best is None:
            raise RenderFailed("the film has no frame for a thumbnail")
        return self._best[1]


def jpeg(frame_format: FrameFormat, frame: Image) -> bytes:
    """The frame as a file."""
    luma, blue, red = frame_format.planes(frame)
    chroma = [cv2.resize(plane, frame_format.size, interpolation=cv2.INTER_LINEAR) for plane in (blue, red)]
    picture = cv2.transform(cv2.merge([luma, *chroma]), TO_BGR)
    _, file = cv2.imencode(".jpg", picture, JPEG_OPTIONS)
    return file.tobytes()


AT_S: Final = 1.0
AT_REST: Final = Span(0.0, 2 * AT_S)


def draw_title(
    ffmpeg: FFmpeg, request: JobRequest, frame_format: FrameFormat, frame: Image, logo: bytes | None = None
) -> Image:
    """The frame with the title, and the logo (a PNG with alpha) if there is one, unless the film is to go without.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    if "title" not in request.choices.overlays:
        return frame
    overlays = plan_overlays(request, frame_format, Schedule(title=AT_REST, price=None, end=None), logo)
    still = FrameBuffer(frame.copy())
    overlays.draw(round(AT_S * FPS), still)
    letters = overlays.ass_with_captions(empty_ass(FRAMES[request.choices.format]).to_string("ass").encode())
    return burn_subtitles(ffmpeg, frame_format, still.shown, letters, AT_S)


FRAME: Final = "still.yuv"
LETTERS: Final = "still.ass"
DRAWN: Final = "still-lettered.yuv"


def burn_subtitles(ffmpeg: FFmpeg, frame_format: FrameFormat, buffer: Image, letters: str, at_s: float) -> Image:
    """The frame with what the ASS file `letters` shows at `at_s` seconds.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    (ffmpeg.folder / FRAME).write_bytes(buffer.data)
    ffmpeg.write_ass(LETTERS, letters)
    chain = f"setpts=PTS+{at_s:.3f}/TB,ass={LETTERS}:fontsdir={FONTS}"
    source = [*raw_input(frame_format)[:-1], FRAME]
    ffmpeg.run(*source, "-vf", chain, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", DRAWN)
    return np.fromfile(ffmpeg.folder / DRAWN, np.uint8)
