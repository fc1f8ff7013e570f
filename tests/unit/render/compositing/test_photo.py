"""Reading working copies of photos: size, scale and errors."""

import cv2
import numpy as np
import pytest

from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.photo import decode_photo, jpeg_size, max_reduction
from testing.render_job import photo


def test_a_file_that_is_no_picture_is_unreadable() -> None:
    with pytest.raises(UnreadablePicture, match="photo cannot be read"):
        decode_photo(b"not a picture")


def test_the_size_is_read_without_decoding() -> None:
    _, progressive = cv2.imencode(".jpg", np.zeros((37, 61, 3), np.uint8), [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])

    assert jpeg_size(photo(1, 400, 300)) == (400, 300)
    assert jpeg_size(progressive.tobytes()) == (61, 37)


@pytest.mark.parametrize("broken", [b"", b"not a picture", b"\xff\xd8\xff\xe0\x00\x02\xff"])
def test_a_photo_without_a_size_is_unreadable(broken: bytes) -> None:
    with pytest.raises(UnreadablePicture, match="photo cannot be read"):
        jpeg_size(broken)


@pytest.mark.parametrize(("needed", "scale"), [((400, 300), 1), ((201, 150), 1), ((200, 150), 2), ((9, 9), 8)])
def test_a_photo_is_decoded_at_the_smallest_sufficient_scale(needed: tuple[int, int], scale: int) -> None:
    assert max_reduction((400, 300), needed) == scale
    assert decode_photo(photo(1, 400, 300), scale).shape == (-(-300 // scale), -(-400 // scale), 3)
