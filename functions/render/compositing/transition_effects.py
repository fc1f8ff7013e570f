"""Drawing a transition: two frames become one, in YUV planes, for little more than a cross-fade costs.

Everything moves by whole pairs of luma pixels, so that luma and chroma never part; only what is mixed is computed,
the rest is copied. Each function works on one plane and leaves its result in the new frame's; `grain` is 2 pixels for
luma and 1 for chroma.
"""

from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.frame import CHROMA_ZERO, LUMA_BLACK, FrameFormat, Image
from functions.render.planning.transitions import Kind, Side, Transition

SOFT_EDGE: Final = 0.3
"""Width of a wipe's soft edge, in frame sides."""
SHADOW: Final = 0.04
"""Width of the shadow before a sliding frame, in frame sides."""
SHADOW_DEPTH: Final = 0.45
FLY_THROUGH_GROWTH: Final = 0.35
"""How much an old shot grows while the camera flies through it."""
HORIZONTAL: Final = frozenset({Side.LEFT, Side.RIGHT})
LEADING: Final = frozenset({Side.LEFT, Side.TOP})

Weights = NDArray[np.float32]


def smooth(share: float) -> float:
    """Share of the way after `share` (0…1) of the time: from rest to rest."""
    return share * share * (3 - 2 * share)


def _strip(plane: Image, side: Side, start: int, stop: int) -> Image:
    """Columns, or rows for top and bottom, `start` to `stop`."""
    return plane[:, start:stop] if side in HORIZONTAL else plane[start:stop]


def _length(plane: Image, side: Side) -> int:
    height, width = plane.shape
    return int(width if side in HORIZONTAL else height)


def _split(new: Image, old: Image, side: Side, reach: int, start: int) -> None:
    """The new shot reaches `reach` in from its side; beyond it lies the old one, from its own `start` on."""
    length = _length(new, side)
    rest = length - reach
    if side in LEADING:
        _strip(new, side, 0, reach)[:] = _strip(new, side, rest, length)
        _strip(new, side, reach, length)[:] = _strip(old, side, start, start + rest)
    else:
        _strip(new, side, rest, length)[:] = _strip(new, side, 0, reach)
        _strip(new, side, 0, rest)[:] = _strip(old, side, start, start + rest)


def push(new: Image, old: Image, side: Side, reach: int) -> None:
    """The new shot pushes the old one out."""
    _split(new, old, side, reach, 0 if side in LEADING else reach)


def slide(new: Image, old: Image, side: Side, reach: int, black: int) -> None:
    """The new shot comes over the old one, which stays, in its shadow; `black` is the plane's value for black."""
    _split(new, old, side, reach, reach if side in LEADING else 0)
    length = _length(new, side)
    wide = min(round(length * SHADOW), length - reach)
    start = reach if side in LEADING else length - reach - wide
    shade = _strip(new, side, start, start + wide)
    shade[:] = np.rint(black + (shade - np.float32(black)) * (1 - SHADOW_DEPTH * _ramp(side, wide, 1)))


@cache
def _ramp(side: Side, wide: int, across: int) -> Weights:
    """Weights from 1 at the side down to 0, `wide` along the way and `across` beside it."""
    share = (np.arange(wide, dtype=np.float32) + 0.5) / max(wide, 1)
    falling = np.asarray(1 - share * share * (3 - 2 * share), np.float32)
    along = falling if side in LEADING else falling[::-1]
    return np.ascontiguousarray(
        np.tile(along, (across, 1)) if side in HORIZONTAL else np.tile(along[:, None], (1, across))
    )


def wipe(new: Image, old: Image, side: Side, share: float, grain: int) -> None:
    """A soft edge passes over the frame, the new shot behind it."""
    length = _length(new, side)
    wide = round(length / grain * SOFT_EDGE) * grain
    edge = round(share * (length + wide) / grain) * grain - wide
    start, stop = (edge, edge + wide) if side in LEADING else (length - edge - wide, length - edge)
    first, last = max(start, 0), min(stop, length)
    if side in LEADING:
        _strip(new, side, last, length)[:] = _strip(old, side, last, length)
    else:
        _strip(new, side, 0, first)[:] = _strip(old, side, 0, first)
    if last > first:
        mixed, below = _strip(new, side, first, last), _strip(old, side, first, last)
        weight, rest = (_weights_strip(w, side, first - start, last - start) for w in _edge(side, wide, new.shape))
        cv2.blendLinear(mixed, below, weight, rest, dst=mixed)


@cache
def _edge(side: Side, wide: int, shape: tuple[int, int]) -> tuple[Weights, Weights]:
    weight = _ramp(side, wide, shape[0] if side in HORIZONTAL else shape[1])
    return weight, 1 - weight


def _weights_strip(weights: Weights, side: Side, start: int, stop: int) -> Weights:
    return weights[:, start:stop] if side in HORIZONTAL else weights[start:stop]


def zoom_through(new: Image, old: Image, share: float, grain: int) -> None:
    """The camera flies through the old shot, which grows and dissolves."""
    seen = 1 / (1 + FLY_THROUGH_GROWTH * share)
    top, left = (round(side / grain * (1 - seen) / 2) * grain for side in old.shape)
    grown = cv2.resize(
        old[top : old.shape[0] - top, left : old.shape[1] - left], old.shape[::-1], interpolation=cv2.INTER_LINEAR
    )
    cv2.addWeighted(new, share, grown, 1 - share, 0, dst=new)


def blend(join: Transition, share: float, frame_format: FrameFormat, new: Image, old: Image) -> None:
    """Make of the frames `new` and `old` what is seen after `share` (0…1) of the transition; the result is in `new`."""
    if join.kind is Kind.FADE:
        rows = (frame.reshape(-1, frame_format.width) for frame in (new, old))
        fresh, faded = rows
        cv2.addWeighted(fresh, share, faded, 1 - share, 0, dst=fresh)
        return
    eased = smooth(share)
    for number, (plane, below) in enumerate(zip(frame_format.planes(new), frame_format.planes(old), strict=True)):
        grain = 1 if number else 2
        reach = round(eased * _length(plane, join.side) / grain) * grain
        match join.kind:
            case Kind.PUSH:
                push(plane, below, join.side, reach)
            case Kind.SLIDE:
                slide(plane, below, join.side, reach, CHROMA_ZERO if number else LUMA_BLACK)
            case Kind.WIPE:
                wipe(plane, below, join.side, eased, grain)
            case Kind.ZOOM:
                zoom_through(plane, below, eased, grain)
