"""Colours that a photo tells by numbers instead of an ICC profile, brought to sRGB by one table of colours."""

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from PIL import Image, ImageFilter

from functions.photos.hdr import HLG, PQ, encoded, to_sdr, to_srgb
from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.photo import format_of, png_chunks

Chromaticity = tuple[float, float]
STEPS: Final = 33
HDR_STEPS: Final = 65
"""Most codes of HDR are for highlights: between 33 steps, colours near white are off by a visible ΔE of 1."""
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
"""By their numbers in ITU-T H.273, table 2; their white is taken for D65."""
ADOBE_RGB: Final = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
ADOBE_GAMMA: Final = 563 / 256
HDR: Final = {16: PQ, 18: HLG}
"""By the numbers of H.273, table 3."""
GAMMAS: Final = {4: 2.2, 5: 2.8, 8: 1.0}
SRGB_GAMMA: Final = 2.2
NEAR: Final = 0.03
"""Differences of gamma and chromaticity up to here are those of sRGB's own encoders."""
INTEROP_IFD: Final = 0xA005
EXIF_IFD: Final = 0x8769
ADOBE_INTEROP: Final = "R03"


class Colours(NamedTuple):
    """Primaries, and the transfer: `HLG`, `PQ` or a gamma; None stands for sRGB's curve."""

    primaries: tuple[Chromaticity, ...]
    transfer: str | float | None

    @property
    def is_hdr(self) -> bool:
        return isinstance(self.transfer, str)


def colours_of(image: Image.Image, file: bytes) -> Colours | None:
    """What the file says by numbers, in the order of precedence of its kind; None when that is sRGB or nothing."""
    kind = format_of(file)
    if kind == "PNG":
        return _of_png(image, file)
    if kind in {"HEIC", "AVIF"}:
        heif = read_heif(ByteSource.from_bytes(file))
        return _of_cicp(heif.cicp.primaries, heif.cicp.transfer) if heif and heif.cicp else None
    return _of_exif(image)


def _of_cicp(primaries_number: int, transfer_number: int) -> Colours | None:
    primaries = PRIMARIES.get(primaries_number, SRGB)
    transfer = HDR.get(transfer_number) or GAMMAS.get(transfer_number)
    return None if primaries == SRGB and transfer is None else Colours(primaries, transfer)


def _of_png(image: Image.Image, file: bytes) -> Colours | None:
    """PNG specification (third edition), 4.3: cICP, then iCCP, sRGB, and gAMA with cHRM."""
    cicp = next((chunk for chunk in png_chunks(ByteSource.from_bytes(file)) if chunk.kind == b"cICP"), None)
    if cicp is not None and cicp.end - cicp.start >= 2:  # noqa: PLR2004
        image.info.pop("icc_profile", None)
        return _of_cicp(*file[cicp.start : cicp.start + 2])
    if "srgb" in image.info or "icc_profile" in image.info:
        return None
    gamma, told = image.info.get("gamma"), image.info.get("chromaticity")
    primaries = SRGB
    if told and all(part > 0 for part in told):
        primaries = ((told[2], told[3]), (told[4], told[5]), (told[6], told[7]))
    off = max(abs(a - b) for pair, own in zip(primaries, SRGB, strict=True) for a, b in zip(pair, own, strict=True))
    decoding = 1 / gamma if gamma else SRGB_GAMMA
    if off <= NEAR and abs(decoding - SRGB_GAMMA) <= NEAR * SRGB_GAMMA:
        return None
    return Colours(primaries, decoding if abs(decoding - SRGB_GAMMA) > NEAR * SRGB_GAMMA else None)


def _of_exif(image: Image.Image) -> Colours | None:
    """Adobe RGB as cameras tell it (DCF 2.0: the interoperability index `R03`), without a profile."""
    try:
        interop = image.getexif().get_ifd(INTEROP_IFD) or image.getexif().get_ifd(EXIF_IFD).get(INTEROP_IFD, {})
        index = interop.get(1, "") if isinstance(interop, dict) else ""
    except (OSError, SyntaxError, ValueError, TypeError, struct.error):
        return None
    return Colours(ADOBE_RGB, ADOBE_GAMMA) if str(index).startswith(ADOBE_INTEROP) else None


def cube(colours: Colours) -> str:
    """The conversion to sRGB of an HDR picture, as a .cube file for FFmpeg."""
    table = _table(colours)
    rows = (" ".join(f"{value:.5f}" for value in table.table[at : at + 3]) for at in range(0, len(table.table), 3))
    return "\n".join([f"LUT_3D_SIZE {table.size[0]}", *rows, ""])


def convert(image: Image.Image, colours: Colours) -> Image.Image:
    """The RGB picture in sRGB; HDR is brought to SDR as in clips."""
    return image.filter(_table(colours))


@lru_cache(4)
def _table(colours: Colours) -> ImageFilter.Color3DLUT:
    matrix = _multiplied(_inverse(_to_xyz(SRGB)), _to_xyz(colours.primaries))
    transfer = colours.transfer

    def shade(red: float, green: float, blue: float) -> tuple[float, float, float]:
        if isinstance(transfer, str):
            light = to_sdr((red, green, blue), transfer, matrix)
        else:
            light = to_srgb(_each(red, green, blue, transfer), matrix)
        return encoded(light[0]), encoded(light[1]), encoded(light[2])

    return ImageFilter.Color3DLUT.generate(HDR_STEPS if colours.is_hdr else STEPS, shade)


def _each(red: float, green: float, blue: float, gamma: float | None) -> tuple[float, float, float]:
    decode: Callable[[float], float] = (lambda code: code**gamma) if gamma else _decoded
    return decode(red), decode(green), decode(blue)


def _decoded(code: float) -> float:
    return code / 12.92 if code <= 0.04045 else ((code + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


Matrix = Sequence[tuple[float, float, float]]


def _to_xyz(primaries: Sequence[Chromaticity]) -> Matrix:
    """From linear R, G, B to XYZ (SMPTE RP 177)."""
    columns = [_xyz(point) for point in primaries]
    rows = [(columns[0][n], columns[1][n], columns[2][n]) for n in range(3)]
    white = _xyz(D65)
    gains = [sum(value * part for value, part in zip(row, white, strict=True)) for row in _inverse(rows)]
    return [(row[0] * gains[0], row[1] * gains[1], row[2] * gains[2]) for row in rows]


def _xyz(point: Chromaticity) -> tuple[float, float, float]:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _multiplied(first: Matrix, second: Matrix) -> Matrix:
    return [
        (
            sum(row[k] * second[k][0] for k in range(3)),
            sum(row[k] * second[k][1] for k in range(3)),
            sum(row[k] * second[k][2] for k in range(3)),
        )
        for row in first
    ]


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    scale = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [
        ((e * i - f * h) / scale, (c * h - b * i) / scale, (b * f - c * e) / scale),
        ((f * g - d * i) / scale, (a * i - c * g) / scale, (c * d - a * f) / scale),
        ((d * h - e * g) / scale, (b * g - a * h) / scale, (a * e - b * d) / scale),
    ]
