"""Canvases and colours."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from functions.render.compositing.canvas import canvas_scale, fold_strip, make_canvas, white_background
from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import LUMA_BLACK, TO_BGR, TO_U, TO_V, TO_Y, FrameFormat
from functions.render.compositing.photo import decode_photo, jpeg_size, max_reduction
from functions.render.compositing.subject_detection import lab
from functions.render.compositing.subpixel_resize import MAX_STEP
from functions.render.planning.framing import WHOLE, Area, Layout, lay_out, strip_rows
from testing.render_job import photo

FORM = FrameFormat(270, 480)


def test_planes_are_bt709_in_limited_range() -> None:
    """Reference values: ITU-R BT.709-6, table 4 (8 bit)."""
    colours = {(255, 255, 255): (235, 128, 128), (0, 0, 0): (16, 128, 128), (0, 0, 255): (63, 102, 240)}

    for bgr, yuv in colours.items():
        pixel = np.array([[bgr]], np.uint8)
        assert tuple(int(cv2.transform(pixel, row)[0, 0]) for row in (TO_Y, TO_U, TO_V)) == yuv


def test_colours_survive_the_way_there_and_back() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)

    planes = cv2.merge([cv2.transform(picture, row) for row in (TO_Y, TO_U, TO_V)])
    back = cv2.transform(planes, TO_BGR)

    assert np.abs(back.astype(int) - picture).max() <= 3


@pytest.mark.parametrize("size", [(270, 480), (500, 900), (1100, 2000)], ids=["grown", "shrunk", "halved"])
def test_a_canvas_has_the_colours_of_its_photo(size: tuple[int, int]) -> None:
    """A JPEG's weights are not those of the video: colours as strong as they come, with soft edges as in any JPEG."""
    patches = np.random.default_rng(4).integers(0, 256, (8, 6, 3)) // 86 * 127
    photo = np.asarray(cv2.resize(patches.astype(np.uint8), size, interpolation=cv2.INTER_LINEAR), np.uint8)

    canvas = make_canvas(photo, Layout(WHOLE, WHOLE), FORM, 1.2)

    for plane, row in zip(canvas.planes, (TO_Y, TO_U, TO_V), strict=True):
        wanted = cv2.transform(cv2.resize(photo, plane.shape[::-1], interpolation=cv2.INTER_AREA), row)
        assert np.abs(plane.astype(int) - wanted).max() <= 4
        assert abs((plane.astype(int) - wanted).mean()) < 0.5


def test_behind_a_whole_photo_stands_its_own_blur() -> None:
    photo = np.zeros((300, 400, 3), np.uint8)
    photo[:, :200] = 200

    canvas = make_canvas(photo, Layout(WHOLE, Area(0.0, 0.3, 1.0, 0.4)), FORM, 1.2)

    background = canvas.background_planes(FORM)[0]
    assert background is not None
    assert np.abs(np.diff(canvas.luma[200].astype(int))).max() > 100
    assert np.abs(np.diff(background[10].astype(int))).max() < 20
    assert LUMA_BLACK < background.mean() < canvas.luma.mean()


def test_nothing_lies_behind_a_photo_that_fills_the_frame() -> None:
    assert make_canvas(np.zeros((480, 270, 3), np.uint8), Layout(WHOLE, WHOLE), FORM, 1.2).background is None


def test_only_the_crop_is_laid_on_the_canvas() -> None:
    photo = np.zeros((400, 400, 3), np.uint8)
    photo[:, 100:200] = 255

    canvas = make_canvas(photo, Layout(Area(0.25, 0.0, 0.25, 1.0), WHOLE), FrameFormat(100, 400), 1.0)

    assert canvas.luma.min() == 235


def test_a_strip_is_laid_in_rows_that_show_all_of_it() -> None:
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


def test_a_long_canvas_is_as_many_frames_long_as_its_layout_says() -> None:
    photo = np.full((100, 300, 3), 128, np.uint8)

    canvas = make_canvas(photo, Layout(WHOLE, Area(0.0, 0.2, 1.0, 0.4), (2.5, 1.0)), FORM, 1.1618)

    assert canvas.luma.shape[1] == pytest.approx(2.5 * 270 * 1.1618, abs=2)
    assert canvas.luma.shape[0] == pytest.approx(0.4 * 480 * 1.1618, abs=2)
    assert canvas.place == Area(0.0, 0.2, 2.5, 0.4)


@given(least=st.floats(1, 1.2), reach=st.floats(0, 0.14))
def test_every_view_is_a_little_coarser_than_its_canvas(least: float, reach: float) -> None:
    scale = canvas_scale(least + reach)

    assert 1 < scale / (least + reach) <= scale / least < 1.3 < MAX_STEP


def test_an_unreadable_photo_is_named_as_such() -> None:
    with pytest.raises(UnreadablePicture, match="photo cannot be read"):
        decode_photo(b"not a picture")


def test_a_photo_tells_its_size_before_it_is_decoded() -> None:
    _, progressive = cv2.imencode(".jpg", np.zeros((37, 61, 3), np.uint8), [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])

    assert jpeg_size(photo(1, 400, 300)) == (400, 300)
    assert jpeg_size(progressive.tobytes()) == (61, 37)


@pytest.mark.parametrize("broken", [b"", b"not a picture", b"\xff\xd8\xff\xe0\x00\x02\xff"])
def test_a_photo_without_a_size_is_unreadable(broken: bytes) -> None:
    with pytest.raises(UnreadablePicture, match="photo cannot be read"):
        jpeg_size(broken)


@pytest.mark.parametrize(("needed", "scale"), [((400, 300), 1), ((201, 150), 1), ((200, 150), 2), ((9, 9), 8)])
def test_a_photo_is_decoded_no_larger_than_needed_and_no_smaller(needed: tuple[int, int], scale: int) -> None:
    assert max_reduction((400, 300), needed) == scale
    assert decode_photo(photo(1, 400, 300), scale).shape == (-(-300 // scale), -(-400 // scale), 3)


def test_lab_is_that_of_opencv() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (60, 60, 3), np.uint8)

    theirs = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(float) - [0, 128, 128]

    assert np.abs(lab(picture) - theirs).max() < 2.5


def on_ground(background: int, *, touches: bool = False) -> NDArray[np.uint8]:
    """A dark disc on grey of a value; it may touch the rim."""
    picture = np.full((400, 300, 3), background, np.uint8)
    cv2.circle(picture, (60 if touches else 150, 200), 90, (30, 30, 30), -1)
    return picture


@pytest.mark.parametrize(
    ("picture", "white"),
    [(on_ground(255), 255), (on_ground(242), 242), (on_ground(225), None), (on_ground(255, touches=True), None)],
)
def test_only_ground_that_is_white_all_around_goes_on_beyond_the_photo(
    picture: NDArray[np.uint8], white: int | None
) -> None:
    colour = white_background(picture)

    assert (None if colour is None else colour.tolist()) == (None if white is None else [white] * 3)


def test_a_packshot_lies_on_its_own_white() -> None:
    layout = lay_out((300, 400), Area(0.2, 0.3, 0.6, 0.4), (384, 216), 1.0)

    canvas = make_canvas(on_ground(255), layout, FrameFormat(384, 216), 1.2)

    assert layout.has_background
    assert canvas.background is not None
    assert FrameFormat(384, 216).planes(canvas.background)[0].min() == 235
