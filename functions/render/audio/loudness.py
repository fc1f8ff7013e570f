"""Loudness (EBU R 128): parsing FFmpeg's measurement, and the gain and limiter that reach the target."""

import re
from typing import Final, NamedTuple

from vidx.errors import RenderFailed

TARGET_LUFS: Final = -14.0
"""Playback level of the platforms. https://support.spotify.com/artists/article/loudness-normalization/"""
TOLERANCE_LU: Final = 0.3
MAX_PEAK_DBTP: Final = -1.0
FIRST_CEILING_DB: Final = -1.5
"""Ceiling of the first try, in dBFS; AAC encoding raises the true peak a little."""
PEAK_MARGIN_DB: Final = 0.2
MAX_OVERSHOOT_DB: Final = 2.0
"""Largest difference between true peak and highest sample, AAC overshoot included. With more headroom no limiter is
needed."""
LIMITER_COMPENSATION: Final = 1.4
"""Gain to add per missing decibel: the limiter takes back a part of what is added."""
MAX_GAIN_DB: Final = 30.0
"""Upper limit of the gain, so that near silence is not amplified to noise."""
SILENCE_LUFS: Final = -69.0
"""FFmpeg reports -70 LUFS when nothing is above the standard's gate."""

_INTEGRATED = re.compile(r"^\s*I:\s+(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s*Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.MULTILINE)


class Loudness(NamedTuple):
    """Integrated loudness, and true or sample peak, depending on the meter. -70 LUFS or less is silence."""

    integrated_lufs: float
    peak_db: float


class Levelling(NamedTuple):
    """A fixed gain and the limiter's ceiling, in decibels; None when no limiter is needed."""

    gain_db: float
    ceiling_db: float | None


def parse_loudness(stderr: str) -> Loudness:
    """Parse the last summary of FFmpeg's `ebur128` filter with one kind of peak.

    Raises:
        RenderFailed: the log has no summary.
    """
    integrated, peak = _INTEGRATED.findall(stderr), _PEAK.findall(stderr)
    if not integrated or not peak:
        raise RenderFailed("FFmpeg did not report the loudness")
    return Loudness(float(integrated[-1]), float(peak[-1]))


def gain_to(target_lufs: float, measured: Loudness) -> float:
    """Return the gain in decibels from `measured` to the target, at most `MAX_GAIN_DB`; 0 for silence."""
    if not measured.integrated_lufs > SILENCE_LUFS:
        return 0.0
    return min(target_lufs - measured.integrated_lufs, MAX_GAIN_DB)


def is_level(measured: Loudness) -> bool:
    """Return whether the encoded audio has the target loudness and no peak above the limit."""
    is_close = abs(measured.integrated_lufs - TARGET_LUFS) <= TOLERANCE_LU
    return is_close and measured.peak_db <= MAX_PEAK_DBTP


def first_levelling(mix: Loudness) -> Levelling:
    """Return the levelling for an encoder's first try; `mix` holds the sample peak."""
    gain_db = gain_to(TARGET_LUFS, mix)
    needs_limiter = mix.peak_db + gain_db > FIRST_CEILING_DB - MAX_OVERSHOOT_DB
    return Levelling(gain_db, FIRST_CEILING_DB if needs_limiter else None)


def next_levelling(last: Levelling, measured: Loudness) -> Levelling:
    """Return a better levelling, from the last one and the loudness `measured` after encoding with it."""
    excess_db = measured.peak_db - (MAX_PEAK_DBTP - PEAK_MARGIN_DB)
    missing_db = gain_to(TARGET_LUFS, measured)
    if last.ceiling_db is None:
        return Levelling(min(last.gain_db + missing_db, MAX_GAIN_DB), FIRST_CEILING_DB)
    gain_db = last.gain_db + (missing_db * LIMITER_COMPENSATION if missing_db > 0 else missing_db)
    return Levelling(min(gain_db, MAX_GAIN_DB), last.ceiling_db - max(excess_db, 0.0))
