"""The memory that frames are drawn into, one after the other, and what of the last one may stay there."""

import numpy as np

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.visible_region import VisibleRegions


class FrameBuffer:
    """One frame's memory (see `FrameFormat.planes`).

    A photo's ground stands still, and laying it anew under each frame takes a quarter of the time that drawing takes.
    So a source that has left nothing in the buffer but its ground and its photo says so (`keep`), and when it gets the
    buffer again, it mends only where the photo was. Whoever takes `pixels` may write on them: then nothing is kept.
    """

    def __init__(self, memory: Image) -> None:
        self._memory = memory
        self._shown = memory.view()
        self._shown.flags.writeable = False
        self._kept: tuple[Image, VisibleRegions] | None = None

    @classmethod
    def of(cls, frame_format: FrameFormat) -> "FrameBuffer":
        return cls(np.empty(frame_format.frame_bytes, np.uint8))

    @property
    def shown(self) -> Image:
        """The frame, to be read only."""
        return self._shown

    @property
    def pixels(self) -> Image:
        """The frame, to be written on."""
        self._kept = None
        return self._memory

    def keep(self, background: Image, places: VisibleRegions) -> None:
        """All of the frame now shows `background`, save the photo at its places."""
        self._kept = background, places

    def regions_on(self, background: Image) -> VisibleRegions | None:
        """Where a photo lies on this very ground; None when the buffer may show anything."""
        if self._kept is None or self._kept[0] is not background:
            return None
        return self._kept[1]
