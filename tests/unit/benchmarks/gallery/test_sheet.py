"""Contact sheets stay within their size when a style, and so a row of pictures, is added."""

import io

import numpy as np
from PIL import Image

from benchmarks.gallery.sheet import encode

SIZE = (300, 200)


def noise(width_px: int, height_px: int) -> Image.Image:
    """A picture that no quality makes small."""
    pixels = np.random.default_rng(1).integers(0, 256, (height_px, width_px, 3), np.uint8)
    return Image.fromarray(pixels)


def test_a_sheet_that_is_small_enough_keeps_its_size() -> None:
    file = encode(Image.new("RGB", SIZE, "teal"))

    assert file is not None
    assert Image.open(io.BytesIO(file)).size == SIZE


def test_a_sheet_that_is_too_large_at_every_quality_is_made_smaller() -> None:
    file = encode(noise(*SIZE), max_bytes=14_000)

    assert file is not None
    assert len(file) <= 14_000
    assert Image.open(io.BytesIO(file)).width < SIZE[0]


def test_a_sheet_that_is_too_large_at_half_its_size_is_refused() -> None:
    assert encode(noise(*SIZE), max_bytes=1_000) is None
