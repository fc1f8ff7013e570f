"""Tone mapping from HDR to SDR."""

import pytest

from functions.photos.tone_mapping import HLG, PEAK, PQ, compress_highlight, hdr_lut


def test_what_is_below_diffuse_white_keeps_its_light_and_highlights_keep_their_order() -> None:
    steps = [n / 100 for n in range(1, 493)]
    light = [compress_highlight(step) for step in steps]

    assert light[:75] == steps[:75]
    assert light == sorted(light)
    assert len(set(light)) == len(light)
    assert compress_highlight(PEAK) == compress_highlight(9) == pytest.approx(1)


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_the_table_runs_from_black_to_white_with_greys_in_between(transfer: str) -> None:
    size, *rows = hdr_lut(transfer).splitlines()
    values = [[float(value) for value in row.split()] for row in rows]
    greys = values[:: 33 * 33 + 33 + 1]

    assert size == "LUT_3D_SIZE 33"
    assert len(values) == 33**3
    assert values[0] == [0, 0, 0]
    assert values[-1] == pytest.approx([1, 1, 1], abs=1e-3)
    assert all(max(grey) - min(grey) < 0.002 for grey in greys)
    assert greys == sorted(greys)
    assert all(0 <= value <= 1 for row in values for value in row)
