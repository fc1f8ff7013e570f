"""Videos at production size from files as sellers upload them, by the photos stage and the render stage."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from tests.integration.render.made import Upload, make_from_uploads
from vidx.listing import VideoChoices
from vidx.options import FRAMES, Format

SECONDS = 0.8
"""Length of the voice, where the video's length does not matter."""
SAMPLES = Path(__file__).parents[3] / "samples"


def photo(width: int, height: int) -> bytes:
    """A dark disc in the middle of a white photo."""
    picture = np.full((height, width, 3), 255, np.uint8)
    cv2.circle(picture, (width // 2, height // 2), min(width, height) // 3, (60, 40, 40), -1)
    return cv2.imencode(".jpg", picture)[1].tobytes()


@pytest.mark.parametrize(
    ("content", "video_format"),
    [
        pytest.param(photo(3024, 4032), "9:16", id="a portrait photo of a phone"),
        pytest.param(photo(8000, 2000), "1:1", id="a panorama"),
        pytest.param((SAMPLES / "01-front.jpg").read_bytes(), "16:9", id="a landscape photo"),
    ],
)
def test_a_photo_that_fills_the_frame_becomes_a_video(
    layer: Path, tmp_path: Path, content: bytes, video_format: Format
) -> None:
    choices = VideoChoices(format=video_format, music="none", overlays=())

    film = make_from_uploads(layer, [Upload(content)], SECONDS, choices, tmp_path)

    with av.open(film.path) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == FRAMES[video_format]
