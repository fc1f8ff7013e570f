"""Colours by formula, as a reference that shares no code with the product: no profile engine, no table of ours.

Sources: IEC 61966-2-1 (sRGB), SMPTE EG 432-1 (Display P3), CIE 15 (L*a*b*), Sharma, Wu, Dalal (2005) for CIEDE2000,
Lindbloom for the Bradford matrix.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.floating[Any]]

D50: Vector = np.array([0.9642, 1.0, 0.8249])
D65: Vector = np.array([0.95047, 1.0, 1.08883])
BRADFORD: Vector = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
SRGB_PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
P3_PRIMARIES = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
BT2020_PRIMARIES = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))

CHART = (
    (115, 82, 68), (194, 150, 130), (98, 122, 157), (87, 108, 67), (133, 128, 177), (103, 189, 170),
    (214, 126, 44), (80, 91, 166), (193, 90, 99), (94, 60, 108), (157, 188, 64), (224, 163, 46),
    (56, 61, 150), (70, 148, 73), (175, 54, 60), (231, 199, 31), (187, 86, 149), (45, 133, 161),
    (243, 243, 242), (200, 200, 200), (160, 160, 160), (122, 122, 121), (85, 85, 85), (52, 52, 52),
)  # fmt: skip
"""The 24 patches of a ColorChecker as sRGB, six in a row; all within the gamut of every space used here."""


def to_xyz(primaries: Sequence[tuple[float, float]], white: Vector = D65) -> Vector:
    """Matrix from linear R, G, B (0…1) to XYZ."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    return columns * np.linalg.solve(columns, white)


def adapted(matrix: Vector, source: Vector = D65, target: Vector = D50) -> Vector:
    """The matrix with its white moved from `source` to `target`."""
    gain = np.diag((BRADFORD @ target) / (BRADFORD @ source))
    return np.linalg.inv(BRADFORD) @ gain @ BRADFORD @ matrix


def srgb_decoded(codes: Sequence[float] | Vector) -> Vector:
    """Linear light (0…1) of sRGB codes (0…255)."""
    share = np.asarray(codes, np.float64) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def srgb_encoded(linear: Vector) -> Vector:
    """sRGB codes (0…255, not rounded) of linear light."""
    safe = np.clip(linear, 0, 1)
    return 255 * np.where(safe <= 0.0031308, 12.92 * safe, 1.055 * safe ** (1 / 2.4) - 0.055)


def lab(xyz: Vector, white: Vector) -> Vector:
    ratio = xyz / white
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def xyz_of_lab(values: Sequence[float] | Vector, white: Vector) -> Vector:
    lightness, a, b = values
    middle = (lightness + 16) / 116
    root = np.array([middle + a / 500, middle, middle - b / 200])
    return white * np.where(root > 6 / 29, root**3, 3 * (6 / 29) ** 2 * (root - 4 / 29))


def lab_of_srgb(codes: Sequence[float] | Vector) -> Vector:
    """L*a*b* (D50) of sRGB codes (0…255)."""
    return lab(adapted(to_xyz(SRGB_PRIMARIES)) @ srgb_decoded(codes), D50)


def srgb_of_lab(values: Sequence[float] | Vector) -> Vector:
    """sRGB codes (0…255, not rounded) of an L*a*b* (D50)."""
    return srgb_encoded(np.linalg.solve(adapted(to_xyz(SRGB_PRIMARIES)), xyz_of_lab(values, D50)))


def in_space(codes: Sequence[float], primaries: Sequence[tuple[float, float]]) -> Vector:
    """Linear R, G, B that show the colour of sRGB `codes` in a space of other primaries and the same white."""
    return np.linalg.solve(to_xyz(primaries), to_xyz(SRGB_PRIMARIES) @ srgb_decoded(codes))


def rgb_of_bt709(luma: float, blue: float, red: float) -> Vector:
    """R'G'B' codes (0…255) of 8-bit limited-range Y'CbCr (ITU-R BT.709-6, 3.2 to 3.5), by solving them."""
    light, cb, cr = (luma - 16) / 219, (blue - 128) / 224, (red - 128) / 224
    r, b = light + 2 * (1 - 0.2126) * cr, light + 2 * (1 - 0.0722) * cb
    return 255 * np.clip([r, (light - 0.2126 * r - 0.0722 * b) / 0.7152, b], 0, 1)


def delta_e(first: Vector, second: Vector) -> float:
    """CIEDE2000 between two L*a*b* values."""
    chroma = (np.hypot(*first[1:]) + np.hypot(*second[1:])) / 2
    more = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    (l1, a1, b1), (l2, a2, b2) = first, second
    c1, c2 = np.hypot(a1 * more, b1), np.hypot(a2 * more, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * more)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    mean_hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    mean_c, mean_l = (c1 + c2) / 2, (l1 + l2) / 2
    tint = (
        1
        - 0.17 * np.cos(np.radians(mean_hue - 30))
        + 0.24 * np.cos(np.radians(2 * mean_hue))
        + 0.32 * np.cos(np.radians(3 * mean_hue + 6))
        - 0.20 * np.cos(np.radians(4 * mean_hue - 63))
    )
    light = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2))
    strong = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * mean_c * tint)
    twist = (
        -2
        * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
        * np.sin(np.radians(60 * np.exp(-(((mean_hue - 275) / 25) ** 2))))
    )
    return float(np.sqrt(light**2 + strong**2 + hue**2 + twist * strong * hue))
