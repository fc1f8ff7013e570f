"""The pixels of the frame that show the photo."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.compositing.visible_region import MIN_COVERAGE, VisibleSpan, visible_spans


def span(start: float, stop: float, length: int = 100, source: int = 200) -> VisibleSpan:
    return visible_spans(np.array([start]), np.array([stop]), length, source)[0]


def test_a_photo_within_the_frame_covers_its_edge_pixels_partly() -> None:
    visible = span(10.25, 60.5)

    assert (visible.first, visible.last) == (10, 61)
    assert (visible.before, visible.after) == (0.75, 0.5)
    assert visible.pixels == slice(10, 61)


def test_a_photo_larger_than_the_frame_covers_all_of_it() -> None:
    visible = span(-20.5, 130.0)

    assert (visible.first, visible.last, visible.before, visible.after) == (0, 100, 1, 1)


@pytest.mark.parametrize(("start", "stop"), [(-50.0, -1.0), (100.5, 180.0)])
def test_a_photo_outside_the_frame_has_no_pixel(start: float, stop: float) -> None:
    visible = span(start, stop)

    assert visible.first == visible.last


def test_coverage_that_rounds_to_zero_is_left_out() -> None:
    visible = span(10 - MIN_COVERAGE / 2, 60 + MIN_COVERAGE / 2)

    assert (visible.first, visible.last) == (10, 60)


@given(start=st.floats(-200, 200), size=st.floats(1, 400), source=st.integers(1, 500))
def test_the_axis_places_the_photos_edges(start: float, size: float, source: int) -> None:
    """The source's edges, 0 and `source`, are at `start` and `start + size`."""
    visible = span(start, start + size, source=source)

    axis = visible.axis
    assert axis.length == visible.last - visible.first
    assert (visible.first - start) * axis.step == pytest.approx(axis.start, abs=1e-6)
    assert start + source / axis.step == pytest.approx(start + size)
    assert 0 <= visible.first <= visible.last <= 100
