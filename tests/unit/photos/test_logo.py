"""Logos of many kinds become small PNGs with alpha."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from functions.photos.logo import BOUNDS_PX, develop_logo
from tests.fakes.pictures import picture
from vidx.errors import UnusablePhoto


def emblem(size: tuple[int, int] = (1200, 900), kind: str = "PNG") -> bytes:
    """A red disc of half the picture's height on nothing, with metadata."""
    image = Image.new("RGBA", size)
    middle, radius = (size[0] / 2, size[1] / 2), size[1] / 4
    ImageDraw.Draw(image).circle(middle, radius, fill="#E03020")
    about = PngInfo()
    about.add_text("Author", "somebody")
    out = BytesIO()
    image.save(out, kind, **({"pnginfo": about} if kind == "PNG" else {"lossless": True}))
    return out.getvalue()


def developed(file: bytes) -> Image.Image:
    image = Image.open(BytesIO(develop_logo(file)))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "WebP"])
def test_transparency_is_kept_and_empty_borders_are_cut_off(kind: str) -> None:
    logo = developed(emblem(kind=kind))

    assert (logo.format, logo.mode) == ("PNG", "RGBA")
    assert abs(logo.width - logo.height) <= 1
    assert logo.getpixel((0, 0))[3] == 0  # type: ignore[index]  # a pixel of RGBA
    assert logo.getpixel((logo.width // 2, logo.height // 2)) == (0xE0, 0x30, 0x20, 255)


def test_it_is_small_and_tells_nothing_of_its_maker() -> None:
    logo = developed(emblem((4000, 3000)))

    assert logo.width <= BOUNDS_PX[0]
    assert logo.height <= BOUNDS_PX[1]
    assert logo.info == {}


def test_a_palette_with_one_transparent_colour_keeps_it() -> None:
    image = Image.new("P", (100, 60), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.paste(1, (20, 20, 80, 40))
    out = BytesIO()
    image.save(out, "PNG", transparency=0)

    assert developed(out.getvalue()).size == (60, 20)


def test_a_jpeg_is_opaque() -> None:
    assert developed(picture("JPEG", 400, 300)).getchannel("A").getextrema() == (255, 255)


def test_a_logo_of_nothing_is_refused() -> None:
    out = BytesIO()
    Image.new("RGBA", (200, 200)).save(out, "PNG")

    with pytest.raises(UnusablePhoto, match="the logo is transparent all over"):
        develop_logo(out.getvalue())


def test_a_damaged_logo_is_refused() -> None:
    with pytest.raises(UnusablePhoto, match="the logo is damaged and cannot be read"):
        develop_logo(emblem()[:200])
