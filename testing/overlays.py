"""Single frames with overlays, drawn by FFmpeg with the shipped fonts."""

from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.frame import TO_BGR, TO_U, TO_V, TO_Y, FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.thumbnail import burn_subtitles
from functions.render.overlays.plan import Overlays, plan_overlays
from functions.render.overlays.schedule import plan_schedule
from functions.render.overlays.text_ass import empty_ass
from functions.render.subtitle_fonts import prepare_fonts
from testing.render_job import photo, words_for
from vidx.ffmpeg import FFmpeg
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.options import FPS, FRAME_SIZES

FONTS: Final = Path(__file__).parents[1] / "build" / "ffmpeg" / "fonts"
VOICE_S: Final = 9.0
VIDEO_S: Final = VOICE_S + 1.8
TITLE_S, PRICE_S, END_S = 1.2, 4.0, 10.0
"""Times at which title card, price badge and end card are fully visible."""
LINK: Final = "https://vidx.example/ads/ab2cd3ef4gh5"


class DrawnFrame(NamedTuple):
    """A frame as BGR, with the texts that libass draws and without them."""

    with_text: Image
    without_text: Image


def request(title: str = "Vintage rangefinder camera", frame_format: str = "9:16", **details: object) -> VideoRequest:
    """Return a request with a link. `details` are fields of the listing or of the request."""
    listing = {"title": title, "description": "Serviced.", "price": Decimal("1249.99"), "category": "electronics"}
    request_fields = {name: details.pop(name) for name in list(details) if name in VideoRequest.model_fields}
    defaults: dict[str, object] = {
        "job_id": "j1",
        "owner": "seller",
        "listing": Listing.model_validate(listing | details),
        "choices": VideoChoices.model_validate({"format": frame_format}),
        "photo_keys": ("uploads/seller/1",),
        "ad_url": LINK,
    }
    return VideoRequest.model_validate(defaults | request_fields)


def background(kind: str, size: tuple[int, int]) -> Image:
    """Return a photo as BGR: `white`, `black`, or `busy` with texture of every scale and brightness."""
    width, height = size
    if kind == "busy":
        busy = cv2.imdecode(np.frombuffer(photo(4, width, height), np.uint8), cv2.IMREAD_COLOR)
        assert busy is not None
        coarse = np.random.default_rng(1).uniform(-90, 90, (height // 4, width // 4)).astype(np.float32)
        grain = cv2.resize(coarse, size, interpolation=cv2.INTER_NEAREST)[..., None]
        return np.asarray(np.clip(busy + grain, 0, 255), np.uint8)
    return np.full((height, width, 3), 255 if kind == "white" else 0, np.uint8)


def to_planes(picture: Image) -> Image:
    """Return the picture as the planes of a frame."""
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    parts = (cv2.transform(picture, TO_Y), cv2.transform(half, TO_U), cv2.transform(half, TO_V))
    return np.concatenate([part.ravel() for part in parts]).astype(np.uint8)


def to_bgr(buffer: Image, frame_format: FrameFormat) -> Image:
    luma, blue, red = frame_format.planes(buffer)
    chroma = [cv2.resize(plane, frame_format.size) for plane in (blue, red)]
    return np.asarray(cv2.transform(cv2.merge([luma, *chroma]), TO_BGR), np.uint8)


def overlays(job: VideoRequest, frame_format: FrameFormat, logo: bytes | None = None) -> Overlays:
    return plan_overlays(
        job, frame_format, plan_schedule(job.choices.overlays, words_for(VOICE_S).words, VOICE_S, VIDEO_S), logo
    )


def empty_captions(job: VideoRequest) -> bytes:
    """Return a captions file without captions."""
    return empty_ass(FRAME_SIZES[job.choices.format]).to_string("ass").encode()


def ring(colour: tuple[int, int, int], size: tuple[int, int] = (400, 300)) -> bytes:
    """Return a logo as PNG: the outline of an ellipse on a transparent background; a small logo is filled."""
    width, height = size
    picture = np.zeros((height, width, 4), np.uint8)
    if min(size) > 60:
        cv2.ellipse(picture, ((width / 2, height / 2), (width - 60, height - 60), 0), (*colour, 255), 50)
    else:
        picture[:] = (*colour, 255)
    return cv2.imencode(".png", picture)[1].tobytes()


def draw(job: VideoRequest, picture: Image, at_s: float, folder: Path, logo: bytes | None = None) -> DrawnFrame:
    """Draw the frame at `at_s` over a picture that has the size of the frame, scaled or not."""
    frame_format = FrameFormat(picture.shape[1], picture.shape[0])
    ffmpeg = FFmpeg(Path(imageio_ffmpeg.get_ffmpeg_exe()), folder)
    if not (folder / "fonts").exists():
        prepare_fonts(ffmpeg.folder, FONTS)
    plan, buffer = overlays(job, frame_format, logo), FrameBuffer(to_planes(picture))
    plan.draw(round(at_s * FPS), buffer)
    with_text = burn_subtitles(
        ffmpeg, frame_format, buffer.read_only, plan.ass_with_captions(empty_captions(job)), at_s
    )
    return DrawnFrame(to_bgr(with_text, frame_format), to_bgr(buffer.read_only, frame_format))


def full_size(job: VideoRequest) -> tuple[int, int]:
    frame = FRAME_SIZES[job.choices.format]
    return frame.width_px, frame.height_px


def luminance(picture: Image) -> NDArray[np.float64]:
    """Return the relative luminance of each BGR pixel (WCAG 2.2)."""
    share = np.arange(256) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear[picture] @ (0.0722, 0.7152, 0.2126))


def pixel_difference(one: Image, other: Image) -> NDArray[np.uint8]:
    """Return the difference of each pixel, in the channel in which it is largest."""
    blue, green, red = cv2.split(cv2.absdiff(one, other))
    return np.asarray(np.maximum(np.maximum(blue, green), red), np.uint8)


def contrast(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the contrast ratio of luminances, 1…21 (WCAG 2.2)."""
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))
