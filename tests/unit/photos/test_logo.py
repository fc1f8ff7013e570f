"""Logos of many kinds become small PNGs with alpha."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from functions.photos.logo import MAX_SIZE_PX, make_logo
from testing.pictures import encode, picture
from vidx import options
from vidx.errors import UnusablePhoto
from vidx.media.logo import inspect_logo_file


def logo_file(size: tuple[int, int] = (1200, 900), kind: str = "PNG") -> bytes:
    """A red disc of half the picture's height on nothing, with metadata."""
    image = Image.new("RGBA", size)
    middle, radius = (size[0] / 2, size[1] / 2), size[1] / 4
    ImageDraw.Draw(image).circle(middle, radius, fill="#E03020")
    about = PngInfo()
    about.add_text("Author", "somebody")
    out = BytesIO()
    image.save(out, kind, **({"pnginfo": about} if kind == "PNG" else {"lossless": True}))
    return out.getvalue()


def working_copy(file: bytes) -> Image.Image:
    image = Image.open(BytesIO(make_logo(file)))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "WebP"])
def test_transparency_is_kept_and_empty_borders_are_cut_off(kind: str) -> None:
    logo = working_copy(logo_file(kind=kind))

    assert (logo.format, logo.mode) == ("PNG", "RGBA")
    assert abs(logo.width - logo.height) <= 1
    assert logo.getpixel((0, 0))[3] == 0  # type: ignore[index]  # a pixel of RGBA
    assert logo.getpixel((logo.width // 2, logo.height // 2)) == (0xE0, 0x30, 0x20, 255)


def test_it_is_small_and_tells_nothing_of_its_maker() -> None:
    logo = working_copy(logo_file((4000, 3000)))

    assert logo.width <= MAX_SIZE_PX[0]
    assert logo.height <= MAX_SIZE_PX[1]
    assert logo.info == {}


def test_a_palette_with_one_transparent_colour_keeps_it() -> None:
    image = Image.new("P", (100, 60), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.paste(1, (20, 20, 80, 40))
    out = BytesIO()
    image.save(out, "PNG", transparency=0)

    assert working_copy(out.getvalue()).size == (60, 20)


def test_a_jpeg_is_opaque() -> None:
    assert working_copy(picture("JPEG", 400, 300)).getchannel("A").getextrema() == (255, 255)


def test_a_logo_of_nothing_is_refused() -> None:
    out = BytesIO()
    Image.new("RGBA", (200, 200)).save(out, "PNG")

    with pytest.raises(UnusablePhoto, match="the logo is transparent all over"):
        make_logo(out.getvalue())


def test_a_damaged_logo_is_refused() -> None:
    with pytest.raises(UnusablePhoto, match="the logo is damaged and cannot be read"):
        make_logo(logo_file()[:200])


def cmyk() -> bytes:
    """A JPEG for print: a light red."""
    out = BytesIO()
    Image.new("CMYK", (300, 200), (0, 160, 160, 0)).save(out, "JPEG", quality=95)
    return out.getvalue()


def of_16_bits(*bgra: int) -> bytes:
    """A PNG of one colour with 16 bits a channel."""
    return cv2.imencode(".png", np.full((200, 300, len(bgra)), bgra, np.uint16))[1].tobytes()


def of_grey(mode: str, colour: int | tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new(mode, (300, 200), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "rgba"),
    [
        (cmyk(), (255, 95, 95, 255)),
        (of_16_bits(0x2000, 0x3000, 0xE000), (0xE0, 0x30, 0x20, 255)),
        (of_16_bits(0x2000, 0x3000, 0xE000, 0x8000), (0xE0, 0x30, 0x20, 0x80)),
        (of_grey("I;16", 0x8000), (0x80, 0x80, 0x80, 255)),
        (of_grey("L", 0x80), (0x80, 0x80, 0x80, 255)),
        (of_grey("LA", (0x80, 0x40)), (0x80, 0x80, 0x80, 0x40)),
        (of_grey("1", 1), (255, 255, 255, 255)),
    ],
    ids=["CMYK", "16 bits", "16 bits with alpha", "16 bits of grey", "grey", "grey with alpha", "1 bit"],
)
def test_every_kind_of_colour_is_kept(file: bytes, rgba: tuple[int, int, int, int]) -> None:
    inspect_logo_file(file)

    logo = working_copy(file)

    assert logo.getpixel((logo.width // 2, logo.height // 2)) == pytest.approx(rgba, abs=3)


MIN_SIDE, MAX_PIXELS = options.MIN_LOGO_SIDE_PX, options.MAX_LOGO_PIXELS


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((MIN_SIDE, MIN_SIDE), (MIN_SIDE, MIN_SIDE)),
        ((MIN_SIDE, 8 * MIN_SIDE), (40, 320)),
        ((8 * MIN_SIDE, MIN_SIDE), (8 * MIN_SIDE, MIN_SIDE)),
        ((MAX_PIXELS // MIN_SIDE // 10, MIN_SIDE), (640, 1)),
        ((MIN_SIDE, MAX_PIXELS // MIN_SIDE // 10), (1, 320)),
        ((5000, MAX_PIXELS // 5000), (320, 320)),
    ],
    ids=str,
)
def test_the_smallest_longest_and_largest_logos_are_shown_whole(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    file = picture("PNG", *size)
    inspect_logo_file(file)

    assert working_copy(file).size == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("pixels", [(1, 1), (1, 8), (8, 1), (300, 1), (1, 300)], ids=str)
def test_a_logo_of_which_little_is_to_be_seen_is_cropped_to_it(pixels: tuple[int, int]) -> None:
    image = Image.new("RGBA", (400, 400))
    image.paste("red", (50, 50, 50 + pixels[0], 50 + pixels[1]))

    assert working_copy(encode(image, "PNG")).size == pixels
