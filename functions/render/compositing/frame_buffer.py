"""The memory that frames are drawn into, one after the other, and what of the last one may stay there."""

import numpy as np

from functions.render.compositing.frame import Format, Image
from functions.render.compositing.visible_region import Places


class FrameBuffer:
    """One frame's memory (see `Format.planes`).

    A photo's ground stands still, and laying it anew under each frame takes a quarter of the time that drawing takes.
    So a source that has left nothing in the buffer but its ground and its photo says so (`keep`), and when it gets the
    buffer again, it mends only where the photo was. Whoever takes `pixels` may write on them: then nothing is kept.
    """

    def __init__(self, memory: Image) -> None:
        self._memory = memory
        self._shown = memory.view()
        self._shown.flags.writeable = False
        self._kept: tuple[Image, Places] | None = None

    @classmethod
    def of(cls, form: Format) -> "FrameBuffer":
        return cls(np.empty(form.frame_bytes, np.uint8))

    @property
    def shown(self) -> Image:
        """The frame, to be read only."""
        return self._shown

    @property
    def pixels(self) -> Image:
        """The frame, to be written on."""
        self._kept = None
        return self._memory

    def keep(self, ground: Image, places: Places) -> None:
        """All of the frame now shows `ground`, save the photo at its places."""
        self._kept = ground, places

    def places_on(self, ground: Image) -> Places | None:
        """Where a photo lies on this very ground; None when the buffer may show anything."""
        if self._kept is None or self._kept[0] is not ground:
            return None
        return self._kept[1]
