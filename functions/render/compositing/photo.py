"""A prepared photo: its size, read from its header, and its pixels, decoded no larger than they are needed."""

from typing import Final

import cv2
import numpy as np

from functions.render.compositing.canvas import fold
from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import Image, size_of
from functions.render.compositing.subject_detection import SIDE_PX, find_subject
from functions.render.planning.framing import Area, rows_of

START: Final = b"\xff\xd8"
FRAME_HEADERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers SOF0 to SOF15 of ITU-T T.81, table B.1, without the tables among them."""
SCALES: Final = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}
"""Fractions at which a JPEG decodes faster; each pixel is then the mean of a block."""
Size = tuple[int, int]


def size_in(jpeg: bytes) -> Size:
    """(width, height) in pixels, from the header.

    Raises:
        UnreadablePicture: it is not a JPEG, although the photos stage wrote it.
    """
    at = 2 if jpeg.startswith(START) else len(jpeg)
    while at + 9 <= len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if marker in FRAME_HEADERS:
            return int.from_bytes(jpeg[at + 7 : at + 9]), int.from_bytes(jpeg[at + 5 : at + 7])
        at += 2 + length
    raise UnreadablePicture("a prepared photo cannot be read")


def reduction(size: Size, needed: Size) -> int:
    """The greatest fraction (1, 2, 4 or 8) at which a photo of `size` still has `needed` pixels each way."""
    fits = [scale for scale in SCALES if size[0] >= needed[0] * scale and size[1] >= needed[1] * scale]
    return max(fits, default=1)


def decode(jpeg: bytes, scale: int = 1) -> Image:
    """The photo as BGR, at 1/`scale` of its size (rounded up).

    Raises:
        UnreadablePicture: it is not a readable picture, although the photos stage wrote it.
    """
    colour = SCALES.get(scale, cv2.IMREAD_COLOR)
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), colour | cv2.IMREAD_IGNORE_ORIENTATION)
    if picture is None:
        raise UnreadablePicture("a prepared photo cannot be read")
    return np.asarray(picture, np.uint8)


def look_at(photo: bytes) -> tuple[tuple[int, int], Area | None]:
    """Size in pixels (width, height) of a photo as it is laid out, and where its subject is.

    Raises:
        UnreadablePicture: it cannot be read.
    """
    size = size_in(photo)
    if rows_of(size) > 1:
        picture = fold(decode(photo))
        return size_of(picture), find_subject(picture)
    return size, find_subject(decode(photo, reduction(size, (SIDE_PX, SIDE_PX))))
