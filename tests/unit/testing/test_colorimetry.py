"""The reference is itself checked against published values."""

import numpy as np
import pytest

from testing.colorimetry import D50, P3_PRIMARIES, adapted, delta_e, lab_of_srgb, srgb_of_lab, to_xyz

SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""From table 1 of Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005)."""


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_ciede2000_meets_the_published_pairs(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    assert delta_e(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)
    assert delta_e(np.array(second), np.array(first)) == pytest.approx(expected, abs=1e-4)


def test_lab_of_srgb_meets_published_values() -> None:
    """White, and the D50 values of pure red and blue (Lindbloom)."""
    assert lab_of_srgb((255, 255, 255)) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab_of_srgb((255, 0, 0)) == pytest.approx([54.29, 80.81, 69.89], abs=0.05)
    assert lab_of_srgb((0, 0, 255)) == pytest.approx([29.57, 68.30, -112.03], abs=0.05)
    assert srgb_of_lab((54.29, 80.81, 69.89)) == pytest.approx([255, 0, 0], abs=1)


def test_display_p3_has_the_colorants_of_its_published_profile() -> None:
    colorants = [[0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407]]

    assert pytest.approx(np.array(colorants), abs=5e-4) == adapted(to_xyz(P3_PRIMARIES)).T
    assert adapted(to_xyz(P3_PRIMARIES)) @ np.ones(3) == pytest.approx(D50, abs=1e-4)
