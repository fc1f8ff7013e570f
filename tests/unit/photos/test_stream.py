"""Size, start and frame rate of a clip's pictures, from FFmpeg's log."""

import pytest

from functions.photos.stream import read_stream
from vidx.media.clip import ClipFacts

FACTS = ClipFacts("MP4", 720, 576, 4.0, "avc1")
LATE = """\
  Duration: 00:00:08.00, start: {file}, bitrate: 1051 kb/s
  Stream #0:0[0x1](und): Audio: aac (LC), 44100 Hz, mono, fltp, 69 kb/s (default)
  Stream #0:1[0x2](und): Video: h264 (avc1), yuv420p, 720x576 [SAR {shape} DAR 4:3], 9 kb/s, 59.94 fps, 60 tbr{start}
"""


def log(file: str = "0.000000", start: str = "", shape: str = "1:1") -> str:
    return LATE.format(file=file, start=start, shape=shape)


@pytest.mark.parametrize(
    ("file", "start", "start_s"),
    [
        ("0.000000", "", 0),
        ("0.000000", ", start 3.500000 (default)", 3.5),
        ("3.500000", ", start 3.500000", 0),
        ("-0.021000", ", start 0.479000", 0.5),
        ("-0.021000", "", 0.021),
        ("0.000000", ", start -0.066667", 0),
    ],
)
def test_the_pictures_start_is_counted_from_the_files(file: str, start: str, start_s: float) -> None:
    assert read_stream(log(file, start), FACTS).start_s == pytest.approx(start_s)


def test_the_frame_rate_is_the_files() -> None:
    assert read_stream(log(), FACTS).frames_per_s == pytest.approx(59.94)
    assert read_stream("", FACTS).frames_per_s == 30


@pytest.mark.parametrize(
    ("shown", "shape", "size"),
    [
        ((720, 576), "16:15", (768, 576)),
        ((576, 720), "16:15", (576, 768)),
        ((768, 576), "16:15", (768, 576)),
        ((720, 576), "1:1", (720, 576)),
        ((720, 576), "0:1", (720, 576)),
    ],
    ids=["told by the pictures", "and turned", "told by the index", "square", "unknown"],
)
def test_pixels_that_are_not_square_are_stretched_once(
    shown: tuple[int, int], shape: str, size: tuple[int, int]
) -> None:
    stream = read_stream(log(shape=shape), FACTS._replace(width_px=shown[0], height_px=shown[1]))

    assert (stream.width_px, stream.height_px) == size
