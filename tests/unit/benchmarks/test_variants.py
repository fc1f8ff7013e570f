"""The replacements that `benchmarks.variants` measures: they do the same work, and they are really used."""

import os
from collections.abc import Iterator
from unittest.mock import patch

import numpy as np
import pytest

from benchmarks.variants import remove_kernel, remove_vmsplice, warp, write_copy
from functions.render.compositing import downscale, photo_source
from functions.render.compositing.subpixel_resize import Axis, subpixel_resize
from functions.render.output import encoder

GRADIENT = np.add.outer(np.arange(70), np.arange(90)).astype(np.uint8)
"""OpenCV computes with 5 bits of a pixel's fraction, which a smooth picture does not show."""


@pytest.mark.parametrize(
    ("across", "down"),
    [
        pytest.param(Axis(0.0, 90 / 120, 120), Axis(0.0, 70 / 100, 100), id="whole picture, enlarged"),
        pytest.param(Axis(0.0, 90 / 60, 60), Axis(0.0, 70 / 50, 50), id="whole picture, reduced"),
        pytest.param(Axis(3.3, 0.9, 80), Axis(2.7, 0.9, 60), id="part, enlarged"),
        pytest.param(Axis(-4.2, 1.1, 90), Axis(-5.6, 1.1, 75), id="beyond the edges"),
    ],
)
def test_opencv_draws_the_same_view(across: Axis, down: Axis) -> None:
    expected, actual = (np.empty((down.length, across.length), np.uint8) for _ in range(2))

    subpixel_resize(GRADIENT, across, down, expected)
    warp(GRADIENT, across, down, actual)

    assert np.abs(expected.astype(int) - actual).max() <= 1


def test_memory_is_written_to_the_pipe() -> None:
    reader, writer = os.pipe()
    memory = np.arange(256, dtype=np.uint8)

    count = write_copy(writer, memory.ctypes.data + 10, 100)

    assert (count, os.read(reader, 256)) == (100, memory[10:110].tobytes())
    os.close(reader)
    os.close(writer)


@pytest.fixture
def _restored_parts() -> Iterator[None]:
    yield
    patch.stopall()


@pytest.mark.usefixtures("_restored_parts")
def test_each_variant_replaces_its_part() -> None:
    remove_kernel()
    remove_vmsplice()

    assert vars(photo_source)["subpixel_resize"] is vars(downscale)["subpixel_resize"] is warp
    assert vars(encoder)["FramePipe"].keywords == {"send": write_copy}
