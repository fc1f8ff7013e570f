"""Bilinear resize of a part of a plane at sub-pixel position: binding of `layers/subpixel_resize/subpixel_resize.c`.

Positions are fractions of a pixel, so that the picture moves smoothly. It takes a third of the time of OpenCV's resize,
which starts at whole pixels only, and an eighth of that of its warp.
"""

import ctypes
from pathlib import Path
from typing import Final, NamedTuple

from functions.render.compositing.frame import Image

LIBRARY: Final = Path(__file__).with_name("libsubpixel_resize.so")
MAX_STEP: Final = 2.0
"""Upper limit of a step: scale pictures down first when they are shown at half of their size or less."""


class Axis(NamedTuple):
    """The target's pixels on one axis: `length` of them, `step` source pixels apart.

    `start` is the source position of the first pixel's edge; the source's own edge is 0. Outside the source its
    outermost pixels repeat.
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
    """Fill `target` with the part of `source` that the two axes describe.

    Raises:
        ValueError: the axes do not have `target`'s size, or a step is not between 0 and `MAX_STEP`.
    """
    if target.shape != (down.length, across.length):
        raise ValueError(f"a view of {across.length}×{down.length} pixels cannot be shown on {target.shape[::-1]}")
    if _kernel(_plane(source), _Axis(*across), _Axis(*down), _plane(target)):
        raise ValueError(f"no view goes {across} across and {down} down")
