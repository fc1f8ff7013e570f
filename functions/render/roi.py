"""Sub-pixel views from whole-pixel operations.

A camera move without rotation is, on each axis, a resize and a crop. `cv2.resize` of an integer region is several
times faster than a warp and takes any real scale, but a region can only start on a whole pixel. Cropping `c` resized
pixels moves the view by `c` times the step, so among some dozens of crops there is nearly always one whose region
starts on a whole pixel. What error remains is spread by a hair's breadth of scale, so that it is zero in the middle
of the view and ± `error_px` at its ends: the picture as a whole never jumps.
"""

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_CROP_PX: Final = 48
"""More crops to choose from place the view better and cost more to resize."""
MARGIN_PX: Final = 64
"""Border that a plane needs around the picture for the cropped pixels."""
MIN_STEP: Final = 1.04
"""Smallest source step: at 1 a crop moves the view by whole pixels only, and nothing lies between them."""
MAX_STEP: Final = 1.2
EASY_STEP: Final = 1.1618
"""A step that no small fraction comes near, so that every position is met closely."""
MAX_ERROR_PX: Final = 0.08
"""Largest error for steps in range, at a view's ends; 1/12 would be that of a step of exactly 6/5 left alone."""
VISIBLE_PX: Final = 0.05
"""A view planned with a larger error is drawn by a warp instead: exact, some four times as dear, one in fifty."""


class AxisPlan(NamedTuple):
    """Resize the source's `[start, start + span)` by 1/`step` and show `[crop, crop + length)` of the result.

    `error_px` is the largest distance between where a shown pixel is and where it should be, in shown pixels. It should
    be where a view from `position` on in steps of `wanted_step` has it.
    """

    start: int
    span: int
    step: float
    crop: int
    error_px: float
    position: float
    wanted_step: float

    @property
    def close(self) -> bool:
        """Whether nobody sees the difference between the plan and what it plans."""
        return self.error_px <= VISIBLE_PX


@cache
def _crops() -> NDArray[np.float64]:
    return np.arange(1, MAX_CROP_PX + 1, dtype=np.float64)


def plan_axis(position: float, step: float, length: int) -> AxisPlan:
    """Plan one axis of a view.

    Args:
        position: source coordinate (pixel edges, so 0 is the source's border) of the view's first edge;
            at least `MARGIN_PX`, and the view ends at least `MARGIN_PX` before the source does.
        step: source pixels per shown pixel, `MIN_STEP` to `MAX_STEP`.
        length: shown pixels.

    Returns:
        The plan with the smallest error; its region lies within the source.
    """
    crops = _crops()
    ideal = position - crops * step
    starts = np.rint(ideal)
    offsets = (starts - ideal) / (crops + length / 2)
    best = int(np.abs(offsets).argmin())
    crop, start = best + 1, int(starts[best])
    near = step - float(offsets[best])
    span = int(np.ceil((crop + length + 1) * near)) + 1
    error_px = float(abs(offsets[best])) * length / 2 / step
    return AxisPlan(start, span, near, crop, error_px, position, step)
