"""Whole-pixel regions for sub-pixel views."""

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from functions.render.camera import show
from functions.render.roi import MARGIN_PX, MAX_ERROR_PX, MAX_STEP, MIN_STEP, AxisPlan, plan_axes


def plan_axis(position: float, step: float, length: int) -> AxisPlan:
    [plan] = plan_axes(np.array([position]), np.array([step]), np.array([length]))
    return plan


STEPS = st.floats(MIN_STEP, MAX_STEP)
LENGTHS = st.sampled_from([134, 135, 240, 270, 480, 540, 960, 1080, 1920])


@given(step=STEPS, length=LENGTHS, offset=st.floats(0, 300))
def test_the_view_lies_where_it_should_to_a_fraction_of_a_pixel(step: float, length: int, offset: float) -> None:
    position = MARGIN_PX + offset

    plan = plan_axis(position, step, length)

    def shown_at(pixel: float) -> float:
        return plan.start + (plan.crop + pixel) * plan.step

    for pixel in (0, length / 3, length):
        error_px = abs(shown_at(pixel) - (position + pixel * step)) / step
        assert error_px <= plan.error_px + 1e-9
    assert abs(shown_at(length / 2) - (position + length / 2 * step)) < 1e-6
    assert plan.error_px < MAX_ERROR_PX


@given(step=STEPS, length=LENGTHS, share=st.floats(0, 1))
def test_the_region_lies_within_the_source_and_yields_enough(step: float, length: int, share: float) -> None:
    source_length = int(np.ceil(length * MAX_STEP)) + 2 * MARGIN_PX
    play = source_length - 2 * MARGIN_PX - length * step

    plan = plan_axis(MARGIN_PX + share * play, step, length)

    assert plan.start >= 0
    assert plan.start + plan.span <= source_length
    assert plan.crop >= 1
    assert round(plan.span / plan.step) >= plan.crop + length + 1


def test_errors_are_nearly_always_invisible() -> None:
    rng = np.random.default_rng(1)
    plans = plan_axes(MARGIN_PX + rng.uniform(0, 200, 2000), rng.uniform(MIN_STEP, MAX_STEP, 2000), np.full(2000, 1080))

    errors = [plan.error_px for plan in plans]

    assert np.mean(errors) < 0.012
    assert np.percentile(errors, 99) < 0.06


@given(step=st.one_of(STEPS, st.sampled_from([8 / 7, 7 / 6, 6 / 5])), offset=st.floats(0, 1))
def test_what_is_shown_lies_within_six_hundredths_of_a_pixel(step: float, offset: float) -> None:
    ramp = np.tile(np.arange(1500, dtype=np.float32), (12, 1))
    across, down = plan_axis(MARGIN_PX + offset, step, 1080), AxisPlan(0, 12, 1.0, 1, 0.0, 0.0, 1.0)
    shown = np.empty((8, 1080), np.float32)

    show(ramp, across, down, shown)

    wanted = MARGIN_PX + offset + (np.arange(1080) + 0.5) * step - 0.5
    assert np.abs(shown[4] - wanted).max() / step <= 0.06


def test_a_view_drawn_by_way_of_a_scratch_is_the_same() -> None:
    source = np.random.default_rng(3).integers(0, 256, (700, 460), np.uint8)
    scratch, fresh, reused = np.empty_like(source), np.empty((480, 270), np.uint8), np.empty((480, 270), np.uint8)

    for position in (70.1, 71.37, 72.9):
        across, down = plan_axis(position, 1.13, 270), plan_axis(position, 1.13, 480)
        show(source, across, down, fresh)
        show(source, across, down, reused, scratch)
        assert np.array_equal(fresh, reused)


def test_few_views_need_a_warp() -> None:
    rng = np.random.default_rng(2)

    plans = plan_axes(MARGIN_PX + rng.uniform(0, 200, 2000), rng.uniform(MIN_STEP, MAX_STEP, 2000), np.full(2000, 1080))

    assert sum(not plan.close for plan in plans) < 40


def test_opencv_samples_where_the_plan_says() -> None:
    ramp = np.tile(np.arange(1600, dtype=np.float32), (8, 1))
    position, step, length = 101.37, 1.1234, 1080

    plan = plan_axis(position, step, length)
    region = ramp[:, plan.start : plan.start + plan.span]
    scaled = cv2.resize(region, None, fx=1 / plan.step, fy=1, interpolation=cv2.INTER_LINEAR)
    shown = scaled[0, plan.crop : plan.crop + length]

    wanted = position + (np.arange(length) + 0.5) * step - 0.5
    assert np.abs(shown - wanted).max() / step < plan.error_px + 0.001
