"""Loudness: parsing FFmpeg's measurement, and the gain and limiter that reach the target."""

import pytest

from functions.render.audio.loudness import (
    FIRST_CEILING_DB,
    Levelling,
    Loudness,
    first_levelling,
    gain_to,
    is_level,
    next_levelling,
    parse_loudness,
)
from functions.render.audio.mix import levelling_chain
from vidx.errors import RenderFailed

SUMMARY = """[Parsed_ebur128_0 @ 0x1] Summary:

  Integrated loudness:
    I:         {} LUFS
    Threshold: -31.9 LUFS

  Loudness range:
    LRA:         3.4 LU

  True peak:
    Peak:       {} dBFS
"""


def test_the_last_summary_is_parsed() -> None:
    log = SUMMARY.format("-21.6", "-3.4") + SUMMARY.format("-14.1", "-1.2")

    assert parse_loudness(log) == Loudness(-14.1, -1.2)


def test_silence_is_not_amplified() -> None:
    silence = parse_loudness(SUMMARY.format("-70.0", "-inf"))

    assert gain_to(-14, silence) == 0
    assert first_levelling(silence) == Levelling(0, None)


def test_a_log_without_summary_is_an_error() -> None:
    with pytest.raises(RenderFailed, match="loudness"):
        parse_loudness("Conversion failed!")


def test_near_silence_is_not_amplified_to_noise() -> None:
    assert gain_to(-14, Loudness(-60, -50)) == 30


@pytest.mark.parametrize(
    ("measured", "level"),
    [
        ((-14.0, -1.0), True),
        ((-14.2, -3.0), True),
        ((-14.4, -3.0), False),
        ((-13.6, -3.0), False),
        ((-14, -0.9), False),
    ],
)
def test_target_is_14_lufs_with_peaks_below_1_decibel(measured: tuple[float, float], level: bool) -> None:
    assert is_level(Loudness(*measured)) is level


def test_a_quiet_result_gets_more_gain_and_a_peak_a_lower_ceiling() -> None:
    better = next_levelling(Levelling(6.0, -1.8), Loudness(-15.0, -0.7))

    assert better.gain_db == pytest.approx(7.4)
    assert better.ceiling_db == pytest.approx(-2.3)


def test_a_loud_result_gets_less_gain_by_the_difference() -> None:
    assert next_levelling(Levelling(6.0, -1.8), Loudness(-13.0, -1.8)) == Levelling(5.0, -1.8)


def test_audio_far_below_the_ceiling_needs_no_limiter() -> None:
    assert first_levelling(Loudness(-18.0, -8.5)) == Levelling(4.0, None)
    assert first_levelling(Loudness(-18.0, -5.0)) == Levelling(4.0, FIRST_CEILING_DB)
    assert levelling_chain(Levelling(4.0, None)) == "volume=4.00dB"


def test_an_unexpected_peak_is_limited_in_the_next_pass() -> None:
    assert next_levelling(Levelling(4.0, None), Loudness(-14.5, -0.5)) == Levelling(4.5, FIRST_CEILING_DB)
