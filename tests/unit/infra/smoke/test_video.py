"""A video is played by its index: codec, sound, length, and the index in front."""

import pytest

from infra.smoke.video import Unplayable, check_video
from testing.clips import FAST_START, SMALL, clip

LENGTH_S = 1.0
GOOD = clip(LENGTH_S, extra=FAST_START)


def test_a_playable_video_has_codec_size_and_length() -> None:
    video = check_video(GOOD, LENGTH_S)

    assert (video.codec, video.width_px, video.height_px) == ("avc1", 240, 426)
    assert video.duration_s == pytest.approx(LENGTH_S, abs=0.1)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"<html>Not found</html>", "is no MP4"),
        (b"", "is no MP4"),
        (GOOD[:-1], "cut off"),
        (clip(LENGTH_S), "comes after the pictures"),
        (clip(LENGTH_S, codec=("-c:v", "mpeg4"), extra=FAST_START), "are mp4v, not avc1"),
        (clip(LENGTH_S, sound=None, codec=SMALL, extra=FAST_START), "has no sound"),
        (clip(3, extra=FAST_START), "3.0 s long, and the API reports 1.0 s"),
    ],
)
def test_the_first_fault_of_a_video_is_named(file: bytes, fault: str) -> None:
    with pytest.raises(Unplayable, match=fault):
        check_video(file, LENGTH_S)
