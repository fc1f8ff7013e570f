"""Errors that name the photo or clip which they come from."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import cv2

from vidx.errors import PhotoNotRendered


class UnreadablePicture(ValueError):
    """A working copy cannot be read, although the photos stage wrote it."""


DETERMINISTIC_ERRORS: Final = (
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AssertionError,
    MemoryError,
    cv2.error,
)
"""What a computation raises: the same photo raises it again on every retry."""


@contextmanager
def photo_error_context(index: int) -> Iterator[None]:
    """Turn what goes wrong with photo or clip number `index` (from 0) into an error that names it.

    Raises:
        PhotoNotRendered: the work within fails in a way that it will fail again.
    """
    try:
        yield
    except DETERMINISTIC_ERRORS as error:
        raise PhotoNotRendered(f"photo {index + 1} cannot be shown in a video", field=f"photos[{index}]") from error
