"""The checks of a logo at upload."""

import struct
import zlib
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from functions.photos.logo import make_logo
from testing.pictures import picture
from vidx import options
from vidx.errors import UnusablePhoto
from vidx.media.logo import inspect_logo_file

MIN_SIDE, MAX_PIXELS = options.MIN_LOGO_SIDE_PX, options.MAX_LOGO_PIXELS


@pytest.mark.parametrize(
    ("size", "fault"),
    [
        ((MIN_SIDE - 1, MIN_SIDE), "the logo has only 47×48 pixels; use one of at least 48×48"),
        ((MIN_SIDE, MIN_SIDE - 1), "the logo has only 48×47 pixels; use one of at least 48×48"),
        ((5000, MAX_PIXELS // 5000 + 1), "the logo has 5,000×5,001 pixels; use one of at most 25 megapixels"),
        ((6000, 6000), "the logo has 6,000×6,000 pixels; use one of at most 25 megapixels"),
    ],
    ids=str,
)
def test_a_logo_beyond_a_limit_is_refused(size: tuple[int, int], fault: str) -> None:
    with pytest.raises(UnusablePhoto, match=fault):
        inspect_logo_file(picture("PNG", *size))


def test_a_logo_of_5_mb_is_accepted_and_one_byte_more_is_not() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1250, 1250, 3), np.uint8)
    file = cv2.imencode(".png", noise)[1].tobytes()
    padded = _padded(file, options.MAX_LOGO_BYTES)

    inspect_logo_file(padded)

    assert Image.open(BytesIO(make_logo(padded))).size == (320, 320)
    with pytest.raises(UnusablePhoto, match=r"the logo has 5\.0 MB; it must not be empty, and 5 MB at most"):
        inspect_logo_file(_padded(file, options.MAX_LOGO_BYTES + 1))


def _padded(png: bytes, size: int) -> bytes:
    """The picture with a chunk of text before its end, `size` bytes long."""
    length = size - len(png) - 12
    chunk = b"tEXt" + b"Comment\0".ljust(length, b"x")
    end = png.rindex(b"IEND") - 4
    return png[:end] + struct.pack(">I", length) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[end:]
