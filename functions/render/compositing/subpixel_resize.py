"""A moving camera's look at a plane: the binding of `layers/subpixel_resize/subpixel_resize.c`.

A view is placed by fractions of a pixel, so that the picture moves smoothly, and costs a third of what OpenCV asks for
one that starts on a whole pixel (an eighth of what it asks for a warp).
"""

import ctypes
from pathlib import Path
from typing import Final, NamedTuple

from functions.render.compositing.frame import Image

LIBRARY: Final = Path(__file__).with_name("libsubpixel_resize.so")
MAX_STEP: Final = 2.0
"""A view's step lies below it: what is to be shown at half of its size or less has to be scaled down before."""


class Axis(NamedTuple):
    """A view's pixels on one axis: `length` of them, `step` source pixels apart.

    `start` is where the first one's edge lies in the source, whose own edge is 0. Beyond the source's edges its
    outermost pixels go on.
    """

    start: float
    step: float
    length: int


class _Axis(ctypes.Structure):
    _fields_ = (("start", ctypes.c_double), ("step", ctypes.c_double), ("length", ctypes.c_int64))


class _Plane(ctypes.Structure):
    _fields_ = (
        ("pixels", ctypes.c_void_p),
        ("width", ctypes.c_int64),
        ("height", ctypes.c_int64),
        ("stride", ctypes.c_int64),
    )


_kernel: Final = ctypes.CDLL(str(LIBRARY)).subpixel_resize
_kernel.restype = ctypes.c_int
_kernel.argtypes = tuple(ctypes.POINTER(kind) for kind in (_Plane, _Axis, _Axis, _Plane))


def _plane(pixels: Image) -> _Plane:
    if pixels.strides[1] != 1:
        raise ValueError("the pixels of a row must lie side by side")
    height, width = pixels.shape
    return _Plane(pixels.ctypes.data, width, height, pixels.strides[0])


def subpixel_resize(source: Image, across: Axis, down: Axis, target: Image) -> None:
    """Fill `target` with the view of `source` that the two axes describe.

    Raises:
        ValueError: the view is not of `target`'s size, or an axis' step is not in 0…`MAX_STEP`.
    """
    if target.shape != (down.length, across.length):
        raise ValueError(f"a view of {across.length}×{down.length} pixels cannot be shown on {target.shape[::-1]}")
    if _kernel(_plane(source), _Axis(*across), _Axis(*down), _plane(target)):
        raise ValueError(f"no view goes {across} across and {down} down")
