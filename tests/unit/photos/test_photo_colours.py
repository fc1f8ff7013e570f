"""Colours of photos: profiles, colour spaces that files name, HDR; against a reference that shares no code."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import cv2
import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from functions.photos import photo
from functions.photos.photo import make_working_copy
from functions.photos.photo_colours import MAX_CACHED_BYTES, is_srgb_profile, to_srgb
from testing.clips import ffmpeg, hlg, pq, run_ffmpeg
from testing.colorimetry import (
    BT2020_PRIMARIES,
    CHART,
    P3_PRIMARIES,
    Vector,
    delta_e,
    in_space,
    lab_of_srgb,
    srgb_decoded,
    srgb_encoded,
    srgb_of_lab,
)
from testing.pictures import encode
from testing.profiles import cmyk_profile, rgb_profile
from vidx.errors import UnusablePhoto
from vidx.media.byte_source import ByteSource
from vidx.media.photo import inspect_photo
from vidx.options import FRAME_SIZES

FRAME: Final = FRAME_SIZES["9:16"]
PATCH_PX: Final = 100
ROW: Final = 6
MAX_DELTA_E: Final = 3.0
"""ΔE (CIEDE2000) that a colour may be off."""
MAX_DELTA_E_OF_8_BIT_HDR_AVIF: Final = 5.0
"""Eight bits of PQ leave some 150 steps up to white, each a visible one, and AVIF rounds luma and chroma to them."""
UNDO: Final = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
"""What stores an upright picture so that the EXIF orientation brings it back."""
KINDS: Final = ["JPEG", "PNG", "WebP", "HEIC", "AVIF"]


def chart(patches: Sequence[Any], mode: str = "RGB") -> Image.Image:
    """Flat patches, six in a row."""
    rows = -(-len(patches) // ROW)
    image = Image.new(mode, (ROW * PATCH_PX, rows * PATCH_PX))
    for n, patch in enumerate(patches):
        left, top = n % ROW * PATCH_PX, n // ROW * PATCH_PX
        image.paste(patch, (left, top, left + PATCH_PX, top + PATCH_PX))
    return image


def rounded(codes: Vector) -> tuple[int, ...]:
    return tuple(int(code) for code in np.clip(np.rint(codes), 0, 255))


def worst(file: bytes, expected: Sequence[Vector], stretch: tuple[float, float] = (1, 1)) -> float:
    """The largest ΔE of the working_copy patches' middles."""
    inspect_photo(ByteSource.from_bytes(file))
    copy = np.asarray(Image.open(BytesIO(make_working_copy(file, FRAME, 0, ffmpeg()))))
    assert copy.shape[2] == 3
    rows = -(-len(expected) // ROW)
    side_x, side_y = copy.shape[1] / ROW, copy.shape[0] / rows
    assert side_x / side_y == pytest.approx(stretch[0] / stretch[1], rel=0.03)
    off = []
    for n, colour in enumerate(expected):
        x, y = (n % ROW + 0.5) * side_x, (n // ROW + 0.5) * side_y
        middle = copy[int(y - side_y / 8) : int(y + side_y / 8) + 1, int(x - side_x / 8) : int(x + side_x / 8) + 1]
        off.append(delta_e(lab_of_srgb(middle.reshape(-1, 3).mean(0)), colour))
    return max(off)


EXPECTED: Final = [lab_of_srgb(codes) for codes in CHART]


@pytest.mark.parametrize("kind", KINDS)
def test_plain_colours_are_right_in_every_kind(kind: str) -> None:
    assert worst(encode(chart(CHART), kind, quality=92), EXPECTED) < MAX_DELTA_E


def test_a_progressive_jpeg_is_like_any_other() -> None:
    assert worst(encode(chart(CHART), "JPEG", progressive=True, quality=92), EXPECTED) < MAX_DELTA_E


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_chart_is_upright_and_right_in_every_orientation(orientation: int) -> None:
    undo = UNDO[orientation]
    stored = chart(CHART) if undo is None else chart(CHART).transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert worst(encode(stored, "JPEG", exif=exif, quality=92), EXPECTED) < MAX_DELTA_E


@pytest.mark.parametrize("kind", KINDS)
def test_display_p3_is_converted(kind: str) -> None:
    profile = rgb_profile(P3_PRIMARIES, lambda share: srgb_decoded(share * 255))
    codes = [rounded(srgb_encoded(in_space(patch, P3_PRIMARIES))) for patch in CHART]
    file = encode(chart(codes), kind, icc_profile=profile, quality=92)

    assert worst(file, EXPECTED) < MAX_DELTA_E
    assert worst(encode(chart(codes), kind, quality=92), EXPECTED) > MAX_DELTA_E, "without its profile it would be dull"


def encoded(transfer: str, primaries: Any, patches: Sequence[Any] = CHART) -> Vector:
    """Codes (0…1) of the patches in other primaries; HDR with white at 203 cd/m²."""
    linear = np.array([np.clip(in_space(patch, primaries), 0, 1) for patch in patches])
    if transfer == "sRGB":
        return np.array([srgb_encoded(light) for light in linear]) / 255
    return (pq if transfer == "PQ" else hlg)(linear * 203)


CICP: Final = {
    "P3": ("sRGB", P3_PRIMARIES, 12, 13),
    "BT.2020": ("sRGB", BT2020_PRIMARIES, 9, 13),
    "PQ": ("PQ", BT2020_PRIMARIES, 9, 16),
    "PQ of P3": ("PQ", P3_PRIMARIES, 12, 16),
    "HLG": ("HLG", BT2020_PRIMARIES, 9, 18),
}


@pytest.mark.parametrize("name", CICP)
@pytest.mark.parametrize("kind", ["HEIC", "AVIF", "PNG"])
def test_colours_given_by_number_are_converted(kind: str, name: str) -> None:
    transfer, primaries, *numbers = CICP[name]
    image = chart([rounded(255 * codes) for codes in encoded(transfer, primaries)])
    file = encode(image, "PNG") if kind == "PNG" else encode(image, kind, quality=97, subsampling="4:4:4")

    bound = MAX_DELTA_E_OF_8_BIT_HDR_AVIF if kind == "AVIF" and transfer != "sRGB" else MAX_DELTA_E
    assert worst(tagged(file, kind, numbers), EXPECTED) < bound


def tagged(file: bytes, kind: str, numbers: Sequence[int]) -> bytes:
    """The file with these colour primaries and transfer."""
    if kind == "PNG":
        return with_chunk(file, b"cICP", bytes([*numbers, 0, 1]))
    at = file.index(b"nclx") + 4
    return file[:at] + struct.pack(">HH", *numbers) + file[at + 4 :]


FULL_2020: Final = ("-colorspace", "bt2020nc", "-color_range", "pc")


def deep_file(kind: str, bits: int, codes: Vector, orientation: int = 1, repeat: int = PATCH_PX) -> bytes:
    """The codes (0…1) of the chart's patches in a file of `bits` a sample."""
    patches = np.rint(codes * (2**bits - 1)).astype(np.uint16).reshape(-1, ROW, 3)
    pixels = patches.repeat(repeat, axis=0).repeat(repeat, axis=1)
    if orientation == 6:
        pixels = np.rot90(pixels)
    height, width = pixels.shape[:2]
    if kind == "PNG":
        return cv2.imencode(".png", pixels[..., ::-1])[1].tobytes()
    exif = Image.Exif()
    exif[0x0112] = orientation
    if kind == "HEIC":
        heif = pillow_heif.from_bytes("RGB;16", (width, height), (pixels << (16 - bits)).tobytes())
        out = BytesIO()
        pillow_heif.options.SAVE_HDR_TO_12_BIT = bits == 12
        heif.save(out, quality=95, chroma=444, exif=exif.tobytes())
        pillow_heif.options.SAVE_HDR_TO_12_BIT = False
        return out.getvalue()
    source = ("-f", "rawvideo", "-pix_fmt", f"yuv444p{bits}le", "-s", f"{width}x{height}", *FULL_2020, "-i", "pipe:0")
    codec = ("-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "4", "-still-picture", "1", "-frames:v", "1")
    return run_ffmpeg((*source, *codec, *FULL_2020), "avif", luma_and_chroma(pixels, bits).tobytes())


def luma_and_chroma(pixels: Any, bits: int) -> Any:
    """Planes of Y'CbCr in full range (ITU-R BT.2100-2, tables 6 and 9)."""
    red, green, blue = np.moveaxis(pixels.astype(np.float64), 2, 0)
    luma = 0.2627 * red + 0.6780 * green + 0.0593 * blue
    middle = 2 ** (bits - 1)
    planes = np.stack([luma, middle + (blue - luma) / 1.8814, middle + (red - luma) / 1.4746])
    return np.rint(planes).astype("<u2")


@pytest.mark.parametrize("name", ["PQ", "PQ of P3", "HLG"])
@pytest.mark.parametrize(
    ("kind", "bits", "orientation"),
    [("HEIC", 10, 1), ("HEIC", 10, 6), ("HEIC", 12, 1), ("AVIF", 10, 1), ("AVIF", 12, 1), ("PNG", 16, 1)],
)
def test_hdr_of_more_than_eight_bits_keeps_its_shades(kind: str, bits: int, orientation: int, name: str) -> None:
    transfer, primaries, *numbers = CICP[name]
    file = tagged(deep_file(kind, bits, encoded(transfer, primaries), orientation), kind, numbers)

    assert worst(file, EXPECTED) < MAX_DELTA_E


@pytest.mark.parametrize("kind", ["HEIC", "AVIF", "PNG"])
def test_deep_hdr_too_large_for_memory_is_decoded_to_eight_bits(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    transfer, primaries, *numbers = CICP["PQ"]
    file = tagged(deep_file(kind, 16 if kind == "PNG" else 10, encoded(transfer, primaries)), kind, numbers)
    monkeypatch.setattr(photo, "MAX_DEEP_PIXELS", 1000)

    assert worst(file, EXPECTED) < MAX_DELTA_E_OF_8_BIT_HDR_AVIF


def test_transparent_deep_hdr_lies_on_white() -> None:
    transfer, primaries, *numbers = CICP["PQ"]
    codes = np.rint(encoded(transfer, primaries) * 65535).astype(np.uint16).reshape(-1, ROW, 3)
    pixels = codes.repeat(PATCH_PX, axis=0).repeat(PATCH_PX, axis=1)[..., ::-1]
    alpha = np.full(pixels.shape[:2], 65535, np.uint16)
    file = cv2.imencode(".png", np.dstack([pixels, alpha]))[1].tobytes()

    assert worst(tagged(file, "PNG", numbers), EXPECTED) < MAX_DELTA_E


def test_deep_hdr_at_full_size_is_brought_to_working_size() -> None:
    """12 MP as a camera stores them."""
    transfer, primaries, *numbers = CICP["HLG"]
    file = tagged(deep_file("HEIC", 10, encoded(transfer, primaries), repeat=710), "HEIC", numbers)
    assert Image.open(BytesIO(file)).size == (4260, 2840)

    assert max(Image.open(BytesIO(make_working_copy(file, FRAME, 0, ffmpeg()))).size) < 2200
    assert worst(file, EXPECTED) < MAX_DELTA_E


def test_deep_hdr_that_cannot_be_decoded_is_refused() -> None:
    transfer, primaries, *numbers = CICP["PQ"]
    file = tagged(deep_file("AVIF", 10, encoded(transfer, primaries)), "AVIF", numbers)
    start = file.index(b"mdat") + 4

    with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
        make_working_copy(file[:start] + b"\xff" * (len(file) - start), FRAME, 0, ffmpeg())


def with_chunk(file: bytes, kind: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk behind its header."""
    body = kind + data
    chunk = struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return file[:33] + chunk + file[33:]


def test_gamma_and_chromaticities_alone_are_enough_for_a_png() -> None:
    codes = [rounded(255 * np.clip(in_space(patch, P3_PRIMARIES), 0, 1) ** (1 / 1.8)) for patch in CHART]
    points = [value for point in ((0.3127, 0.3290), *P3_PRIMARIES) for value in point]
    file = with_chunk(encode(chart(codes), "PNG"), b"cHRM", struct.pack(">8I", *(round(p * 100_000) for p in points)))

    assert worst(with_chunk(file, b"gAMA", struct.pack(">I", round(100_000 / 1.8))), EXPECTED) < MAX_DELTA_E


def test_adobe_rgb_given_by_a_cameras_exif_alone_is_converted() -> None:
    primaries = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
    codes = [rounded(255 * np.clip(in_space(patch, primaries), 0, 1) ** (1 / 2.2)) for patch in CHART]
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}

    assert worst(encode(chart(codes), "JPEG", quality=95, exif=exif), EXPECTED) < MAX_DELTA_E


def test_adobe_rgb_is_converted() -> None:
    primaries = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
    codes = [rounded(255 * np.clip(in_space(patch, primaries), 0, 1) ** (1 / 2.2)) for patch in CHART]
    profile = rgb_profile(primaries, lambda share: share**2.2)

    assert worst(encode(chart(codes), "PNG", icc_profile=profile), EXPECTED) < MAX_DELTA_E / 2


def press(inks: Sequence[float]) -> Vector:
    """A made-up press whose colours all lie within sRGB: each ink darkens and tints in proportion."""
    cyan, magenta, yellow, black = inks
    light = (96 - 28 * cyan - 34 * magenta - 6 * yellow) * (1 - 0.8 * black)
    tint = 1 - black
    return np.array([light, (30 * magenta - 22 * cyan) * tint, (34 * yellow - 20 * cyan) * tint])


def test_cmyk_is_converted_by_the_press_it_was_made_for() -> None:
    inks = [(c / 8, m / 8, y / 8, k / 8) for c, m, y, k in [
        (0, 0, 0, 0), (4, 0, 0, 0), (0, 4, 0, 0), (0, 0, 4, 0), (0, 0, 0, 4), (4, 4, 0, 0),
        (0, 4, 4, 0), (4, 0, 4, 0), (2, 2, 2, 2), (8, 0, 0, 0), (0, 8, 4, 0), (1, 3, 5, 1),
    ]]  # fmt: skip
    image = chart([tuple(round(255 * ink) for ink in four) for four in inks], "CMYK")
    expected = [press(four) for four in inks]
    white = np.array([96.0, 0, 0])
    assert all(np.all((srgb_of_lab(colour) > 3) & (srgb_of_lab(colour) < 252)) for colour in expected)

    assert worst(encode(image, "JPEG", quality=95, icc_profile=cmyk_profile(press)), expected) < MAX_DELTA_E
    assert delta_e(expected[0], white) == 0


def test_cmyk_without_a_profile_looks_as_browsers_show_it() -> None:
    inks = [(0, 0, 0, 0), (128, 0, 0, 0), (0, 200, 60, 0), (0, 0, 255, 0), (0, 0, 0, 120), (90, 30, 60, 50)]
    meant = [tuple((255 - ink) * (255 - four[3]) / 255 for ink in four[:3]) for four in inks]

    assert worst(encode(chart(inks * 2, "CMYK"), "JPEG", quality=95), [lab_of_srgb(c) for c in meant * 2]) < MAX_DELTA_E


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bits_are_brought_to_eight(channels: int) -> None:
    """Written by another library; the low bytes are at their most, so that a swapped byte order would show."""
    codes = CHART if channels > 1 else [(grey,) * 3 for grey in range(10, 250, 10)]
    deep = np.asarray(chart(codes)).astype(np.uint16) * 256 + 255
    by_channels = {
        1: deep[..., 0],
        3: deep[..., ::-1],
        4: np.dstack([deep[..., ::-1], np.full_like(deep[..., 0], 65535)]),
    }
    file = cv2.imencode(".png", by_channels[channels])[1].tobytes()

    assert worst(file, [lab_of_srgb(code) for code in codes]) < MAX_DELTA_E


def test_greyscale_is_neutral_and_as_light_as_it_was() -> None:
    greys = list(range(8, 248, 10))

    for kind in ("JPEG", "PNG"):
        file = encode(chart(greys, "L"), kind, quality=92) if kind == "JPEG" else encode(chart(greys, "L"), kind)
        assert worst(file, [lab_of_srgb((grey,) * 3) for grey in greys]) < MAX_DELTA_E


def test_a_palette_is_opened_out() -> None:
    assert worst(encode(chart(CHART).quantize(24), "PNG"), EXPECTED) < MAX_DELTA_E


@pytest.mark.parametrize("kind", ["PNG", "WebP", "AVIF", "HEIC"])
def test_transparent_colours_lie_on_white(kind: str) -> None:
    opaque, half, clear = ((*patch, alpha) for patch, alpha in zip(CHART[6:9], (255, 128, 0), strict=True))
    meant = [CHART[6], tuple(c * 128 / 255 + 127 for c in CHART[7]), (255, 255, 255)]
    file = encode(chart([opaque, half, clear] * 4, "RGBA"), kind, quality=95)

    assert worst(file, [lab_of_srgb(codes) for codes in meant * 4]) < MAX_DELTA_E


def test_a_panorama_keeps_its_shape_and_colours() -> None:
    image = chart(CHART[:ROW]).resize((12_000, 200), Image.Resampling.NEAREST)

    assert worst(encode(image, "JPEG", quality=92), EXPECTED[:ROW], stretch=(2000, 200)) < MAX_DELTA_E


def test_of_an_animated_webp_the_first_picture_is_shown() -> None:
    file = encode(chart(CHART), "WebP", save_all=True, append_images=[chart(CHART[::-1])], duration=100, quality=92)

    assert worst(file, EXPECTED) < MAX_DELTA_E


@pytest.mark.parametrize("primary", [0, 1, 2])
def test_of_a_heic_burst_its_primary_picture_is_shown(primary: int) -> None:
    burst = [chart(CHART[::-1]), chart(CHART[::-1]), chart(CHART[::-1])]
    burst[primary] = chart(CHART)
    file = encode(burst[0], "HEIC", save_all=True, append_images=burst[1:], primary_index=primary, quality=92)

    assert worst(file, EXPECTED) < MAX_DELTA_E


SRGB_PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))


def srgb_curve(share: Vector) -> Vector:
    """sRGB's curve, up to the last bit of a 16-bit table."""
    return srgb_decoded(share * 255)


def test_srgb_profiles_of_two_makers_say_nothing() -> None:
    assert is_srgb_profile(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert is_srgb_profile(rgb_profile(SRGB_PRIMARIES, srgb_curve))


@pytest.mark.parametrize(
    "profile",
    [
        rgb_profile(P3_PRIMARIES, srgb_curve),
        rgb_profile(SRGB_PRIMARIES, lambda share: share**2.2),
        cmyk_profile(lambda inks: np.array([100.0 * (1 - inks[3]), 0, 0])),
        b"broken",
    ],
    ids=["other primaries", "another curve", "another space", "broken"],
)
def test_any_other_profile_is_heard(profile: bytes) -> None:
    assert not is_srgb_profile(profile)


def test_a_picture_that_is_srgb_already_keeps_every_pixel() -> None:
    image = Image.effect_noise((64, 64), 80).convert("RGB")

    assert to_srgb(image, rgb_profile(SRGB_PRIMARIES, srgb_curve)).tobytes() == image.tobytes()


def test_grey_with_an_srgb_profile_becomes_the_same_grey() -> None:
    assert to_srgb(Image.new("L", (4, 4), 90), rgb_profile(SRGB_PRIMARIES, srgb_curve)).getpixel((0, 0)) == (90,) * 3


def test_no_long_profile_is_remembered() -> None:
    is_srgb_profile.cache_clear()
    long = rgb_profile(SRGB_PRIMARIES, srgb_curve) + bytes(MAX_CACHED_BYTES)

    to_srgb(Image.new("RGB", (4, 4), (90, 90, 90)), long)

    assert is_srgb_profile.cache_info().currsize == 0
