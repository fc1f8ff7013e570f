"""The resize kernel in C against the same arithmetic in numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from functions.render.compositing.subpixel_resize import LIBRARY, MAX_STEP, Axis, subpixel_resize
from layers.subpixel_resize import build

WIDTH, HEIGHT = 90, 70
PICTURE = np.random.default_rng(5).integers(0, 256, (HEIGHT, WIDTH), np.uint8)
SHARE_ERROR = 255 * 2**-15
"""A share is rounded to a multiple of 2^-15 below 1, an error of at most 2^-15; it weighs a difference up to 255."""
PRODUCT_ERROR = 2**-7 / 2
"""A product is rounded to 7 binary digits after the point."""
MAX_ERROR = 0.5 + 2 * (SHARE_ERROR + PRODUCT_ERROR)
"""Both interpolations, across and down, add the two errors above (a mean of two rows has at most the larger error of
both); then the result is rounded to 8 bits: 0.5234 in all."""


def neighbours(length: int, axis: Axis) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return each target pixel's two source neighbours and the weight of the second; edge pixels repeat."""
    at = axis.start + (np.arange(axis.length) + 0.5) * axis.step - 0.5
    whole = np.floor(at).astype(int)
    return np.clip(whole, 0, length - 1), np.clip(whole + 1, 0, length - 1), at - whole


def reference(source: NDArray[np.uint8], across: Axis, down: Axis) -> NDArray[np.float64]:
    left, right, along = neighbours(source.shape[1], across)
    above, below, deep = neighbours(source.shape[0], down)
    lines = source[:, left] * (1 - along) + source[:, right] * along
    mixed: NDArray[np.float64] = lines[above] * (1 - deep)[:, None] + lines[below] * deep[:, None]
    return mixed


def axes(length: int) -> st.SearchStrategy[Axis]:
    return st.builds(
        Axis,
        start=st.floats(-1.5 * length, 2.0 * length),
        step=st.floats(0.01, MAX_STEP, exclude_max=True),
        length=st.integers(1, 75),
    )


@given(across=axes(WIDTH), down=axes(HEIGHT))
def test_a_view_is_bilinear_at_any_position(across: Axis, down: Axis) -> None:
    target = np.empty((down.length, across.length), np.uint8)

    subpixel_resize(PICTURE, across, down, target)

    assert np.abs(target - reference(PICTURE, across, down)).max() <= MAX_ERROR


@given(across=axes(WIDTH), down=axes(HEIGHT))
def test_memory_around_the_target_is_not_written(across: Axis, down: Axis) -> None:
    frame = np.full((80, 80), 7, np.uint8)
    target = frame[2 : 2 + down.length, 3 : 3 + across.length]

    subpixel_resize(np.full_like(PICTURE, 200), across, down, target)

    assert (target == 200).all()
    target[:] = 7
    assert (frame == 7).all()


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (3, 200)])
def test_the_smallest_pictures_can_be_resized(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(1).integers(0, 256, size, np.uint8)
    across, down = Axis(-0.3, 1.7, 20), Axis(0.4, 0.1, 30)
    target = np.empty((30, 20), np.uint8)

    subpixel_resize(picture, across, down, target)

    assert np.abs(target - reference(picture, across, down)).max() <= MAX_ERROR


@pytest.mark.parametrize("length", [4095, 4096, 4097, 4608, 8192, 9000])
@pytest.mark.parametrize("transposed", [False, True])
def test_a_view_may_be_wider_than_a_strip(length: int, transposed: bool) -> None:
    target = np.empty((length, 6) if transposed else (6, length), np.uint8)
    long, short = Axis(-3.3, 110 / length, length), Axis(1.2, 0.9, 6)
    across, down = (short, long) if transposed else (long, short)

    subpixel_resize(PICTURE, across, down, target)

    assert np.abs(target - reference(PICTURE, across, down)).max() <= MAX_ERROR


def test_a_slice_of_a_picture_is_resized_like_a_copy_of_it() -> None:
    part = PICTURE[10:40, 20:60]
    target, alone = np.empty((30, 40), np.uint8), np.empty((30, 40), np.uint8)
    across, down = Axis(-3.2, 1.15, 40), Axis(-2.7, 1.15, 30)

    subpixel_resize(part, across, down, target)
    subpixel_resize(np.ascontiguousarray(part), across, down, alone)

    assert (target == alone).all()


@pytest.mark.parametrize(
    ("across", "down", "complaint"),
    [
        (Axis(0.0, 1.0, 39), Axis(0.0, 1.0, 30), "cannot be shown on"),
        (Axis(0.0, MAX_STEP, 40), Axis(0.0, 1.0, 30), "no view"),
        (Axis(0.0, 0.0, 40), Axis(0.0, 1.0, 30), "no view"),
        (Axis(0.0, float("nan"), 40), Axis(0.0, 1.0, 30), "no view"),
        (Axis(0.0, 1.0, 40), Axis(0.0, float("nan"), 30), "no view"),
        (Axis(0.0, 1.0, 40), Axis(float("inf"), 1.0, 30), "no view"),
    ],
)
def test_invalid_axes_are_refused(across: Axis, down: Axis, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        subpixel_resize(PICTURE, across, down, np.empty((30, 40), np.uint8))


def test_rows_with_gaps_between_pixels_are_refused() -> None:
    with pytest.raises(ValueError, match="side by side"):
        subpixel_resize(PICTURE[:, ::2], Axis(0.0, 1.0, 40), Axis(0.0, 1.0, 30), np.empty((30, 40), np.uint8))


def test_the_build_writes_the_library_that_is_loaded() -> None:
    assert build.OUTPUT.resolve() == LIBRARY.resolve()
    assert LIBRARY.stat().st_mtime >= build.SOURCE.stat().st_mtime


def test_a_missing_compiler_is_named_with_its_requirements() -> None:
    with pytest.raises(FileNotFoundError, match=r"layers/subpixel_resize/requirements\.txt"):
        build.compiler()
