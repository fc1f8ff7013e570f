"""The pixels of the frame that show the photo, for every camera view of a shot, by axis and plane."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.subpixel_resize import Axis

MIN_COVERAGE: Final = 1 / 256
"""Coverage up to 1/256 rounds to zero in 8 bits."""
Floats = NDArray[np.float64]


class VisibleSpan(NamedTuple):
    """The pixels from `first` to before `last`, on one axis of the frame, show the photo; none when both are equal.

    `axis` says which source pixels they show. Where an edge of the photo lies inside the frame, the photo covers its
    outermost pixel partly (0…1): `before` is the coverage of pixel `first`, `after` that of pixel `last` - 1.
    """

    first: int
    last: int
    before: float
    after: float
    axis: Axis

    @property
    def pixels(self) -> slice:
        return slice(self.first, self.last)


VisibleRegion = tuple[VisibleSpan, VisibleSpan]
"""Where a plane of the frame shows the photo: across and down."""
VisibleRegions = tuple[VisibleRegion, VisibleRegion, VisibleRegion]
"""Where the Y, U and V planes show the photo."""


def visible_spans(starts: Floats, stops: Floats, length: int, source: int) -> list[VisibleSpan]:
    """Return one span for each view, on an axis of `length` pixels.

    Args:
        starts: the photo's first edge in each view, in pixels from the frame's edge; negative when it lies outside.
        stops: the photo's last edge in each view, likewise.
        source: pixels of the photo's plane on this axis.
    """
    first = np.clip(np.floor(starts + MIN_COVERAGE), 0, length).astype(int)
    last = np.clip(np.ceil(stops - MIN_COVERAGE), first, length).astype(int)
    steps = source / (stops - starts)
    axes = map(Axis, ((first - starts) * steps).tolist(), steps.tolist(), (last - first).tolist())
    before, after = np.minimum(first + 1 - starts, 1), np.minimum(stops - last + 1, 1)
    places = zip(first.tolist(), last.tolist(), before.tolist(), after.tolist(), axes, strict=True)
    return [VisibleSpan(*place) for place in places]
