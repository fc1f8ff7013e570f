"""Says which photo or clip an error comes from."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import cv2

from vidx.errors import PhotoNotRendered


class UnreadablePicture(ValueError):
    """A working copy cannot be decoded, although the photos stage wrote it."""


DETERMINISTIC_ERRORS: Final = (
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AssertionError,
    MemoryError,
    cv2.error,
)
"""Errors of a computation: the same photo raises them again on every retry."""


@contextmanager
def photo_error_context(index: int) -> Iterator[None]:
    """Turn an error that every retry would repeat into `PhotoNotRendered`, naming photo or clip `index` (from 0).

    Raises:
        PhotoNotRendered: the body of the `with` statement raises one of `DETERMINISTIC_ERRORS`.
    """
    try:
        yield
    except DETERMINISTIC_ERRORS as error:
        raise PhotoNotRendered(f"photo {index + 1} cannot be shown in a video", field=f"photos[{index}]") from error
