"""The canvas of a shot: layout, colours and background."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from functions.render.compositing.canvas import canvas_scale, fold_strip, make_canvas, white_background
from functions.render.compositing.frame import LUMA_BLACK, TO_U, TO_V, TO_Y, FrameFormat
from functions.render.compositing.subpixel_resize import MAX_STEP
from functions.render.planning.framing import WHOLE, Area, Layout, lay_out, strip_rows

FORM = FrameFormat(270, 480)


@pytest.mark.parametrize("size", [(270, 480), (500, 900), (1100, 2000)], ids=["grown", "shrunk", "halved"])
def test_a_canvas_has_the_colours_of_its_photo(size: tuple[int, int]) -> None:
    """A JPEG has other luma weights than the video. The colours are saturated, with soft edges as in any JPEG."""
    patches = np.random.default_rng(4).integers(0, 256, (8, 6, 3)) // 86 * 127
    photo = np.asarray(cv2.resize(patches.astype(np.uint8), size, interpolation=cv2.INTER_LINEAR), np.uint8)

    canvas = make_canvas(photo, Layout(WHOLE, WHOLE), FORM, 1.2)

    for plane, row in zip(canvas.planes, (TO_Y, TO_U, TO_V), strict=True):
        expected = cv2.transform(cv2.resize(photo, plane.shape[::-1], interpolation=cv2.INTER_AREA), row)
        assert np.abs(plane.astype(int) - expected).max() <= 4
        assert abs((plane.astype(int) - expected).mean()) < 0.5


def test_a_whole_photo_has_its_blur_as_background() -> None:
    photo = np.zeros((300, 400, 3), np.uint8)
    photo[:, :200] = 200

    canvas = make_canvas(photo, Layout(WHOLE, Area(0.0, 0.3, 1.0, 0.4)), FORM, 1.2)

    background = canvas.background_planes(FORM)[0]
    assert background is not None
    assert np.abs(np.diff(canvas.luma[200].astype(int))).max() > 100
    assert np.abs(np.diff(background[10].astype(int))).max() < 20
    assert LUMA_BLACK < background.mean() < canvas.luma.mean()


def test_a_photo_that_fills_the_frame_has_no_background() -> None:
    assert make_canvas(np.zeros((480, 270, 3), np.uint8), Layout(WHOLE, WHOLE), FORM, 1.2).background is None


def test_the_canvas_shows_only_the_crop() -> None:
    photo = np.zeros((400, 400, 3), np.uint8)
    photo[:, 100:200] = 255

    canvas = make_canvas(photo, Layout(Area(0.25, 0.0, 0.25, 1.0), WHOLE), FrameFormat(100, 400), 1.0)

    assert canvas.luma.min() == 235


def test_a_strip_is_folded_into_rows_that_show_all_of_it() -> None:
    strip = np.repeat(np.arange(1200, dtype=np.uint8)[None] % 251, 20, axis=0)[..., None].repeat(3, axis=2)

    folded = fold_strip(strip)

    rows = strip_rows((1200, 20))
    assert rows == 4
    assert folded.shape[1] == 300
    assert np.array_equal(folded[0, :, 0], strip[0, :300, 0])
    assert np.array_equal(folded[-1, :, 0], strip[0, -300:, 0])
    assert np.array_equal(fold_strip(strip.transpose(1, 0, 2)), folded.transpose(1, 0, 2))


def test_a_canvas_has_half_the_chroma() -> None:
    photo = np.full((2000, 1500, 3), 128, np.uint8)

    canvas = make_canvas(photo, Layout(WHOLE, WHOLE), FORM, 1.2)

    assert canvas.luma.shape == (576, 324)
    assert canvas.blue.shape == canvas.red.shape == (288, 162)


def test_a_long_canvas_has_the_length_of_its_layout() -> None:
    photo = np.full((100, 300, 3), 128, np.uint8)

    canvas = make_canvas(photo, Layout(WHOLE, Area(0.0, 0.2, 1.0, 0.4), (2.5, 1.0)), FORM, 1.1618)

    assert canvas.luma.shape[1] == pytest.approx(2.5 * 270 * 1.1618, abs=2)
    assert canvas.luma.shape[0] == pytest.approx(0.4 * 480 * 1.1618, abs=2)
    assert canvas.place == Area(0.0, 0.2, 2.5, 0.4)


@given(min_zoom=st.floats(1, 1.2), reach=st.floats(0, 0.14))
def test_every_view_is_slightly_coarser_than_its_canvas(min_zoom: float, reach: float) -> None:
    scale = canvas_scale(min_zoom + reach)

    assert 1 < scale / (min_zoom + reach) <= scale / min_zoom < 1.3 < MAX_STEP


def on_ground(background: int, *, touches: bool = False) -> NDArray[np.uint8]:
    """Return a dark disc on a grey background; it may touch the border."""
    picture = np.full((400, 300, 3), background, np.uint8)
    cv2.circle(picture, (60 if touches else 150, 200), 90, (30, 30, 30), -1)
    return picture


@pytest.mark.parametrize(
    ("picture", "white"),
    [(on_ground(255), 255), (on_ground(242), 242), (on_ground(225), None), (on_ground(255, touches=True), None)],
)
def test_only_a_background_that_is_white_all_around_is_continued(picture: NDArray[np.uint8], white: int | None) -> None:
    colour = white_background(picture)

    assert (None if colour is None else colour.tolist()) == (None if white is None else [white] * 3)


def test_a_packshot_has_its_own_white_as_background() -> None:
    layout = lay_out((300, 400), Area(0.2, 0.3, 0.6, 0.4), (384, 216), 1.0)

    canvas = make_canvas(on_ground(255), layout, FrameFormat(384, 216), 1.2)

    assert layout.has_background
    assert canvas.background is not None
    assert FrameFormat(384, 216).planes(canvas.background)[0].min() == 235
