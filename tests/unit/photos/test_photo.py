"""Working copies of photos: decoded, upright, in sRGB, scaled, and the copies for web pages."""

import resource
from io import BytesIO
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from functions.photos.photo import (
    MAX_SIDE_PX,
    MIN_SHORT_SIDE_PX,
    WEB_COPY_SIDE_PX,
    is_near,
    make_web_copy,
    make_working_copy,
    working_size,
)
from functions.render.planning.framing import SAFE_ZOOM, Area, lay_out
from functions.render.planning.motion import longest_canvas
from testing.clips import ffmpeg
from testing.pictures import encode, picture
from vidx.errors import UnusablePhoto
from vidx.options import FRAME_SIZES, FrameSize

FRAME = FRAME_SIZES["9:16"]
KINDS = ["JPEG", "PNG", "WebP", "HEIC", "AVIF"]


def working_copy(file: bytes) -> Image.Image:
    copy = Image.open(BytesIO(make_working_copy(file, FRAME, 0, ffmpeg())))
    assert (copy.format, copy.mode) == ("JPEG", "RGB")
    return copy


def has_colour(image: Image.Image, at: tuple[int, int], color: tuple[int, int, int], within: int = 12) -> bool:
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
    copy = working_copy(picture(kind, 400, 300, "#c08040"))

    assert copy.size == (400, 300)
    assert has_colour(copy, (200, 150), (0xC0, 0x80, 0x40))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_brought_upright(orientation: int) -> None:
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = corners() if undo is None else corners().transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation

    copy = working_copy(encode(stored, "JPEG", exif=exif, quality=95))

    assert copy.size == (400, 200)
    assert has_colour(copy, (50, 50), (255, 0, 0), 30)
    assert has_colour(copy, (350, 50), (0, 255, 0), 30)
    assert has_colour(copy, (50, 150), (0, 0, 255), 30)


@pytest.mark.parametrize("kind", ["PNG", "WebP", "HEIC", "AVIF"])
def test_orientation_counts_once_in_every_kind(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = corners().transpose(Image.Transpose.ROTATE_90)

    copy = working_copy(encode(stored, kind, exif=exif.tobytes(), quality=95))

    assert copy.size == (400, 200)
    assert has_colour(copy, (50, 50), (255, 0, 0), 30)


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
def test_orientation_given_by_exif_alone_counts_in_heif(kind: str) -> None:
    """As exiftool writes it: no rotation of the file's own."""
    exif = Image.Exif()
    exif[0x0113] = 6  # a tag of no meaning, which libraries do not turn into a rotation of the file's own
    file = encode(corners().transpose(Image.Transpose.ROTATE_90), kind, exif=exif.tobytes(), quality=95)

    copy = working_copy(
        file.replace(b"\x13\x01\x03\0", b"\x12\x01\x03\0").replace(b"\x01\x13\0\x03", b"\x01\x12\0\x03")
    )

    assert copy.size == (400, 200)
    assert has_colour(copy, (50, 50), (255, 0, 0), 30)


def test_all_metadata_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825)[1] = "N"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    copy = working_copy(picture("JPEG", exif=exif, icc_profile=srgb, comment=b"private", xmp=b"<x/>"))

    assert not copy.getexif()
    assert copy.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_colours_are_converted_from_the_embedded_profile_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_and_blue_swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")

    copy = working_copy(picture("PNG", color="red", icc_profile=red_and_blue_swapped))

    assert has_colour(copy, (9, 9), (0, 0, 255))


def test_a_broken_profile_is_ignored() -> None:
    assert has_colour(
        working_copy(picture("PNG", color="#806040", icc_profile=b"nonsense")), (9, 9), (0x80, 0x60, 0x40)
    )


def test_transparency_is_laid_onto_white() -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 200, 300))

    copy = working_copy(encode(image, "PNG"))

    assert has_colour(copy, (300, 150), (255, 255, 255))
    assert has_colour(copy, (100, 150), (255, 0, 0))


@pytest.mark.parametrize(
    ("mode", "kind", "color", "expected"),
    [
        ("L", "JPEG", 100, (100, 100, 100)),
        ("L", "PNG", 100, (100, 100, 100)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("LA", "PNG", (100, 255), (100, 100, 100)),
        ("I;16", "PNG", 100 * 256, (100, 100, 100)),
        ("CMYK", "JPEG", (0, 255, 255, 0), (255, 0, 0)),
    ],
)
def test_every_mode_keeps_its_look(mode: str, kind: str, color: Any, expected: tuple[int, int, int]) -> None:
    copy = working_copy(encode(Image.new(mode, (400, 300), color), kind))

    assert has_colour(copy, (200, 150), expected)


@pytest.mark.parametrize("transparent", [True, False])
def test_palettes_keep_their_colours(transparent: bool) -> None:
    image = Image.new("RGB", (400, 300), "red").quantize(4)
    file = encode(image, "PNG", transparency=255) if transparent else encode(image, "PNG")

    assert has_colour(working_copy(file), (200, 150), (255, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_photos_are_brought_to_working_size(kind: str) -> None:
    copy = working_copy(picture(kind, 5712, 4284))

    assert copy.size == (1957, 1467)


@pytest.mark.parametrize(
    ("stored", "expected"), [((4032, 3024), (2016, 1512)), ((8064, 6048), (2016, 1512)), ((2160, 2880), (2160, 2880))]
)
def test_a_photo_decoded_near_working_size_is_not_scaled_once_more(
    stored: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert working_copy(picture("JPEG", *stored)).size == expected


@pytest.mark.parametrize("size", [(12_000, 9_000), (16_320, 12_240)])
def test_a_phones_largest_photos_are_decoded_at_a_reduced_size(size: tuple[int, int]) -> None:
    file = picture("JPEG", *size)

    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    copy = working_copy(file)
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib

    assert min(copy.size) >= 1080 * 1.2
    assert grown_kib * 1024 < size[0] * size[1], "a whole decode takes three bytes a pixel"


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_breaks_off_is_refused_by_number(kind: str) -> None:
    file = encode(Image.effect_noise((500, 400), 90).convert("RGB"), kind)

    with pytest.raises(UnusablePhoto, match="photo 3 is damaged") as error:
        make_working_copy(file[: len(file) // 2], FRAME, 2, ffmpeg())

    assert error.value.field == "photos[2]"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_unreadable_exif_does_not_cost_the_photo() -> None:
    assert working_copy(picture("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).size == (400, 300)


sides = st.integers(200, 20_000)
frames = st.sampled_from(list(FRAME_SIZES.values()))


@given(sides, sides, frames)
def test_a_copy_is_never_larger_than_the_photo_or_the_bound(width_px: int, height_px: int, frame: FrameSize) -> None:
    copy = working_size(width_px, height_px, frame)

    assert copy[0] <= width_px
    assert copy[1] <= height_px
    assert max(copy) <= MAX_SIDE_PX or min(copy) <= MIN_SHORT_SIDE_PX


@given(sides, sides, frames)
def test_proportions_are_kept_to_a_pixel(width_px: int, height_px: int, frame: FrameSize) -> None:
    wide, high = working_size(width_px, height_px, frame)

    assert abs(wide * height_px - high * width_px) <= max(width_px, height_px)


def test_a_phone_photo_that_fills_the_frame_covers_it_with_headroom_both_ways() -> None:
    wide, high = working_size(3024, 4032, FRAME_SIZES["9:16"])

    assert wide >= 1080 * 1.29
    assert high >= 1920 * 1.29


def test_a_photo_that_is_shown_whole_keeps_no_more_than_that_takes() -> None:
    wide, high = working_size(4032, 3024, FRAME_SIZES["9:16"])

    assert (wide, high) == (1957, 1467)


@example(4130, 8053, FRAME_SIZES["1:1"], None)
@given(st.integers(2500, 9000), st.integers(2500, 9000), frames, st.none() | st.just(Area(0.4, 0.4, 0.2, 0.2)))
def test_a_copy_has_a_pixel_for_each_that_the_camera_sees(
    width_px: int, height_px: int, frame: FrameSize, subject: Area | None
) -> None:
    copy = working_size(width_px, height_px, frame)

    layout = lay_out(copy, subject, (frame.width_px, frame.height_px), longest_canvas(120))

    assume(max(copy) < MAX_SIDE_PX - 1)
    seen_px = layout.place.width * layout.extent[0] * frame.width_px * SAFE_ZOOM
    assert layout.crop.width * copy[0] >= seen_px * 0.99


def test_a_panorama_is_bounded() -> None:
    assert working_size(16_000, 4_000, FRAME_SIZES["9:16"]) == (4096, 1024)


def test_a_strip_keeps_its_narrow_side() -> None:
    assert working_size(12_000, 200, FRAME_SIZES["9:16"]) == (12_000, 200)
    assert working_size(40_000, 800, FRAME_SIZES["9:16"]) == (20_000, 400)


def test_a_quarter_more_each_way_is_near_enough() -> None:
    assert is_near((1250, 500), (1000, 400))
    assert not is_near((1251, 500), (1000, 400))
    assert not is_near((1000, 501), (1000, 400))


@pytest.mark.parametrize(("width", "height"), [(3024, 4032), (4096, 1000), (640, 480)])
def test_a_web_copy_is_small_keeps_its_shape_and_tells_nothing(width: int, height: int) -> None:
    source = Image.open(BytesIO(picture("JPEG", width, height)))
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    file = BytesIO()
    source.save(file, "JPEG", exif=exif, comment=b"secret")

    copy = Image.open(BytesIO(make_web_copy(file.getvalue())))

    assert max(copy.size) == min(WEB_COPY_SIDE_PX, max(width, height))
    assert copy.size[0] / copy.size[1] == pytest.approx(width / height, rel=0.01)
    assert not copy.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(copy.info)
