"""Conversion of a photo's colours to sRGB: by its ICC profile, else by the colour space that its file names.

Files name a colour space by code points (CICP, ITU-T H.273), by gamma and chromaticities (PNG), or by Exif.
"""

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageCms, ImageFilter

from functions.photos.tone_mapping import HLG, PQ, hdr_to_sdr, sdr_to_709, srgb_encode
from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.photo import format_of, png_chunks

Chromaticity = tuple[float, float]
LUT_STEPS: Final = 33
HDR_LUT_STEPS: Final = 65
"""Most HDR codes are for highlights: with 33 steps, colours near white are off by a visible ΔE of 1."""
D65: Final = (0.3127, 0.3290)
SRGB: Final = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
PRIMARIES: Final[dict[int, tuple[Chromaticity, ...]]] = {
    1: SRGB,
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08)),
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    7: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
"""By code point of ITU-T H.273, table 2. Their white point is taken to be D65."""
ADOBE_RGB: Final = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
ADOBE_GAMMA: Final = 563 / 256
HDR: Final = {16: PQ, 18: HLG}
"""By code point of H.273, table 3."""
GAMMAS: Final = {4: 2.2, 5: 2.8, 8: 1.0}
SRGB_GAMMA: Final = 2.2
TOLERANCE: Final = 0.03
"""sRGB encoders differ from each other by this much in gamma (relative) and chromaticity."""
INTEROP_IFD: Final = 0xA005
EXIF_IFD: Final = 0x8769
ADOBE_INTEROP: Final = "R03"
PROFILE_STEPS: Final = 17
"""Values of each primary among the colours on which a profile is tried."""
MAX_INVISIBLE: Final = 2
"""Largest invisible difference, of 255: manufacturers' sRGB profiles differ by up to as much."""
PROFILE_ERRORS: Final = (ImageCms.PyCMSError, OSError, ValueError)
CACHED_PROFILES: Final = 8
MAX_CACHED_BYTES: Final = 65_536
"""A longer profile is always applied and not kept in memory: sRGB's have a few kilobytes."""


class ColourSpace(NamedTuple):
    """Chromaticities of the primaries, and the transfer: `HLG`, `PQ` or a gamma; None stands for sRGB's curve."""

    primaries: tuple[Chromaticity, ...]
    transfer: str | float | None

    @property
    def is_hdr(self) -> bool:
        return isinstance(self.transfer, str)


def read_colour_space(image: Image.Image, file: bytes) -> ColourSpace | None:
    """Return the colour space that the file names, by the precedence of its format; None for sRGB or when unnamed."""
    photo_format = format_of(file)
    if photo_format == "PNG":
        return _from_png(image, file)
    if photo_format in {"HEIC", "AVIF"}:
        heif = read_heif(ByteSource.from_bytes(file))
        return _from_cicp(heif.cicp.primaries, heif.cicp.transfer) if heif and heif.cicp else None
    return _from_exif(image)


def _from_cicp(primaries_code: int, transfer_code: int) -> ColourSpace | None:
    primaries = PRIMARIES.get(primaries_code, SRGB)
    transfer = HDR.get(transfer_code) or GAMMAS.get(transfer_code)
    return None if primaries == SRGB and transfer is None else ColourSpace(primaries, transfer)


def _from_png(image: Image.Image, file: bytes) -> ColourSpace | None:
    """PNG specification (third edition), 4.3: cICP, then iCCP, sRGB, and gAMA with cHRM."""
    cicp = next((chunk for chunk in png_chunks(ByteSource.from_bytes(file)) if chunk.kind == b"cICP"), None)
    if cicp is not None and cicp.end - cicp.start >= 2:  # noqa: PLR2004
        image.info.pop("icc_profile", None)
        return _from_cicp(*file[cicp.start : cicp.start + 2])
    if "srgb" in image.info or "icc_profile" in image.info:
        return None
    gamma, chromaticities = image.info.get("gamma"), image.info.get("chromaticity")
    primaries = SRGB
    if chromaticities and all(part > 0 for part in chromaticities):
        _, _, *rgb = chromaticities  # the first two are the white point
        primaries = ((rgb[0], rgb[1]), (rgb[2], rgb[3]), (rgb[4], rgb[5]))
    pairs = zip(primaries, SRGB, strict=True)
    distance = max(abs(a - b) for point, srgb_point in pairs for a, b in zip(point, srgb_point, strict=True))
    decoding_gamma = 1 / gamma if gamma else SRGB_GAMMA
    is_srgb_curve = abs(decoding_gamma - SRGB_GAMMA) <= TOLERANCE * SRGB_GAMMA
    if distance <= TOLERANCE and is_srgb_curve:
        return None
    return ColourSpace(primaries, None if is_srgb_curve else decoding_gamma)


def _from_exif(image: Image.Image) -> ColourSpace | None:
    """Return Adobe RGB when a camera names it without a profile (DCF 2.0: the interoperability index `R03`)."""
    try:
        interop = image.getexif().get_ifd(INTEROP_IFD) or image.getexif().get_ifd(EXIF_IFD).get(INTEROP_IFD, {})
        index = interop.get(1, "") if isinstance(interop, dict) else ""
    except (OSError, SyntaxError, ValueError, TypeError, struct.error):
        return None
    return ColourSpace(ADOBE_RGB, ADOBE_GAMMA) if str(index).startswith(ADOBE_INTEROP) else None


def hdr_lut(space: ColourSpace) -> str:
    """Return the conversion of an HDR picture to sRGB, as a .cube file for FFmpeg."""
    table = _lut(space)
    rows = (" ".join(f"{value:.5f}" for value in table.table[n : n + 3]) for n in range(0, len(table.table), 3))
    return "\n".join([f"LUT_3D_SIZE {table.size[0]}", *rows, ""])


def to_srgb(image: Image.Image, profile: bytes | None, space: ColourSpace | None = None) -> Image.Image:
    """Convert a picture to sRGB by the ICC profile, else by `space`; a broken profile counts as sRGB.

    HDR is tone-mapped as in clips.
    """
    if space and not profile:
        return image.convert("RGB").filter(_lut(space))
    if not profile or (image.mode == "RGB" and len(profile) <= MAX_CACHED_BYTES and is_srgb_profile(profile)):
        return image.convert("RGB")
    try:
        return _apply_profile(image, profile)
    except PROFILE_ERRORS:
        return image.convert("RGB")


@lru_cache(CACHED_PROFILES)
def is_srgb_profile(profile: bytes) -> bool:
    """Return whether an RGB picture looks the same with and without the profile, as with most photos' profiles.

    A picture of many colours is converted to find out: about 10 ms, where converting a phone's photo takes 250.
    """
    picture = Image.new("RGB", (PROFILE_STEPS * PROFILE_STEPS, PROFILE_STEPS))
    levels = [round(step * 255 / (PROFILE_STEPS - 1)) for step in range(PROFILE_STEPS)]
    picture.putdata([(red, green, blue) for red in levels for green in levels for blue in levels])
    try:
        difference = ImageChops.difference(picture, _apply_profile(picture, profile))
    except PROFILE_ERRORS:
        return False
    return all(sum(band.histogram()[MAX_INVISIBLE + 1 :]) == 0 for band in difference.split())


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert the picture from `profile` to sRGB.

    Raises:
        ImageCms.PyCMSError, OSError, ValueError: the profile cannot be used (`PROFILE_ERRORS`).
    """
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if converted is None:
        raise ValueError("nothing was converted")
    return converted


@lru_cache(4)
def _lut(space: ColourSpace) -> ImageFilter.Color3DLUT:
    matrix = _multiply(_invert(_to_xyz(SRGB)), _to_xyz(space.primaries))
    transfer = space.transfer

    def convert(red: float, green: float, blue: float) -> tuple[float, float, float]:
        if isinstance(transfer, str):
            light = hdr_to_sdr((red, green, blue), transfer, matrix)
        else:
            light = sdr_to_709(_linear(red, green, blue, transfer), matrix)
        return srgb_encode(light[0]), srgb_encode(light[1]), srgb_encode(light[2])

    return ImageFilter.Color3DLUT.generate(HDR_LUT_STEPS if space.is_hdr else LUT_STEPS, convert)


def _linear(red: float, green: float, blue: float, gamma: float | None) -> tuple[float, float, float]:
    decode: Callable[[float], float] = (lambda code: code**gamma) if gamma else _srgb_decode
    return decode(red), decode(green), decode(blue)


def _srgb_decode(code: float) -> float:
    return code / 12.92 if code <= 0.04045 else ((code + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


Matrix = Sequence[tuple[float, float, float]]


def _to_xyz(primaries: Sequence[Chromaticity]) -> Matrix:
    """Return the matrix from linear R, G, B to XYZ (SMPTE RP 177)."""
    columns = [_xyz(point) for point in primaries]
    rows = [(columns[0][n], columns[1][n], columns[2][n]) for n in range(3)]
    white = _xyz(D65)
    gains = [sum(value * part for value, part in zip(row, white, strict=True)) for row in _invert(rows)]
    return [(row[0] * gains[0], row[1] * gains[1], row[2] * gains[2]) for row in rows]


def _xyz(point: Chromaticity) -> tuple[float, float, float]:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    return [
        (
            sum(row[k] * second[k][0] for k in range(3)),
            sum(row[k] * second[k][1] for k in range(3)),
            sum(row[k] * second[k][2] for k in range(3)),
        )
        for row in first
    ]


def _invert(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    scale = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [
        ((e * i - f * h) / scale, (c * h - b * i) / scale, (b * f - c * e) / scale),
        ((f * g - d * i) / scale, (a * i - c * g) / scale, (c * d - a * f) / scale),
        ((d * h - e * g) / scale, (b * g - a * h) / scale, (a * e - b * d) / scale),
    ]
