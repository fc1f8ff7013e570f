"""What FFmpeg says of a clip's colours, and what is made of it."""

import pytest

from functions.photos.grade import Colours, chain, colours_of
from functions.photos.hdr import HLG, PEAK, PQ, cube, rolled

HEAD = "  Stream #0:0[0x1](und): Video: "


@pytest.mark.parametrize(
    ("line", "colours"),
    [
        (
            "h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 1920x1080, 9 kb/s",
            Colours("limited", "bt709", "bt709", "bt709"),
        ),
        (
            "hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 1080x1920, 30 fps",
            Colours("limited", "bt2020nc", "bt2020", HLG),
        ),
        (
            "hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/smpte2084), 3840x2160 [SAR 1:1 DAR 16:9]",
            Colours("limited", "bt2020nc", "bt2020", PQ),
        ),
        ("mjpeg, yuvj420p(pc, bt470bg/unknown/unknown), 640x480", Colours("full", "bt470bg", "smpte170m", "bt709")),
        ("h264, yuv420p(progressive), 1920x1080, 30 fps", Colours("limited", "bt709", "bt709", "bt709")),
        ("h264, yuv420p, 640x480, 30 fps", Colours("limited", "smpte170m", "smpte170m", "bt709")),
        ("hevc, yuv420p10le(unknown/unknown/arib-std-b67), 1920x1080", Colours("limited", "bt2020nc", "bt2020", HLG)),
        (
            "prores (HQ) (apch / 0x68637061), yuv422p10le(tv, bt709, top coded first (swapped)), 720x576, 30057 kb/s",
            Colours("limited", "bt709", "bt709", "bt709"),
        ),
        (
            "prores, yuv422p10le(tv, top coded first (swapped)), 720x576",
            Colours("limited", "smpte170m", "smpte170m", "bt709"),
        ),
        ("h264, yuv420p(tv, x=1/bt709,split/bt709), 640x480", Colours("limited", "smpte170m", "smpte170m", "bt709")),
    ],
)  # fmt: skip
def test_colours_are_known_names_whatever_is_said(line: str, colours: Colours) -> None:
    assert colours_of(HEAD + line + "\n  Stream #0:1: Audio: aac") == colours


def test_nothing_said_is_taken_for_hd() -> None:
    assert colours_of("") == Colours("limited", "bt709", "bt709", "bt709")


def test_only_hdr_goes_through_the_table() -> None:
    sdr = Colours("full", "smpte170m", "smpte170m", "bt709")

    assert "lut3d" not in chain(sdr, 720, 1280)
    assert "lut3d" in chain(sdr._replace(transfer=PQ), 720, 1280)


def test_what_is_below_diffuse_white_keeps_its_light_and_highlights_keep_their_order() -> None:
    steps = [n / 100 for n in range(1, 493)]
    shown = [rolled(step) for step in steps]

    assert shown[:75] == steps[:75]
    assert shown == sorted(shown)
    assert len(set(shown)) == len(shown)
    assert rolled(PEAK) == rolled(9) == pytest.approx(1)


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_the_table_runs_from_black_to_white_with_greys_in_between(transfer: str) -> None:
    size, *rows = cube(transfer).splitlines()
    values = [[float(value) for value in row.split()] for row in rows]
    greys = values[:: 33 * 33 + 33 + 1]

    assert size == "LUT_3D_SIZE 33"
    assert len(values) == 33**3
    assert values[0] == [0, 0, 0]
    assert values[-1] == pytest.approx([1, 1, 1], abs=1e-3)
    assert all(max(grey) - min(grey) < 0.002 for grey in greys)
    assert greys == sorted(greys)
    assert all(0 <= value <= 1 for row in values for value in row)
