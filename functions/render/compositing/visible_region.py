"""Where a photo shows in the frame, on one axis of one plane, in every view of a shot."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.subpixel_resize import Axis

MIN_COVERAGE: Final = 1 / 256
"""A pixel covered by no larger share shows nothing of it in 8 bits."""
Floats = NDArray[np.float64]


class VisibleSpan(NamedTuple):
    """The frame's pixels `first` up to `last` show the photo, as `axis` says; none do when they are equal.

    At an edge of the photo within the frame, the outermost pixel is covered by it to a share (0…1) only: `before` at
    `first`, `after` at `last` - 1.
    """

    first: int
    last: int
    before: float
    after: float
    axis: Axis

    @property
    def shown(self) -> slice:
        return slice(self.first, self.last)


VisibleRegion = tuple[VisibleSpan, VisibleSpan]
"""Where the photo shows in a plane of the frame: across and down."""
VisibleRegions = tuple[VisibleRegion, VisibleRegion, VisibleRegion]
"""Where it shows in the Y, U and V planes."""


def visible_spans(starts: Floats, stops: Floats, length: int, source: int) -> list[VisibleSpan]:
    """The windows of a photo that lies from `starts` to `stops` on an axis of `length` pixels, view for view.

    Args:
        starts: pixels from the frame's first edge, negative where the photo begins outside.
        source: pixels of the photo's plane on this axis.
    """
    first = np.clip(np.floor(starts + MIN_COVERAGE), 0, length).astype(int)
    last = np.clip(np.ceil(stops - MIN_COVERAGE), first, length).astype(int)
    steps = source / (stops - starts)
    axes = map(Axis, ((first - starts) * steps).tolist(), steps.tolist(), (last - first).tolist())
    before, after = np.minimum(first + 1 - starts, 1), np.minimum(stops - last + 1, 1)
    places = zip(first.tolist(), last.tolist(), before.tolist(), after.tolist(), axes, strict=True)
    return [VisibleSpan(*place) for place in places]
