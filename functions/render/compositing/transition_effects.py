"""Drawing a transition: two frames become one, plane by plane, for little more CPU time than a cross-fade.

All movement is in steps of two luma pixels (one chroma pixel), so that luma and chroma stay aligned. Pixels are copied
where possible and computed only where both frames are mixed. Each function works on one plane and writes its result
into the new frame's plane; `step` is 2 pixels for luma and 1 for chroma.
"""

from functools import cache
from typing import Final, assert_never

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.frame import CHROMA_ZERO, LUMA_BLACK, FrameFormat, Image
from functions.render.planning.transitions import Kind, Side, Transition

SOFT_EDGE: Final = 0.3
"""Width of a wipe's soft edge, as a share of the frame's side."""
SHADOW: Final = 0.04
"""Width of the shadow in front of a sliding frame, as a share of the frame's side."""
SHADOW_DEPTH: Final = 0.45
ZOOM_GROWTH: Final = 0.35
"""How much the old shot grows during a zoom transition."""
HORIZONTAL: Final = frozenset({Side.LEFT, Side.RIGHT})
LEADING: Final = frozenset({Side.LEFT, Side.TOP})
"""Sides at which rows and columns are numbered from 0."""

Weights = NDArray[np.float32]


def smooth(share: float) -> float:
    """Return the covered distance (0…1) after `share` (0…1) of the time, with soft start and stop."""
    return share * share * (3 - 2 * share)


def _strip(plane: Image, side: Side, start: int, stop: int) -> Image:
    """Return the columns `start` to `stop`, or the rows when the side is top or bottom."""
    return plane[:, start:stop] if side in HORIZONTAL else plane[start:stop]


def _length(plane: Image, side: Side) -> int:
    height, width = plane.shape
    return int(width if side in HORIZONTAL else height)


def _split(new: Image, old: Image, side: Side, reach: int, start: int) -> None:
    """Fill `reach` pixels from `side` with the new frame, and the rest with the old one from its pixel `start` on."""
    length = _length(new, side)
    rest = length - reach
    if side in LEADING:
        _strip(new, side, 0, reach)[:] = _strip(new, side, rest, length)
        _strip(new, side, reach, length)[:] = _strip(old, side, start, start + rest)
    else:
        _strip(new, side, rest, length)[:] = _strip(new, side, 0, reach)
        _strip(new, side, 0, rest)[:] = _strip(old, side, start, start + rest)


def push(new: Image, old: Image, side: Side, reach: int) -> None:
    """The new frame pushes the old one out."""
    _split(new, old, side, reach, 0 if side in LEADING else reach)


def slide(new: Image, old: Image, side: Side, reach: int, black: int) -> None:
    """The new frame slides over the old one and casts a shadow on it; `black` is the plane's value for black."""
    _split(new, old, side, reach, reach if side in LEADING else 0)
    length = _length(new, side)
    width = min(round(length * SHADOW), length - reach)
    start = reach if side in LEADING else length - reach - width
    shade = _strip(new, side, start, start + width)
    shade[:] = np.rint(black + (shade - np.float32(black)) * (1 - SHADOW_DEPTH * _ramp(side, width, 1)))


@cache
def _ramp(side: Side, length: int, across: int) -> Weights:
    """Return weights that fall from 1 at the side to 0, `length` pixels along the movement and `across` pixels wide."""
    share = (np.arange(length, dtype=np.float32) + 0.5) / max(length, 1)
    falling = np.asarray(1 - share * share * (3 - 2 * share), np.float32)
    along = falling if side in LEADING else falling[::-1]
    return np.ascontiguousarray(
        np.tile(along, (across, 1)) if side in HORIZONTAL else np.tile(along[:, None], (1, across))
    )


def wipe(new: Image, old: Image, side: Side, share: float, step: int) -> None:
    """A soft edge moves over the frame and uncovers the new one."""
    length = _length(new, side)
    width = round(length / step * SOFT_EDGE) * step
    edge = round(share * (length + width) / step) * step - width
    start, stop = (edge, edge + width) if side in LEADING else (length - edge - width, length - edge)
    first, last = max(start, 0), min(stop, length)
    if side in LEADING:
        _strip(new, side, last, length)[:] = _strip(old, side, last, length)
    else:
        _strip(new, side, 0, first)[:] = _strip(old, side, 0, first)
    if last > first:
        mixed, old_strip = _strip(new, side, first, last), _strip(old, side, first, last)
        weight, rest = (_weights_strip(w, side, first - start, last - start) for w in _edge(side, width, new.shape))
        cv2.blendLinear(mixed, old_strip, weight, rest, dst=mixed)


@cache
def _edge(side: Side, width: int, shape: tuple[int, int]) -> tuple[Weights, Weights]:
    weight = _ramp(side, width, shape[0] if side in HORIZONTAL else shape[1])
    return weight, 1 - weight


def _weights_strip(weights: Weights, side: Side, start: int, stop: int) -> Weights:
    return weights[:, start:stop] if side in HORIZONTAL else weights[start:stop]


def zoom_through(new: Image, old: Image, share: float, step: int) -> None:
    """The old frame grows and dissolves."""
    visible = 1 / (1 + ZOOM_GROWTH * share)
    top, left = (round(side / step * (1 - visible) / 2) * step for side in old.shape)
    enlarged = cv2.resize(
        old[top : old.shape[0] - top, left : old.shape[1] - left], old.shape[::-1], interpolation=cv2.INTER_LINEAR
    )
    cv2.addWeighted(new, share, enlarged, 1 - share, 0, dst=new)


def blend(transition: Transition, share: float, frame_format: FrameFormat, new: Image, old: Image) -> None:
    """Draw the transition from `old` to `new` after `share` (0…1) of its time; the result is written to `new`."""
    if transition.kind is Kind.FADE:
        new_rows, old_rows = (frame.reshape(-1, frame_format.width) for frame in (new, old))
        cv2.addWeighted(new_rows, share, old_rows, 1 - share, 0, dst=new_rows)
        return
    eased = smooth(share)
    for number, (plane, old_plane) in enumerate(zip(frame_format.planes(new), frame_format.planes(old), strict=True)):
        step = 1 if number else 2
        reach = round(eased * _length(plane, transition.side) / step) * step
        match transition.kind:
            case Kind.PUSH:
                push(plane, old_plane, transition.side, reach)
            case Kind.SLIDE:
                slide(plane, old_plane, transition.side, reach, CHROMA_ZERO if number else LUMA_BLACK)
            case Kind.WIPE:
                wipe(plane, old_plane, transition.side, eased, step)
            case Kind.ZOOM:
                zoom_through(plane, old_plane, eased, step)
            case _:
                assert_never(transition.kind)
