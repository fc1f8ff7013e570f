"""The regions that a frame buffer remembers of the frame before."""

import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.subpixel_resize import Axis
from functions.render.compositing.visible_region import VisibleRegion, VisibleRegions, VisibleSpan

FORM = FrameFormat(8, 8)
BACKGROUND = np.zeros(FORM.frame_bytes, np.uint8)


def places() -> VisibleRegions:
    axis = Axis(0.0, 1.1, 8)
    place: VisibleRegion = (VisibleSpan(0, 8, 1.0, 1.0, axis), VisibleSpan(2, 6, 1.0, 1.0, axis))
    return place, place, place


def test_regions_are_remembered_for_one_background_only() -> None:
    buffer, regions = FrameBuffer.of(FORM), places()

    buffer.remember(BACKGROUND, regions)

    assert buffer.regions_on(BACKGROUND) is regions
    assert buffer.regions_on(BACKGROUND.copy()) is None


def test_write_access_clears_the_remembered_regions() -> None:
    buffer = FrameBuffer.of(FORM)
    buffer.remember(BACKGROUND, places())

    buffer.pixels[0] = 1

    assert buffer.regions_on(BACKGROUND) is None


def test_the_read_only_view_cannot_be_written() -> None:
    buffer = FrameBuffer.of(FORM)
    buffer.remember(BACKGROUND, places())

    with pytest.raises(ValueError, match="read-only"):
        buffer.read_only[0] = 1

    assert buffer.regions_on(BACKGROUND) is not None
