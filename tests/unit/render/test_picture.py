"""Framing and colours."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.canvas import compose, decode, paint
from functions.render.colour import TO_BGR, TO_U, TO_V, TO_Y
from functions.render.framing import filling_crop, inset, lost_share, shown_whole
from functions.render.roi import MARGIN_PX
from vidx.errors import RenderFailed

FRAME = (1080, 1920)
SIDES = st.integers(200, 6000)


@pytest.mark.parametrize(
    ("photo", "whole"), [((1080, 1920), False), ((3000, 4000), False), ((3000, 3000), True), ((4000, 3000), True)]
)
def test_photos_that_would_lose_much_are_shown_whole(photo: tuple[int, int], whole: bool) -> None:
    assert shown_whole(photo, FRAME) is whole


def test_what_filling_costs_is_known() -> None:
    assert lost_share((3000, 4000), FRAME) == pytest.approx(0.25)
    assert lost_share((1080, 1920), FRAME) == 0


@given(width=SIDES, height=SIDES)
def test_a_filling_crop_has_the_frames_shape_and_lies_in_the_photo(width: int, height: int) -> None:
    box = filling_crop((width, height), FRAME)

    assert min(box.left, box.top) >= 0
    assert box.left + box.width <= width
    assert box.top + box.height <= height
    assert abs(box.width * 1920 - box.height * 1080) <= 1920


@given(width=SIDES, height=SIDES)
def test_an_inset_photo_is_whole_even_in_the_closest_view(width: int, height: int) -> None:
    canvas, zoom = (1296, 2304), 1.14

    box = inset((width, height), canvas, zoom)

    assert box.width <= canvas[0] / zoom + 2
    assert box.height <= canvas[1] / zoom + 2
    assert abs(2 * box.left + box.width - canvas[0]) <= 1
    unseen = canvas[1] * (1 - 1 / zoom) / 2
    assert box.top >= unseen - 2
    assert box.top + box.height <= canvas[1] - unseen + 2


def test_a_landscape_photo_makes_room_for_the_captions() -> None:
    box = inset((4000, 3000), (1080, 1920), 1.14)

    middle = box.top + box.height / 2
    assert middle < 0.45 * 1920


def test_a_whole_photo_lies_over_its_own_blur() -> None:
    photo = np.zeros((300, 400, 3), np.uint8)
    photo[:, :200] = 200

    canvas = compose(photo, (270, 480), 1.2, 1.14)

    middle, top = canvas[canvas.shape[0] * 42 // 100], canvas[10]
    assert np.abs(np.diff(middle[:, 0].astype(int))).max() > 100
    assert np.abs(np.diff(top[:, 0].astype(int))).max() < 20
    assert 0 < top[:, 0].mean() < middle[:, 0].mean()


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


def test_a_canvas_has_room_around_the_picture_and_half_the_chroma() -> None:
    photo = np.full((2000, 1500, 3), 128, np.uint8)

    canvas = paint(photo, (270, 480), max_zoom=1.14, framed_zoom=1.14)

    assert canvas.luma.shape == (576 + 2 * MARGIN_PX, 324 + 2 * MARGIN_PX)
    assert canvas.blue.shape == canvas.red.shape == (288 + 2 * MARGIN_PX, 162 + 2 * MARGIN_PX)
    assert canvas.scale == pytest.approx(1.2)


def test_an_unreadable_photo_is_named_as_such() -> None:
    with pytest.raises(RenderFailed, match="photo cannot be read"):
        decode(b"not a picture")
