"""Which photos are cropped to fill the frame."""

import pytest

from vidx.media.cropping import MAX_CROP, is_panorama, lost_share

VERTICAL = (1080, 1920)


@pytest.mark.parametrize(
    ("photo", "share"), [((1080, 1920), 0.0), ((3000, 4000), 0.25), ((800, 1000), 0.297), ((1000, 1000), 0.4375)]
)
def test_the_lost_share_is_the_part_outside_the_frame(photo: tuple[int, int], share: float) -> None:
    assert lost_share(photo, VERTICAL) == pytest.approx(share, abs=0.001)
    assert lost_share(photo[::-1], VERTICAL[::-1]) == pytest.approx(share, abs=0.001)


def test_portrait_photos_of_cameras_may_fill_a_vertical_frame_and_square_ones_may_not() -> None:
    assert lost_share((3000, 4000), VERTICAL) < lost_share((4000, 5000), VERTICAL) < MAX_CROP
    assert lost_share((3000, 3000), VERTICAL) > MAX_CROP


@pytest.mark.parametrize(
    ("photo", "frame", "panorama"),
    [
        pytest.param((4000, 2000), VERTICAL, True, id="wide photo in a tall frame"),
        pytest.param((3880, 2000), VERTICAL, False, id="slightly too short"),
        pytest.param((4000, 2000), (1920, 1080), False, id="wide photo that nearly fits a wide frame"),
        pytest.param((2000, 4000), (1920, 1080), True, id="tall photo in a wide frame"),
    ],
)
def test_a_panorama_is_long_and_does_not_fit_the_frame(
    photo: tuple[int, int], frame: tuple[int, int], panorama: bool
) -> None:
    assert is_panorama(photo, frame) is panorama
