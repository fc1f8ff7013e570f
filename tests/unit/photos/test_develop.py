"""From any accepted file to a working copy, looked at pixel by pixel."""

import resource
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from functions.photos.develop import develop
from testing.clips import ffmpeg
from testing.pictures import picture, saved
from vidx.errors import UnusablePhoto
from vidx.options import FRAMES

FRAME = FRAMES["9:16"]
KINDS = ["JPEG", "PNG", "WebP", "HEIC", "AVIF"]


def developed(file: bytes) -> Image.Image:
    made = Image.open(BytesIO(develop(file, FRAME, 0, ffmpeg())))
    assert (made.format, made.mode) == ("JPEG", "RGB")
    return made


def near(image: Image.Image, at: tuple[int, int], color: tuple[int, int, int], within: int = 12) -> bool:
    pixel: Any = image.getpixel(at)
    return all(abs(have - want) <= within for have, want in zip(pixel, color, strict=True))


def corners() -> Image.Image:
    """400 wide, 200 high: red top left, green top right, blue bottom left, white bottom right."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 200, 100))
    image.paste("lime", (200, 0, 400, 100))
    image.paste("blue", (0, 100, 200, 200))
    return image


@pytest.mark.parametrize("kind", KINDS)
def test_every_accepted_kind_becomes_a_jpeg_of_the_same_colour(kind: str) -> None:
    made = developed(picture(kind, 400, 300, "#c08040"))

    assert made.size == (400, 300)
    assert near(made, (200, 150), (0xC0, 0x80, 0x40))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_brought_upright(orientation: int) -> None:
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = corners() if undo is None else corners().transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation

    made = developed(saved(stored, "JPEG", exif=exif, quality=95))

    assert made.size == (400, 200)
    assert near(made, (50, 50), (255, 0, 0), 30)
    assert near(made, (350, 50), (0, 255, 0), 30)
    assert near(made, (50, 150), (0, 0, 255), 30)


@pytest.mark.parametrize("kind", ["PNG", "WebP", "HEIC", "AVIF"])
def test_orientation_counts_once_in_every_kind(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = corners().transpose(Image.Transpose.ROTATE_90)

    made = developed(saved(stored, kind, exif=exif.tobytes(), quality=95))

    assert made.size == (400, 200)
    assert near(made, (50, 50), (255, 0, 0), 30)


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
def test_orientation_told_by_exif_alone_counts_in_heif(kind: str) -> None:
    """As exiftool writes it: no rotation of the file's own."""
    exif = Image.Exif()
    exif[0x0113] = 6  # a tag of no meaning, which libraries do not turn into a rotation of the file's own
    file = saved(corners().transpose(Image.Transpose.ROTATE_90), kind, exif=exif.tobytes(), quality=95)

    made = developed(file.replace(b"\x13\x01\x03\0", b"\x12\x01\x03\0").replace(b"\x01\x13\0\x03", b"\x01\x12\0\x03"))

    assert made.size == (400, 200)
    assert near(made, (50, 50), (255, 0, 0), 30)


def test_all_metadata_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825)[1] = "N"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    made = developed(picture("JPEG", exif=exif, icc_profile=srgb, comment=b"private", xmp=b"<x/>"))

    assert not made.getexif()
    assert made.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_colours_are_converted_from_the_embedded_profile_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_and_blue_swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")

    made = developed(picture("PNG", color="red", icc_profile=red_and_blue_swapped))

    assert near(made, (9, 9), (0, 0, 255))


def test_a_broken_profile_is_ignored() -> None:
    assert near(developed(picture("PNG", color="#806040", icc_profile=b"nonsense")), (9, 9), (0x80, 0x60, 0x40))


def test_transparency_is_laid_onto_white() -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 200, 300))

    made = developed(saved(image, "PNG"))

    assert near(made, (300, 150), (255, 255, 255))
    assert near(made, (100, 150), (255, 0, 0))


@pytest.mark.parametrize(
    ("mode", "kind", "color", "seen"),
    [
        ("L", "JPEG", 100, (100, 100, 100)),
        ("L", "PNG", 100, (100, 100, 100)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("LA", "PNG", (100, 255), (100, 100, 100)),
        ("I;16", "PNG", 100 * 256, (100, 100, 100)),
        ("CMYK", "JPEG", (0, 255, 255, 0), (255, 0, 0)),
    ],
)
def test_every_mode_keeps_its_look(mode: str, kind: str, color: Any, seen: tuple[int, int, int]) -> None:
    made = developed(saved(Image.new(mode, (400, 300), color), kind))

    assert near(made, (200, 150), seen)


@pytest.mark.parametrize("transparent", [True, False])
def test_palettes_keep_their_colours(transparent: bool) -> None:
    image = Image.new("RGB", (400, 300), "red").quantize(4)
    file = saved(image, "PNG", transparency=255) if transparent else saved(image, "PNG")

    assert near(developed(file), (200, 150), (255, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_photos_are_brought_to_working_size(kind: str) -> None:
    made = developed(picture(kind, 5712, 4284))

    assert made.size == (1957, 1467)


@pytest.mark.parametrize(
    ("stored", "kept"), [((4032, 3024), (2016, 1512)), ((8064, 6048), (2016, 1512)), ((2160, 2880), (2160, 2880))]
)
def test_a_photo_decoded_near_working_size_is_not_scaled_once_more(
    stored: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert developed(picture("JPEG", *stored)).size == kept


@pytest.mark.parametrize("size", [(12_000, 9_000), (16_320, 12_240)])
def test_a_phones_largest_photos_are_decoded_at_a_reduced_size(size: tuple[int, int]) -> None:
    file = picture("JPEG", *size)

    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = developed(file)
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib

    assert min(made.size) >= 1080 * 1.2
    assert grown_kib * 1024 < size[0] * size[1], "a whole decode takes three bytes a pixel"


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_breaks_off_is_refused_by_number(kind: str) -> None:
    file = saved(Image.effect_noise((500, 400), 90).convert("RGB"), kind)

    with pytest.raises(UnusablePhoto, match="photo 3 is damaged") as refused:
        develop(file[: len(file) // 2], FRAME, 2, ffmpeg())

    assert refused.value.field == "photos[2]"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_unreadable_exif_does_not_cost_the_photo() -> None:
    assert developed(picture("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).size == (400, 300)
