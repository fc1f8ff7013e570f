"""Working sizes."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from functions.photos.sizes import MAX_SIDE_PX, STRIP_SIDE_PX, near, working_size
from functions.render.planning.framing import SAFE_ZOOM, Area, lay_out
from functions.render.planning.motion import longest_canvas
from vidx.options import FRAMES, Frame

sides = st.integers(200, 20_000)
frames = st.sampled_from(list(FRAMES.values()))


@given(sides, sides, frames)
def test_a_copy_is_never_larger_than_the_photo_or_the_bound(width_px: int, height_px: int, frame: Frame) -> None:
    copy = working_size(width_px, height_px, frame)

    assert copy[0] <= width_px
    assert copy[1] <= height_px
    assert max(copy) <= MAX_SIDE_PX or min(copy) <= STRIP_SIDE_PX


@given(sides, sides, frames)
def test_proportions_are_kept_to_a_pixel(width_px: int, height_px: int, frame: Frame) -> None:
    wide, high = working_size(width_px, height_px, frame)

    assert abs(wide * height_px - high * width_px) <= max(width_px, height_px)


def test_a_phone_photo_that_fills_the_frame_covers_it_with_headroom_both_ways() -> None:
    wide, high = working_size(3024, 4032, FRAMES["9:16"])

    assert wide >= 1080 * 1.29
    assert high >= 1920 * 1.29


def test_a_photo_that_is_shown_whole_keeps_no_more_than_that_takes() -> None:
    wide, high = working_size(4032, 3024, FRAMES["9:16"])

    assert (wide, high) == (1957, 1467)


@example(4130, 8053, FRAMES["1:1"], None)
@given(st.integers(2500, 9000), st.integers(2500, 9000), frames, st.none() | st.just(Area(0.4, 0.4, 0.2, 0.2)))
def test_a_copy_has_a_pixel_for_each_that_the_camera_sees(
    width_px: int, height_px: int, frame: Frame, subject: Area | None
) -> None:
    copy = working_size(width_px, height_px, frame)

    layout = lay_out(copy, subject, (frame.width_px, frame.height_px), longest_canvas(120))

    assume(max(copy) < MAX_SIDE_PX - 1)
    seen_px = layout.place.width * layout.extent[0] * frame.width_px * SAFE_ZOOM
    assert layout.crop.width * copy[0] >= seen_px * 0.99


def test_a_panorama_is_bounded() -> None:
    assert working_size(16_000, 4_000, FRAMES["9:16"]) == (4096, 1024)


def test_a_strip_keeps_its_narrow_side() -> None:
    assert working_size(12_000, 200, FRAMES["9:16"]) == (12_000, 200)
    assert working_size(40_000, 800, FRAMES["9:16"]) == (20_000, 400)


def test_a_quarter_more_each_way_is_near_enough() -> None:
    assert near((1250, 500), (1000, 400))
    assert not near((1251, 500), (1000, 400))
    assert not near((1000, 501), (1000, 400))
