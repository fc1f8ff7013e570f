"""Photos of which a part is missing or overwritten."""

import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from functions.photos.photo import make_working_copy
from functions.photos.photo_damage import ZEROS
from testing.clips import ffmpeg
from testing.pictures import encode
from vidx.errors import UnusablePhoto
from vidx.options import FRAME_SIZES

FRAME: Final = FRAME_SIZES["9:16"]
SAMPLE: Final = Path(__file__).parents[3] / "samples" / "03-square.jpg"
VARIANTS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "JPEG": ("JPEG", {"quality": 90}),
    "optimised JPEG": ("JPEG", {"quality": 90, "optimize": True}),
    "JPEG 4:4:4": ("JPEG", {"quality": 95, "subsampling": 0}),
    "progressive JPEG": ("JPEG", {"quality": 90, "progressive": True}),
    "PNG": ("PNG", {}),
    "WebP": ("WebP", {"quality": 85}),
    "lossless WebP": ("WebP", {"lossless": True}),
    "HEIC": ("HEIC", {"quality": 70}),
    "AVIF": ("AVIF", {"quality": 70}),
}


SMALL: Final = ("HEIC", "AVIF")
"""Formats whose encoders take seconds for noise of full size."""


def photo(bottom: str | None = None, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    width, height = size
    image = Image.merge("RGB", [Image.effect_noise(size, sigma) for sigma in (60, 50, 40)])
    if bottom:
        image.paste(bottom, (0, 5 * height // 12, width, height))
    return image


@cache
def file_of(name: str, bottom: str | None) -> bytes:
    """A photo in one of the variants, encoded once for all tests."""
    kind, options = VARIANTS[name]
    return encode(photo(bottom, (800, 600) if name in SMALL else (1600, 1200)), kind, **options)


def overwritten(file: bytes, share: float, with_byte: int) -> bytes:
    """The file with all but its first `share` and its last 12 bytes overwritten."""
    count = int(len(file) * share)
    return file[:count] + bytes([with_byte]) * (len(file) - count - 12) + file[-12:]


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("share", [0.5, 0.8])
def test_a_photo_with_its_end_zeroed_is_refused_by_number(name: str, share: float) -> None:
    with pytest.raises(UnusablePhoto, match="photo 4 is damaged") as error:
        make_working_copy(overwritten(file_of(name, None), share, 0), FRAME, 3, ffmpeg())

    assert error.value.field == "photos[3]"


@pytest.mark.parametrize("name", ["JPEG", "optimised JPEG", "JPEG 4:4:4", "PNG"])
def test_a_photo_with_its_end_filled_with_ones_is_refused(name: str) -> None:
    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(overwritten(file_of(name, None), 0.5, 0xFF), FRAME, 0, ffmpeg())


@pytest.mark.parametrize("bottom", ["#808080", "black", "white", None])
@pytest.mark.parametrize("name", VARIANTS)
def test_a_photo_with_a_plain_lower_half_is_accepted(name: str, bottom: str | None) -> None:
    assert make_working_copy(file_of(name, bottom), FRAME, 0, ffmpeg())


def test_a_plain_area_may_be_coded_as_zeros_alone() -> None:
    """Optimised Huffman tables give the shortest codes, of zeros, to what is flat."""
    image = Image.new("L", (6000, 4000), 128)
    image.paste(Image.effect_noise((400, 300), 60), (0, 0))
    file = encode(image, "JPEG", optimize=True)
    assert ZEROS in file

    assert make_working_copy(file, FRAME, 0, ffmpeg())


def test_a_progressive_photo_with_a_zeroed_block_in_an_early_pass_is_refused() -> None:
    file = encode(photo(), "JPEG", quality=90, progressive=True)
    start = len(file) // 5
    damaged = file[:start] + bytes(4096) + file[start + 4096 :]

    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(damaged, FRAME, 0, ffmpeg())


@pytest.mark.parametrize("colour", ["white", "#808080"])
def test_a_progressive_photo_that_is_nearly_all_plain_is_accepted(colour: str) -> None:
    image = Image.new("RGB", (6000, 4000), colour)
    image.paste(photo().resize((400, 300)), (0, 0))

    assert make_working_copy(encode(image, "JPEG", quality=90, progressive=True), FRAME, 0, ffmpeg())


def test_zeros_before_the_end_marker_are_padding() -> None:
    file = encode(photo(), "JPEG", quality=90)

    assert make_working_copy(file[:-2] + bytes(8192) + file[-2:], FRAME, 0, ffmpeg())


def chunked(file: bytes, data: bytes) -> bytes:
    """A PNG with other compressed rows, whose checksums are right."""
    body = b"IDAT" + data
    start = file.index(b"IDAT") - 4
    return file[:start] + struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body)) + file[-12:]


@pytest.mark.parametrize("fault", ["rows missing", "no zlib stream"])
def test_a_png_with_broken_rows_and_right_checksums_is_refused(fault: str) -> None:
    file = encode(photo(), "PNG")
    data = zlib.compress(bytes(100_000)) if fault == "rows missing" else bytes(5000)

    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(chunked(file, data), FRAME, 0, ffmpeg())


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize(
    "trailer", [bytes(8192), b"\xff" * 65536, b"LIVE_1234567" + b"x" * 9000], ids=["zeros", "ones", "Huawei"]
)
def test_bytes_behind_the_picture_do_not_matter(name: str, trailer: bytes) -> None:
    assert make_working_copy(file_of(name, None) + trailer, FRAME, 0, ffmpeg())


@pytest.mark.parametrize("options", [{"lossless": True, "quality": 75, "method": 0}, {"quality": 100, "method": 0}])
def test_a_plain_area_of_a_webp_may_be_coded_as_zeros_alone(options: dict[str, Any]) -> None:
    """As browsers save a canvas at quality 1."""
    image = Image.new("RGB", (4000, 3000), "white")
    image.paste(photo().resize((800, 600)), (100, 100))
    image.paste(photo().resize((800, 600)), (3100, 2300))
    file = encode(image, "WebP", **options)
    assert ZEROS in file

    assert make_working_copy(file, FRAME, 0, ffmpeg())
    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(overwritten(file, 0.1, 0), FRAME, 0, ffmpeg())


def test_an_animation_with_opaque_frames_is_accepted() -> None:
    """The transparency of an opaque frame may be a long run of zeros, which says nothing of its picture."""
    first = Image.open(SAMPLE).resize((800, 600))
    frames = [first.transpose(turn) for turn in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180)]
    file = encode(first, "WebP", save_all=True, append_images=frames, duration=200)
    assert ZEROS in file

    assert make_working_copy(file, FRAME, 0, ffmpeg())


def test_an_animation_with_a_zeroed_frame_is_refused() -> None:
    frames = [photo().transpose(Image.Transpose.ROTATE_180)]
    file = encode(photo(), "WebP", save_all=True, append_images=frames, duration=200, lossless=True)

    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(overwritten(file, 0.3, 0), FRAME, 0, ffmpeg())
