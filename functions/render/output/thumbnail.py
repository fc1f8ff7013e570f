"""The video's thumbnail: its best frame with the title, as a JPEG."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import TO_BGR, FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.encoder import raw_input
from functions.render.overlays.plan import plan_overlays
from functions.render.overlays.schedule import Schedule, Span
from functions.render.overlays.text_ass import empty_ass
from functions.render.planning.timeline import Shot
from functions.render.subtitle_fonts import FONTS, write_ass
from vidx.errors import RenderFailed
from vidx.ffmpeg import FFmpeg
from vidx.jobs.request import VideoRequest
from vidx.options import FPS, FRAME_SIZES

FIRST_PHOTO_BONUS: Final = 2.0
"""Factor for frames of the first photo, which sellers choose as their best: another must score twice as high."""
UNSCORED_EDGE: Final = 0.12
"""Share of each side that is not scored: the product is further in."""
SHOT_SHARES: Final = (0.35, 0.5, 0.65)
"""Times of the candidates, as shares of the shot: outside transitions, with the camera at different places."""
MID_GREY: Final = 118.0
JPEG_OPTIONS: Final = (
    cv2.IMWRITE_JPEG_QUALITY, 80, cv2.IMWRITE_JPEG_PROGRESSIVE, 1, cv2.IMWRITE_JPEG_OPTIMIZE, 1,
)  # fmt: skip
"""About 110 kB. Progressive, so that the listing's page shows the whole picture before it is fully loaded."""
TITLE_AT_S: Final = 1.0
TITLE_SPAN: Final = Span(0.0, 2 * TITLE_AT_S)
STILL_FRAME: Final = "still.yuv"
STILL_ASS: Final = "still.ass"
STILL_WITH_TEXT: Final = "still-with-text.yuv"


def frame_score(luma: Image) -> float:
    """Score a frame's luma: sharpness around its middle, reduced when it is too dark or too bright."""
    small = downscale(luma, (270, luma.shape[0] * 270 // luma.shape[1]))
    height, width = (round(side * UNSCORED_EDGE) for side in small.shape)
    small = small[height:-height, width:-width]
    sharpness = float(np.log1p(cv2.Laplacian(small, cv2.CV_32F).var()))
    return sharpness * max(1 - abs(float(small.mean()) - MID_GREY) / MID_GREY, 0.05)


def candidates(shots: Sequence[Shot]) -> dict[int, Shot]:
    """Return frame number → shot for a few frames around the middle of each photo's first shot."""
    return {shot.start + round(shot.frames * share): shot for shot in shots if shot.take == 0 for share in SHOT_SHARES}


class ThumbnailPicker:
    """Keeps the best candidate while the video's frames are drawn."""

    def __init__(self, frame_format: FrameFormat, shots: Sequence[Shot]) -> None:
        self._frame_format = frame_format
        self._candidates = candidates(shots)
        self._best: tuple[float, Image] | None = None

    def watch(self, frame: int, buffer: FrameBuffer) -> None:
        """Score the frame if it is a candidate; call before overlays are drawn."""
        shot = self._candidates.get(frame)
        if shot is None:
            return
        score = frame_score(self._frame_format.planes(buffer.read_only)[0]) * (1.0 if shot.photo else FIRST_PHOTO_BONUS)
        if self._best is None or score > self._best[0]:
            self._best = (score, buffer.read_only.copy())

    def frame(self) -> Image:
        """Return the best frame.

        Raises:
            RenderFailed: no candidate was drawn.
        """
        if self._best is None:
            raise RenderFailed("the video has no frame for a thumbnail")
        return self._best[1]


def jpeg(frame_format: FrameFormat, frame: Image) -> bytes:
    """Encode the frame as a JPEG."""
    luma, blue, red = frame_format.planes(frame)
    chroma = [cv2.resize(plane, frame_format.size, interpolation=cv2.INTER_LINEAR) for plane in (blue, red)]
    picture = cv2.transform(cv2.merge([luma, *chroma]), TO_BGR)
    _, file = cv2.imencode(".jpg", picture, JPEG_OPTIONS)
    return file.tobytes()


def draw_title(
    ffmpeg: FFmpeg, request: VideoRequest, frame_format: FrameFormat, frame: Image, logo: bytes | None = None
) -> Image:
    """Return the frame with title and logo drawn on it; the frame itself when the video has no title.

    Args:
        logo: a PNG with alpha, or None.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    if "title" not in request.choices.overlays:
        return frame
    overlays = plan_overlays(request, frame_format, Schedule(title=TITLE_SPAN, price=None, end=None), logo)
    buffer = FrameBuffer(frame.copy())
    overlays.draw(round(TITLE_AT_S * FPS), buffer)
    ass = overlays.ass_with_captions(empty_ass(FRAME_SIZES[request.choices.format]).to_string("ass").encode())
    return burn_subtitles(ffmpeg, frame_format, buffer.read_only, ass, TITLE_AT_S)


def burn_subtitles(ffmpeg: FFmpeg, frame_format: FrameFormat, buffer: Image, ass: str, at_s: float) -> Image:
    """Return the frame with the subtitles of the ASS file `ass` at `at_s` seconds burned in.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    (ffmpeg.folder / STILL_FRAME).write_bytes(buffer.data)
    write_ass(ffmpeg.folder, STILL_ASS, ass)
    chain = f"setpts=PTS+{at_s:.3f}/TB,ass={STILL_ASS}:fontsdir={FONTS}"
    source = [*raw_input(frame_format)[:-1], STILL_FRAME]
    ffmpeg.run(*source, "-vf", chain, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", STILL_WITH_TEXT)
    return np.fromfile(ffmpeg.folder / STILL_WITH_TEXT, np.uint8)
