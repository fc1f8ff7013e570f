"""Loudness after EBU R 128: reading FFmpeg's measurement, and what to do about it."""

import re
from typing import Final, NamedTuple

from vidx.errors import RenderFailed

TARGET_LUFS: Final = -14.0
"""What the platforms play at. https://support.spotify.com/artists/article/loudness-normalization/"""
TOLERANCE_LU: Final = 0.3
MAX_PEAK_DBTP: Final = -1.0
FIRST_CEILING_DB: Final = -1.5
"""The limiter's first try; AAC raises the true peak a little."""
PEAK_ROOM_DB: Final = 0.2
BETWEEN_SAMPLES_DB: Final = 2.0
"""How far the true peak may lie over the highest sample, AAC's own overshoot included: below, no limiter is needed."""
LIMITER_TAKES: Final = 1.4
"""Gain to ask for per decibel missing: what was missing, the limiter took, and it takes some of the rest too."""
MAX_GAIN_DB: Final = 30.0
"""Near silence is not torn up into noise."""
SILENCE_LUFS: Final = -69.0
"""FFmpeg reports -70 when nothing is above the gate of the standard."""

_INTEGRATED = re.compile(r"^\s*I:\s+(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s*Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.MULTILINE)


class Loudness(NamedTuple):
    """Integrated loudness and peak (true, or the highest sample's, as was asked); -70 LUFS or less is silence."""

    integrated_lufs: float
    peak_db: float


class Levelling(NamedTuple):
    """A fixed gain and the limiter's ceiling, in decibels; None when nothing comes near a ceiling."""

    gain_db: float
    ceiling_db: float | None


def parse_loudness(stderr: str) -> Loudness:
    """The last summary of FFmpeg's `ebur128`, with one kind of peak.

    Raises:
        RenderFailed: there is none.
    """
    integrated, peak = _INTEGRATED.findall(stderr), _PEAK.findall(stderr)
    if not integrated or not peak:
        raise RenderFailed("FFmpeg did not tell the loudness")
    return Loudness(float(integrated[-1]), float(peak[-1]))


def gain_to(target_lufs: float, measured: Loudness) -> float:
    """Gain in decibels that brings `measured` to the target, at most `MAX_GAIN_DB`; 0 for silence."""
    if not measured.integrated_lufs > SILENCE_LUFS:
        return 0.0
    return min(target_lufs - measured.integrated_lufs, MAX_GAIN_DB)


def is_level(measured: Loudness) -> bool:
    """Whether the finished sound is as loud as it should be and never too loud."""
    close = abs(measured.integrated_lufs - TARGET_LUFS) <= TOLERANCE_LU
    return close and measured.peak_db <= MAX_PEAK_DBTP


def first_levelling(mix: Loudness) -> Levelling:
    """What should bring the mix to the target; its peak is that of its samples."""
    gain_db = gain_to(TARGET_LUFS, mix)
    near = mix.peak_db + gain_db > FIRST_CEILING_DB - BETWEEN_SAMPLES_DB
    return Levelling(gain_db, FIRST_CEILING_DB if near else None)


def next_levelling(tried: Levelling, measured: Loudness) -> Levelling:
    """A better levelling, knowing what the last one came to after encoding."""
    over_db = measured.peak_db - (MAX_PEAK_DBTP - PEAK_ROOM_DB)
    more_db = gain_to(TARGET_LUFS, measured)
    if tried.ceiling_db is None:
        return Levelling(min(tried.gain_db + more_db, MAX_GAIN_DB), FIRST_CEILING_DB)
    gain_db = tried.gain_db + (more_db * LIMITER_TAKES if more_db > 0 else more_db)
    return Levelling(min(gain_db, MAX_GAIN_DB), tried.ceiling_db - max(over_db, 0.0))
