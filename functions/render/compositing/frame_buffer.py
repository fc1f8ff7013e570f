"""The memory that frames are drawn into, one after the other; it remembers what a photo's frame has left there."""

import numpy as np

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.visible_region import VisibleRegions


class FrameBuffer:
    """One frame's memory, laid out as `FrameFormat.planes` says.

    A photo's background does not move, and copying it for every frame would take a quarter of the drawing time. So a
    source whose buffer holds only its background and its photo calls `remember`. When it gets the buffer again, it
    redraws the background only where the photo was. Access to `pixels` clears this, since the caller may write there.
    """

    def __init__(self, memory: Image) -> None:
        self._memory = memory
        self._view = memory.view()
        self._view.flags.writeable = False
        self._remembered: tuple[Image, VisibleRegions] | None = None

    @classmethod
    def of(cls, frame_format: FrameFormat) -> "FrameBuffer":
        return cls(np.empty(frame_format.frame_bytes, np.uint8))

    @property
    def read_only(self) -> Image:
        """The frame, read-only."""
        return self._view

    @property
    def pixels(self) -> Image:
        """The frame, for writing."""
        self._remembered = None
        return self._memory

    def remember(self, background: Image, regions: VisibleRegions) -> None:
        """Remember that the whole frame shows `background`, except for the photo in `regions`."""
        self._remembered = background, regions

    def regions_on(self, background: Image) -> VisibleRegions | None:
        """Return where the photo lies on this same background; None when the buffer may show anything."""
        if self._remembered is None or self._remembered[0] is not background:
            return None
        return self._remembered[1]
