"""The logo as it is drawn: with its transparency, visible on any photo, in the safe area."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.overlays.raster import best_plate
from testing.overlays import END_S, TITLE_S, background, draw, full_size, overlays, request
from vidx.options import FRAMES
from vidx.typography.safe_area import safe_box

WHITE, BLACK, RED, YELLOW = (255, 255, 255), (0, 0, 0), (32, 32, 192), (0, 214, 255)
"""Blue, green, red."""


def ring(colour: tuple[int, int, int], size: tuple[int, int] = (400, 300)) -> bytes:
    """A PNG of an ellipse's outline on nothing; a small one is filled."""
    width, height = size
    picture = np.zeros((height, width, 4), np.uint8)
    if min(size) > 60:
        cv2.ellipse(picture, ((width / 2, height / 2), (width - 60, height - 60), 0), (*colour, 255), 50)
    else:
        picture[:] = (*colour, 255)
    return cv2.imencode(".png", picture)[1].tobytes()


def changed(with_logo: Image, without: Image) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.asarray(cv2.absdiff(with_logo, without).max(axis=2) > 12, np.bool_)


@pytest.mark.parametrize("size", [(400, 300), (900, 90), (90, 900), (8, 1), (1, 8), (1, 1), (640, 1), (1, 320)])
@pytest.mark.parametrize("frame_format", FRAMES)
def test_it_stays_in_the_safe_area_and_off_the_letters(
    frame_format: str, size: tuple[int, int], tmp_path: Path
) -> None:
    job, logo = request(frame_format=frame_format), ring(WHITE, size)
    frame = FRAMES[frame_format]
    safe, shape = safe_box(frame), FrameFormat(frame.width_px, frame.height_px)
    planned = overlays(job, shape, logo)

    assert len(planned.stickers) == 3
    for timed in planned.stickers:
        height, width = timed.sticker.covers[0].shape
        assert safe.left_px - 1 <= timed.sticker.left
        assert timed.sticker.left + width <= safe.right_px + 1
        assert safe.top_px - 1 <= timed.sticker.top
        assert timed.sticker.top + height <= safe.bottom_px + 1
        texts = [text for text in planned.texts if text.span == timed.span]
        assert all(
            text.y_px + text.em_px / 2 <= timed.sticker.top or text.y_px - text.em_px / 2 >= timed.sticker.top + height
            for text in texts
        )


@pytest.mark.parametrize(
    ("colour", "plate"), [(WHITE, None), (YELLOW, None), (BLACK, "FFFFFF"), (RED, "FFFFFF")], ids=str
)
def test_it_gets_a_plate_where_its_contrast_is_low(colour: tuple[int, int, int], plate: str | None) -> None:
    picture = np.full((20, 20, 3), colour, np.float32)

    assert best_plate(picture, np.ones((20, 20), np.float32)) == plate


def test_what_is_transparent_counts_for_nothing() -> None:
    picture = np.zeros((20, 20, 3), np.float32)
    picture[:2] = WHITE
    cover = np.zeros((20, 20), np.float32)
    cover[:2] = 1

    assert best_plate(picture, cover) is None


@pytest.mark.parametrize("at_s", [TITLE_S, END_S])
def test_the_picture_shows_through_its_transparent_parts(at_s: float, tmp_path: Path) -> None:
    job = request()
    busy = background("busy", full_size(job))
    laid = overlays(job, FrameFormat(*full_size(job)), ring(WHITE)).stickers[1 if at_s == TITLE_S else 2].sticker
    height, width = laid.covers[0].shape
    middle = (laid.top + height // 2, laid.left + width // 2)

    drawn = draw(job, busy, at_s, tmp_path, ring(WHITE)).whole

    assert drawn[middle].max() < 150
    assert drawn[laid.top + height // 2, laid.left + round(width * 0.13)].min() > 230


def test_a_title_from_right_to_left_has_it_on_the_right() -> None:
    job = request(title="\u0643\u0627\u0645\u064a\u0631\u0627")
    frame = FRAMES["9:16"]

    laid = overlays(job, FrameFormat(*frame), ring(WHITE)).stickers[1].sticker

    assert laid.left > frame.width_px / 2


def test_every_line_of_a_title_from_right_to_left_runs_that_way() -> None:
    job = request(title="\u0643\u0627\u0645\u064a\u0631\u0627 Leica M6")

    lines = [text.text for text in overlays(job, FrameFormat(*FRAMES["9:16"])).texts if text.span.start_s == 0]

    assert all(line.startswith("\u200f") for line in lines[1:])


def test_every_line_of_a_latin_title_runs_from_left_to_right_whatever_it_begins_with() -> None:
    job = request(title="Lamp \u05e9\u05d5\u05dc\u05d7\u05df \u05e2\u05e5 2 \u05de\u05d8\u05e8 IKEA Billy")

    lines = [text.text for text in overlays(job, FrameFormat(*FRAMES["9:16"])).texts if text.span.start_s == 0]

    assert len(lines) > 2
    assert all(line.startswith("\u200e") for line in lines[1:])
