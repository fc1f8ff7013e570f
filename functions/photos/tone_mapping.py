"""Tone mapping from HDR to SDR, as formulas and as a colour table (3D LUT) for FFmpeg.

The table is computed here, since FFmpeg's own tone mapping applies HLG's system gamma to each primary and so
oversaturates (ΔE 3.6 on a colour chart against 1.5). Sources: ITU-R BT.2100-2 (HLG: table 5, PQ: table 4), BT.2408-7
(diffuse white at 203 cd/m²), BT.2087-0 (BT.2020 to BT.709), IEC 61966-2-1 (sRGB's curve, for photos too).
"""

from collections.abc import Sequence
from itertools import product
from math import exp
from typing import Final

PQ: Final = "smpte2084"
HLG: Final = "arib-std-b67"
TRANSFERS: Final = frozenset({PQ, HLG})
"""FFmpeg's names of the transfer functions."""
LUT_STEPS: Final = 33
WHITE_NITS: Final = 203
DISPLAY_NITS: Final = 1000
"""HLG's reference display, and the brightest highlight in which details remain, for PQ too."""
SYSTEM_GAMMA: Final = 1.2
HLG_SQUARE_ROOT_MAX: Final = 0.5
"""Code up to which HLG is a square root; above, it is a logarithm."""
SRGB_LINEAR_MAX: Final = 0.0031308
KNEE: Final = 0.75
"""Light (1 is diffuse white) up to which nothing changes; above, highlights are compressed."""
PEAK: Final = DISPLAY_NITS / WHITE_NITS
LUMA_2020: Final = (0.2627, 0.6780, 0.0593)
LUMA_709: Final = (0.2126, 0.7152, 0.0722)
TO_709: Final = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))

Light = tuple[float, float, float]
"""Linear red, green and blue; 1 is diffuse white."""


def hdr_lut(transfer: str) -> str:
    """Return the table from BT.2020 R'G'B' in `transfer` (one of `TRANSFERS`) to BT.709, as a .cube file."""
    axis = [(_pq_eotf if transfer == PQ else _hlg_inverse_oetf)(step / (LUT_STEPS - 1)) for step in range(LUT_STEPS)]
    rows = [f"LUT_3D_SIZE {LUT_STEPS}"]
    for blue, green, red in product(axis, repeat=3):  # red runs fastest
        light = (red, green, blue) if transfer == PQ else _hlg_ootf(red, green, blue)
        rows.append(" ".join(f"{srgb_encode(value):.5f}" for value in _tone_map(light, TO_709)))
    return "\n".join([*rows, ""])


def _pq_eotf(code: float) -> float:
    """Return the displayed light of a PQ code (0…1)."""
    power = code ** (32 / 2523)
    nits: float = 10_000 * (max(power - 3424 / 4096, 0) / (2413 / 128 - 2392 / 128 * power)) ** (16384 / 2610)
    return nits / WHITE_NITS


def _hlg_inverse_oetf(code: float) -> float:
    """Return the scene light (0…1) of an HLG code (0…1)."""
    return code * code / 3 if code <= HLG_SQUARE_ROOT_MAX else (exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12


def _hlg_ootf(red: float, green: float, blue: float) -> Light:
    """Apply HLG's system gamma, which acts on luminance alone."""
    luminance = _dot(LUMA_2020, (red, green, blue))
    gain = luminance ** (SYSTEM_GAMMA - 1) * DISPLAY_NITS / WHITE_NITS if luminance else 0.0
    return red * gain, green * gain, blue * gain


def hdr_to_sdr(codes: Light, transfer: str, to_709: Sequence[Light]) -> Light:
    """Return the linear BT.709 light (0…1) of R'G'B' codes in `transfer`.

    Args:
        to_709: matrix from their primaries to those of BT.709.
    """
    decode = _pq_eotf if transfer == PQ else _hlg_inverse_oetf
    light = (decode(codes[0]), decode(codes[1]), decode(codes[2]))
    return _tone_map(light if transfer == PQ else _hlg_ootf(*light), to_709)


def sdr_to_709(light: Light, to_709: Sequence[Light]) -> Light:
    """Return linear SDR light with the primaries of BT.709; colours outside its gamut are desaturated into it."""
    return _clip_gamut((_dot(to_709[0], light), _dot(to_709[1], light), _dot(to_709[2], light)))


def _tone_map(light: Light, to_709: Sequence[Light]) -> Light:
    """Compress highlights, and desaturate colours outside the gamut of BT.709 into it."""
    red, green, blue = (_dot(row, light) for row in to_709)
    brightest = max(red, green, blue)
    gain = compress_highlight(brightest) / brightest if brightest > KNEE else 1.0
    return _clip_gamut((red * gain, green * gain, blue * gain))


def _clip_gamut(light: Light) -> Light:
    """Mix the colour with grey of its luminance until no primary is negative."""
    lowest, grey = min(light), _dot(LUMA_709, light)
    saturation = grey / (grey - lowest) if lowest < 0 < grey else 1.0
    red, green, blue = (grey + (value - grey) * saturation for value in light)
    return red, green, blue


def compress_highlight(light: float) -> float:
    """Map light up to `PEAK` to at most 1, smoothly from `KNEE` on, by a Möbius transformation."""
    if light <= KNEE:
        return light
    light = min(light, PEAK)
    low = -KNEE * KNEE * (PEAK - 1) / (KNEE * KNEE - 2 * KNEE + PEAK)
    high = (KNEE * KNEE - 2 * KNEE * PEAK + PEAK) / (PEAK - 1)
    return (high * high + 2 * high * KNEE + KNEE * KNEE) / (high - low) * (light + low) / (light + high)


def srgb_encode(light: float) -> float:
    """Return the sRGB code (0…1) of linear light, clipped to 0…1."""
    bounded = min(max(light, 0.0), 1.0)
    return 12.92 * bounded if bounded <= SRGB_LINEAR_MAX else 1.055 * bounded ** (1 / 2.4) - 0.055


def _dot(weights: Light, light: Light) -> float:
    return weights[0] * light[0] + weights[1] * light[1] + weights[2] * light[2]
