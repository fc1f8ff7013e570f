"""The logo: its plate, its transparency and its place."""

from pathlib import Path

import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat
from functions.render.overlays.raster import best_plate
from testing.overlays import END_S, TITLE_S, background, draw, full_size, overlays, request, ring
from vidx.options import FRAME_SIZES
from vidx.typography.safe_area import safe_box

WHITE, BLACK, RED, YELLOW = (255, 255, 255), (0, 0, 0), (32, 32, 192), (0, 214, 255)
"""Blue, green, red."""


@pytest.mark.parametrize("size", [(400, 300), (900, 90), (90, 900), (8, 1), (1, 8), (1, 1), (640, 1), (1, 320)])
@pytest.mark.parametrize("frame_format", FRAME_SIZES)
def test_logo_stays_in_the_safe_area_and_off_the_text(frame_format: str, size: tuple[int, int], tmp_path: Path) -> None:
    job, logo = request(frame_format=frame_format), ring(WHITE, size)
    frame = FRAME_SIZES[frame_format]
    safe, shape = safe_box(frame), FrameFormat(frame.width_px, frame.height_px)
    plan = overlays(job, shape, logo)

    assert len(plan.stickers) == 3
    for timed in plan.stickers:
        height, width = timed.sticker.covers[0].shape
        assert safe.left_px - 1 <= timed.sticker.left
        assert timed.sticker.left + width <= safe.right_px + 1
        assert safe.top_px - 1 <= timed.sticker.top
        assert timed.sticker.top + height <= safe.bottom_px + 1
        texts = [text for text in plan.texts if text.span == timed.span]
        assert all(
            text.y_px + text.em_px / 2 <= timed.sticker.top or text.y_px - text.em_px / 2 >= timed.sticker.top + height
            for text in texts
        )


@pytest.mark.parametrize(
    ("colour", "plate"), [(WHITE, None), (YELLOW, None), (BLACK, "FFFFFF"), (RED, "FFFFFF")], ids=str
)
def test_logo_of_low_contrast_has_a_plate(colour: tuple[int, int, int], plate: str | None) -> None:
    picture = np.full((20, 20, 3), colour, np.float32)

    assert best_plate(picture, np.ones((20, 20), np.float32)) == plate


def test_transparent_pixels_do_not_affect_the_plate() -> None:
    picture = np.zeros((20, 20, 3), np.float32)
    picture[:2] = WHITE
    cover = np.zeros((20, 20), np.float32)
    cover[:2] = 1

    assert best_plate(picture, cover) is None


@pytest.mark.parametrize("at_s", [TITLE_S, END_S])
def test_photo_is_visible_through_transparent_parts(at_s: float, tmp_path: Path) -> None:
    job = request()
    photo = background("busy", full_size(job))
    sticker = overlays(job, FrameFormat(*full_size(job)), ring(WHITE)).stickers[1 if at_s == TITLE_S else 2].sticker
    height, width = sticker.covers[0].shape
    middle = (sticker.top + height // 2, sticker.left + width // 2)

    frame = draw(job, photo, at_s, tmp_path, ring(WHITE)).with_text

    assert frame[middle].max() < 150
    assert frame[sticker.top + height // 2, sticker.left + round(width * 0.13)].min() > 230


def test_logo_of_a_right_to_left_title_is_on_the_right() -> None:
    job = request(title="\u0643\u0627\u0645\u064a\u0631\u0627")
    frame = FRAME_SIZES["9:16"]

    sticker = overlays(job, FrameFormat(*frame), ring(WHITE)).stickers[1].sticker

    assert sticker.left > frame.width_px / 2
