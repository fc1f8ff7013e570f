"""HDR to SDR as one table of colours, which FFmpeg looks every pixel up in.

The table is made by formula, since FFmpeg's own way takes HLG's system gamma for each primary by itself and so
oversaturates (ΔE 3.6 on a colour chart against 1.5). Sources: ITU-R BT.2100-2 (HLG: table 5, PQ: table 4), BT.2408-7
(diffuse white at 203 cd/m²), BT.2087-0 (BT.2020 to BT.709), IEC 61966-2-1 (sRGB's curve, which the photos follow too).
"""

from collections.abc import Sequence
from itertools import product
from math import exp
from typing import Final

PQ: Final = "smpte2084"
HLG: Final = "arib-std-b67"
TRANSFERS: Final = frozenset({PQ, HLG})
"""By FFmpeg's names."""
STEPS: Final = 33
WHITE_NITS: Final = 203
DISPLAY_NITS: Final = 1000
"""HLG's reference display, and the brightest highlight of either kind that keeps some drawing."""
SYSTEM_GAMMA: Final = 1.2
HLG_SQUARE_TO: Final = 0.5
"""Code up to which HLG is a square root; above it is a logarithm."""
SRGB_LINEAR_TO: Final = 0.0031308
KNEE: Final = 0.75
"""Light (1 is diffuse white) up to which nothing changes; above, highlights are rolled off."""
PEAK: Final = DISPLAY_NITS / WHITE_NITS
WEIGHTS_2020: Final = (0.2627, 0.6780, 0.0593)
WEIGHTS_709: Final = (0.2126, 0.7152, 0.0722)
TO_709: Final = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))

Light = tuple[float, float, float]
"""Linear red, green and blue; 1 is diffuse white."""


def cube(transfer: str) -> str:
    """The table for BT.2020 R'G'B' in `transfer` (one of `TRANSFERS`), as a .cube file."""
    axis = [(_pq if transfer == PQ else _hlg)(step / (STEPS - 1)) for step in range(STEPS)]
    rows = [f"LUT_3D_SIZE {STEPS}"]
    for blue, green, red in product(axis, repeat=3):  # red runs fastest
        shown = (red, green, blue) if transfer == PQ else _displayed(red, green, blue)
        rows.append(" ".join(f"{encoded(value):.5f}" for value in _sdr(shown, TO_709)))
    return "\n".join([*rows, ""])


def _pq(code: float) -> float:
    """Displayed light of a PQ code (0…1)."""
    power = code ** (32 / 2523)
    nits: float = 10_000 * (max(power - 3424 / 4096, 0) / (2413 / 128 - 2392 / 128 * power)) ** (16384 / 2610)
    return nits / WHITE_NITS


def _hlg(code: float) -> float:
    """Scene light (0…1) of an HLG code (0…1)."""
    return code * code / 3 if code <= HLG_SQUARE_TO else (exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12


def _displayed(red: float, green: float, blue: float) -> Light:
    """HLG's system gamma, which acts on luminance alone."""
    luminance = _dot(WEIGHTS_2020, (red, green, blue))
    gain = luminance ** (SYSTEM_GAMMA - 1) * DISPLAY_NITS / WHITE_NITS if luminance else 0.0
    return red * gain, green * gain, blue * gain


def to_sdr(codes: Light, transfer: str, to_709: Sequence[Light]) -> Light:
    """Linear BT.709 light (0…1) of R'G'B' codes in `transfer`, whose primaries `to_709` brings to those of BT.709."""
    decode = _pq if transfer == PQ else _hlg
    light = (decode(codes[0]), decode(codes[1]), decode(codes[2]))
    return _sdr(light if transfer == PQ else _displayed(*light), to_709)


def to_srgb(light: Light, to_709: Sequence[Light]) -> Light:
    """The light of a picture in SDR by the primaries of BT.709; what they cannot show is paled until they can."""
    return _paled((_dot(to_709[0], light), _dot(to_709[1], light), _dot(to_709[2], light)))


def _sdr(shown: Light, to_709: Sequence[Light]) -> Light:
    """Highlights rolled off, and what BT.709 cannot show paled until it can."""
    red, green, blue = (_dot(row, shown) for row in to_709)
    brightest = max(red, green, blue)
    gain = rolled(brightest) / brightest if brightest > KNEE else 1.0
    return _paled((red * gain, green * gain, blue * gain))


def _paled(light: Light) -> Light:
    least, grey = min(light), _dot(WEIGHTS_709, light)
    keep = grey / (grey - least) if least < 0 < grey else 1.0
    return grey + (light[0] - grey) * keep, grey + (light[1] - grey) * keep, grey + (light[2] - grey) * keep


def rolled(light: float) -> float:
    """Light up to `PEAK` brought to at most 1, smoothly from `KNEE` on (the curve is Möbius's)."""
    if light <= KNEE:
        return light
    light = min(light, PEAK)
    low = -KNEE * KNEE * (PEAK - 1) / (KNEE * KNEE - 2 * KNEE + PEAK)
    high = (KNEE * KNEE - 2 * KNEE * PEAK + PEAK) / (PEAK - 1)
    return (high * high + 2 * high * KNEE + KNEE * KNEE) / (high - low) * (light + low) / (light + high)


def encoded(light: float) -> float:
    bounded = min(max(light, 0.0), 1.0)
    return 12.92 * bounded if bounded <= SRGB_LINEAR_TO else 1.055 * bounded ** (1 / 2.4) - 0.055


def _dot(weights: Light, light: Light) -> float:
    return weights[0] * light[0] + weights[1] * light[1] + weights[2] * light[2]
