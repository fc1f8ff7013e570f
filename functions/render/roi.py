"""Sub-pixel views from whole-pixel operations.

A camera move without rotation is, on each axis, a resize and a crop. `cv2.resize` of an integer region is several
times faster than a warp and takes any real scale, but a region can only start on a whole pixel. Cropping `c` resized
pixels moves the view by `c` times the step, so among some dozens of crops there is nearly always one whose region
starts on a whole pixel. What error remains is spread by a hair's breadth of scale, so that it is zero in the middle
of the view and ± `error_px` at its ends: the picture as a whole never jumps.
"""

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


Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


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


_CROPS: Final = np.arange(1, MAX_CROP_PX + 1, dtype=np.float64)


def plan_axes(positions: Floats, steps: Floats, lengths: Counts) -> list[AxisPlan]:
    """Plan one axis of each of a shot's views.

    Args:
        positions: source coordinates (pixel edges, so 0 is the source's border) of the views' first edges;
            at least `MARGIN_PX`, and a view ends at least `MARGIN_PX` before the source does.
        steps: source pixels per shown pixel, `MIN_STEP` to `MAX_STEP`.
        lengths: shown pixels.

    Returns:
        For each view the plan with the smallest error; its region lies within the source.
    """
    ideal = positions[:, None] - _CROPS * steps[:, None]
    starts = np.rint(ideal)
    offsets = (starts - ideal) / (_CROPS + lengths[:, None] / 2)
    best = np.abs(offsets).argmin(axis=1)
    views = np.arange(len(best))
    start, offset = starts[views, best], offsets[views, best]
    near = steps - offset
    spans = np.ceil((best + lengths + 2) * near) + 1
    errors_px = np.abs(offset) * lengths / 2 / steps
    columns = start.astype(int), spans.astype(int), near, best + 1, errors_px, positions, steps
    return [AxisPlan(*plan) for plan in zip(*(column.tolist() for column in columns), strict=True)]
