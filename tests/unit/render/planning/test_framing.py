"""Framing of photos of any shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.planning.framing import MAX_UPSCALE, SAFE_ZOOM, WHOLE, Area, Layout, crop_to, lay_out, strip_rows
from functions.render.planning.motion import longest_canvas
from vidx.media.cropping import MAX_CROP, lost_share
from vidx.options import FRAME_SIZES

TALL = (1080, 1920)
SIDES = st.integers(200, 6000)
FRAME = st.sampled_from([tuple(frame) for frame in FRAME_SIZES.values()])
SHARES = st.floats(0, 1)
SUBJECTS = st.one_of(
    st.none(),
    st.builds(
        lambda x, y, w, h: Area(x * (1 - w), y * (1 - h), w, h), SHARES, SHARES, st.floats(0.05, 1), st.floats(0.05, 1)
    ),
)
FOUR_S = longest_canvas(120)


def scales(photo: tuple[int, int], frame: tuple[int, int], layout: Layout) -> tuple[float, float]:
    """Return the frame pixels for one photo pixel, across and down."""
    across, down = (
        place * many * side / (crop * pixels)
        for place, many, side, crop, pixels in zip(
            (layout.place.width, layout.place.height), layout.extent, frame, (layout.crop.width, layout.crop.height),
            photo, strict=True,
        )
    )  # fmt: skip
    return across, down


@given(width=SIDES, height=SIDES, frame=FRAME, subject=SUBJECTS, frames=st.integers(48, 180))
def test_no_photo_is_stretched_or_enlarged_too_much(
    width: int, height: int, frame: tuple[int, int], subject: Area | None, frames: int
) -> None:
    layout = lay_out((width, height), subject, frame, longest_canvas(frames))

    across, down = scales((width, height), frame, layout)

    assert across == pytest.approx(down, rel=1e-6)
    assert across <= MAX_UPSCALE + 1e-9


@given(width=SIDES, height=SIDES, frame=FRAME, subject=SUBJECTS)
def test_no_layout_crops_much_or_leaves_its_canvas(
    width: int, height: int, frame: tuple[int, int], subject: Area | None
) -> None:
    layout = lay_out((width, height), subject, frame, FOUR_S)

    assert layout.crop.width * layout.crop.height >= 1 - MAX_CROP - 1e-9
    for area in (layout.crop, layout.place):
        assert min(area.left, area.top) >= -1e-9
        assert max(area.right, area.bottom) <= 1 + 1e-9


@given(width=SIDES, height=SIDES, frame=FRAME, subject=SUBJECTS)
def test_the_subject_is_never_cropped(width: int, height: int, frame: tuple[int, int], subject: Area | None) -> None:
    layout = lay_out((width, height), subject, frame, FOUR_S)

    if subject is not None:
        visible = subject.within(layout.crop)
        share = visible.width * visible.height * layout.crop.width * layout.crop.height
        assert share == pytest.approx(subject.width * subject.height, rel=1e-4)


@given(width=SIDES, height=SIDES, frame=FRAME, subject=SUBJECTS)
def test_a_photo_over_its_blur_is_whole_in_the_closest_view(
    width: int, height: int, frame: tuple[int, int], subject: Area | None
) -> None:
    layout = lay_out((width, height), subject, frame, FOUR_S)

    if layout.has_background and not layout.travels:
        margin = (1 - 1 / SAFE_ZOOM) / 2
        assert min(layout.place.left, layout.place.top) >= margin - 1e-9
        assert max(layout.place.right, layout.place.bottom) <= 1 - margin + 1e-9


@pytest.mark.parametrize(("photo", "fills"), [((1080, 1920), True), ((3000, 4000), True), ((3000, 3000), False)])
def test_a_scene_fills_the_frame_when_that_costs_little(photo: tuple[int, int], fills: bool) -> None:
    assert lay_out(photo, None, TALL, FOUR_S).has_background is not fills


def test_a_photo_whose_subject_would_be_cut_is_shown_whole() -> None:
    assert not lay_out((3000, 4000), Area(0.2, 0.2, 0.6, 0.6), TALL, FOUR_S).has_background
    assert lay_out((3000, 4000), Area(0.05, 0.2, 0.9, 0.6), TALL, FOUR_S).has_background


def test_a_crop_follows_a_subject_at_the_side() -> None:
    layout = lay_out((3000, 4000), Area(0.62, 0.3, 0.33, 0.4), TALL, FOUR_S)

    assert not layout.has_background
    assert layout.crop.left > lost_share((3000, 4000), TALL) / 2
    assert layout.crop.right >= 0.95


def test_a_small_subject_enlarges_a_whole_photo() -> None:
    whole = lay_out((4000, 3000), Area(0.0, 0.2, 1.0, 0.6), TALL, FOUR_S)
    near = lay_out((4000, 3000), Area(0.4, 0.4, 0.2, 0.2), TALL, FOUR_S)

    assert whole.crop == WHOLE
    assert near.place.height > 1.3 * whole.place.height


def test_a_landscape_photo_makes_room_for_the_captions() -> None:
    assert lay_out((4000, 3000), None, TALL, FOUR_S).place.centre[1] < 0.45


def test_a_small_photo_is_shown_small_over_its_blur() -> None:
    layout = lay_out((200, 300), None, TALL, FOUR_S)

    assert layout.has_background
    assert layout.place.width == pytest.approx(200 * MAX_UPSCALE / 1080)


def test_a_small_photo_of_the_frames_shape_is_not_enlarged_to_fill_it() -> None:
    assert not lay_out((720, 1280), None, TALL, FOUR_S).has_background
    assert lay_out((640, 1138), None, TALL, FOUR_S).has_background


@pytest.mark.parametrize(
    ("photo", "frame", "axis"), [((6000, 2000), TALL, 0), ((1000, 4000), TALL, 1), ((1000, 3000), (1920, 1080), 1)]
)
def test_the_camera_travels_along_the_long_side_of_long_photos(
    photo: tuple[int, int], frame: tuple[int, int], axis: int
) -> None:
    layout = lay_out(photo, None, frame, FOUR_S)

    assert layout.travels
    assert layout.crop == WHOLE
    assert 1.15 <= layout.extent[axis] <= FOUR_S + 1e-9
    assert layout.extent[1 - axis] == 1


def test_a_canvas_is_no_longer_than_its_shot_can_travel() -> None:
    short, long = (lay_out((20_000, 3000), None, TALL, longest_canvas(frames)) for frames in (48, 180))

    assert short.extent[0] < long.extent[0]
    assert short.place.height < long.place.height


@pytest.mark.parametrize(
    ("photo", "rows"), [((3000, 1000), 1), ((8000, 1000), 1), ((12_000, 200), 4), ((200, 2000), 2)]
)
def test_strips_are_folded_into_rows(photo: tuple[int, int], rows: int) -> None:
    assert strip_rows(photo) == rows


@given(ratio=st.floats(0.1, 10), width=SIDES, height=SIDES)
def test_a_crop_without_a_subject_is_centred(ratio: float, width: int, height: int) -> None:
    crop = crop_to((width, height), ratio, None)

    assert crop.centre[0] == pytest.approx(0.5)
    assert crop.centre[1] == pytest.approx(0.5)
    assert crop.width * width / (crop.height * height) == pytest.approx(ratio)
