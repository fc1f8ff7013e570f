"""Loudness arithmetic and the sound's filter graphs."""

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
from functions.render.audio.mix import levelling_chain, mix_graph
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


def test_the_last_summary_counts() -> None:
    log = SUMMARY.format("-21.6", "-3.4") + SUMMARY.format("-14.1", "-1.2")

    assert parse_loudness(log) == Loudness(-14.1, -1.2)


def test_silence_is_read_and_left_alone() -> None:
    silence = parse_loudness(SUMMARY.format("-70.0", "-inf"))

    assert gain_to(-14, silence) == 0
    assert first_levelling(silence) == Levelling(0, None)


def test_a_log_without_summary_is_an_error() -> None:
    with pytest.raises(RenderFailed, match="loudness"):
        parse_loudness("Conversion failed!")


def test_near_silence_is_not_torn_up() -> None:
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
def test_level_is_fourteen_lufs_below_one_decibel(measured: tuple[float, float], level: bool) -> None:
    assert is_level(Loudness(*measured)) is level


def test_a_quiet_result_gets_more_gain_and_a_peak_a_lower_ceiling() -> None:
    better = next_levelling(Levelling(6.0, -1.8), Loudness(-15.0, -0.7))

    assert better.gain_db == pytest.approx(7.4)
    assert better.ceiling_db == pytest.approx(-2.3)


def test_a_loud_result_gets_just_so_much_less_gain() -> None:
    assert next_levelling(Levelling(6.0, -1.8), Loudness(-13.0, -1.8)) == Levelling(5.0, -1.8)


def test_what_stays_far_below_the_ceiling_is_not_limited() -> None:
    assert first_levelling(Loudness(-18.0, -8.5)) == Levelling(4.0, None)
    assert first_levelling(Loudness(-18.0, -5.0)) == Levelling(4.0, FIRST_CEILING_DB)
    assert levelling_chain(Levelling(4.0, None)) == "volume=4.00dB"


def test_a_peak_that_was_not_foreseen_is_limited_next_time() -> None:
    assert next_levelling(Levelling(4.0, None), Loudness(-14.5, -0.5)) == Levelling(4.5, FIRST_CEILING_DB)


def test_music_is_looped_ducked_and_faded_within_the_video() -> None:
    graph = mix_graph(3.0, -12.0, 20.8)

    assert "aloop=loop=-1" in graph
    assert "sidechaincompress" in graph
    assert "atrim=duration=20.8000" in graph
    assert "afade=t=out:st=20.0000:d=0.8" in graph


def test_the_limiter_works_on_four_times_the_rate() -> None:
    chain = levelling_chain(Levelling(4.25, -6.0206))

    assert chain.startswith("volume=4.25dB,aresample=192000,alimiter=limit=0.5000")
    assert chain.endswith("aresample=48000")
