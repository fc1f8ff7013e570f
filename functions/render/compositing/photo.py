"""Reading a photo's working copy: size from the JPEG header, pixels at the smallest sufficient scale, subject area."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.canvas import fold_strip
from functions.render.compositing.errors import UnreadablePicture, photo_error_context
from functions.render.compositing.frame import Image, image_size
from functions.render.compositing.subject_detection import SIDE_PX, find_subject
from functions.render.planning.framing import strip_rows
from functions.render.planning.plan import Clip, WorkingCopyFacts

START: Final = b"\xff\xd8"
FRAME_HEADERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers SOF0 to SOF15 (ITU-T T.81, table B.1), without the DHT, JPG and DAC markers in that range."""
SCALES: Final = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}
"""Decoder flags by scale denominator. A reduced JPEG decodes faster; each pixel is the mean of a block."""
Size = tuple[int, int]


def jpeg_size(jpeg: bytes) -> Size:
    """Return (width, height) in pixels, from the header.

    Raises:
        UnreadablePicture: the file is not a JPEG, although the photos stage wrote it.
    """
    offset = 2 if jpeg.startswith(START) else len(jpeg)
    while offset + 9 <= len(jpeg):
        marker, length = jpeg[offset + 1], int.from_bytes(jpeg[offset + 2 : offset + 4])
        if marker in FRAME_HEADERS:
            return int.from_bytes(jpeg[offset + 7 : offset + 9]), int.from_bytes(jpeg[offset + 5 : offset + 7])
        offset += 2 + length
    raise UnreadablePicture("the working copy of a photo cannot be read")


def max_reduction(size: Size, needed: Size) -> int:
    """Return the largest denominator (1, 2, 4 or 8) at which the photo still has `needed` pixels on each side."""
    scales = [scale for scale in SCALES if size[0] >= needed[0] * scale and size[1] >= needed[1] * scale]
    return max(scales, default=1)


def decode_photo(jpeg: bytes, scale: int = 1) -> Image:
    """Decode the photo to BGR at 1/`scale` of its size, rounded up.

    Raises:
        UnreadablePicture: the file cannot be decoded, although the photos stage wrote it.
    """
    flag = SCALES.get(scale, cv2.IMREAD_COLOR)
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), flag | cv2.IMREAD_IGNORE_ORIENTATION)
    if picture is None:
        raise UnreadablePicture("the working copy of a photo cannot be read")
    return np.asarray(picture, np.uint8)


def inspect_working_copy(jpeg: bytes) -> WorkingCopyFacts:
    """Return the photo's size in pixels and the area of its subject; of a long strip, after it is folded into rows.

    Raises:
        UnreadablePicture: the photo cannot be decoded.
    """
    size = jpeg_size(jpeg)
    if strip_rows(size) > 1:
        picture = fold_strip(decode_photo(jpeg))
        return WorkingCopyFacts(image_size(picture), find_subject(picture))
    return WorkingCopyFacts(size, find_subject(decode_photo(jpeg, max_reduction(size, (SIDE_PX, SIDE_PX)))))


def inspect_pictures(pictures: Sequence[bytes | Clip]) -> list[WorkingCopyFacts | Clip]:
    """Replace every photo by what the plan needs to know about it.

    Raises:
        PhotoNotRendered: a photo cannot be decoded.
    """
    facts: list[WorkingCopyFacts | Clip] = []
    for index, picture in enumerate(pictures):
        with photo_error_context(index):
            facts.append(picture if isinstance(picture, Clip) else inspect_working_copy(picture))
    return facts
