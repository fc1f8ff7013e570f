"""Working sizes."""

from hypothesis import given
from hypothesis import strategies as st

from functions.photos.sizes import MAX_SIDE_PX, STRIP_SIDE_PX, near, working_size
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


def test_a_phone_photo_covers_the_frame_with_headroom_both_ways() -> None:
    for size in ((4032, 3024), (3024, 4032)):
        wide, high = working_size(*size, FRAMES["9:16"])

        assert wide >= 1080 * 1.29
        assert high >= 1920 * 1.29


def test_a_panorama_is_bounded() -> None:
    assert working_size(16_000, 4_000, FRAMES["9:16"]) == (4096, 1024)


def test_a_strip_keeps_its_narrow_side() -> None:
    assert working_size(12_000, 200, FRAMES["9:16"]) == (12_000, 200)
    assert working_size(40_000, 800, FRAMES["9:16"]) == (20_000, 400)


def test_a_quarter_more_each_way_is_near_enough() -> None:
    assert near((1250, 500), (1000, 400))
    assert not near((1251, 500), (1000, 400))
    assert not near((1000, 501), (1000, 400))
