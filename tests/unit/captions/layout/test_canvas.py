"""The place of captions in each format."""

import pytest

from functions.captions.layout.canvas import Canvas
from functions.captions.theme import STYLE_METRICS, StyleMetrics
from vidx.options import FRAME_SIZES


@pytest.mark.parametrize("name", ["1:1", "16:9"])
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_captions_of_other_formats_are_in_the_lower_quarter(name: str, look: StyleMetrics) -> None:
    canvas = Canvas(FRAME_SIZES[name], look)

    assert 0.75 * canvas.frame.height_px < canvas.centre_y_px < canvas.safe_box.bottom_px
