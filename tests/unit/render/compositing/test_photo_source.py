"""Frames of a photo and its background under a moving camera."""

import numpy as np
import pytest
from numpy.typing import NDArray

from functions.render.compositing.canvas import canvas_scale, make_canvas
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo_source import PhotoSource, photo_source
from functions.render.planning.framing import SAFE_ZOOM, WHOLE, Area, Layout
from functions.render.planning.motion import CameraPath, Pose

FORM = FrameFormat(270, 480)
FRAMES = 60
INSET = Area(0.1, 0.3, 0.8, 0.35)
NEARER = CameraPath(Pose(1.0), Pose(SAFE_ZOOM), FRAMES)


def source(layout: Layout, path: CameraPath, shade: int = 255) -> PhotoSource:
    """Return the source of a photo of one shade; its blur is clearly darker."""
    photo = np.full((600, 800, 3), shade, np.uint8)
    return photo_source(make_canvas(photo, layout, FORM, canvas_scale(path.zooms[1])), path, FORM)


def lumas(photo: PhotoSource) -> NDArray[np.float64]:
    """Return the luma planes of all frames."""
    frames = []
    for frame in range(FRAMES):
        buffer = FrameBuffer(np.zeros(FORM.frame_bytes, np.uint8))
        photo.draw(frame, buffer)
        frames.append(FORM.planes(buffer.read_only)[0].astype(np.float64))
    return np.array(frames)


def test_the_background_does_not_move() -> None:
    photo = source(Layout(WHOLE, INSET), NEARER)

    frames = lumas(photo)

    background = photo.canvas.background_planes(FORM)[0]
    assert background is not None
    assert (frames[:, :100] == background[:100]).all()
    assert (frames[:, 350:] == background[350:]).all()


@pytest.mark.parametrize("axis", [0, 1], ids=["rows", "columns"])
def test_a_photo_grows_by_fractions_of_a_pixel(axis: int) -> None:
    photo = source(Layout(WHOLE, INSET), NEARER, 230)
    background = photo.canvas.background_planes(FORM)[0]
    assert background is not None
    dark, bright = float(background.mean()), float(photo.canvas.luma.mean())

    frames = lumas(photo)
    line = frames[:, :, FORM.width // 2] if axis == 0 else frames[:, 200, :]
    lengths_px = ((line - dark) / (bright - dark)).sum(axis=1)

    full_px = FORM.size[1 - axis] * (INSET.height if axis == 0 else INSET.width)
    expected_px = [full_px * NEARER.view(frame).zoom for frame in range(FRAMES)]
    assert np.abs(lengths_px - expected_px).max() < 0.1


def test_a_photo_that_fills_the_frame_covers_all_of_it() -> None:
    frames = lumas(source(Layout(WHOLE, WHOLE), NEARER))

    assert (frames == 235).all()


def test_a_photo_outside_the_view_is_not_drawn() -> None:
    """No layout does this; the background is drawn and nothing fails."""
    aside = CameraPath(Pose(4.0, 0.125, 0.125), Pose(4.0, 0.125, 0.125), FRAMES)
    photo = source(Layout(WHOLE, Area(0.5, 0.5, 0.4, 0.4)), aside)

    assert (lumas(photo) == photo.canvas.background_planes(FORM)[0]).all()


ACROSS = Area(0.3, 0.1, 0.35, 0.8)
"""The background is visible to the left and to the right of the photo too."""


@pytest.mark.parametrize("inset", [INSET, ACROSS], ids=["rows", "columns"])
@pytest.mark.parametrize("path", [NEARER, CameraPath(Pose(SAFE_ZOOM), Pose(1.0), FRAMES)], ids=["nearer", "farther"])
def test_a_reused_buffer_shows_the_same_as_a_new_one(inset: Area, path: CameraPath) -> None:
    photo, used = source(Layout(WHOLE, inset), path), [FrameBuffer.of(FORM) for _ in range(3)]

    for frame in range(FRAMES):
        fresh, again = FrameBuffer.of(FORM), used[frame % len(used)]
        if frame % 20 == 10:
            again.pixels.fill(frame)  # somebody has written on it
        for buffer in (fresh, again):
            photo.draw(frame, buffer)
        assert (again.read_only == fresh.read_only).all(), frame


def test_a_background_that_is_already_drawn_is_not_drawn_again() -> None:
    photo, buffer = source(Layout(WHOLE, INSET), NEARER), FrameBuffer.of(FORM)
    photo.draw(0, buffer)
    background = photo.canvas.background
    assert background is not None
    was = background.copy()

    background.fill(0)
    photo.draw(1, buffer)

    luma, behind = (FORM.planes(each)[0] for each in (buffer.read_only, was))
    assert (luma[:100] == behind[:100]).all()
