"""Assemble a voice-over from the recordings of a speech model: trim and join."""

from array import array
from collections.abc import Sequence
from sys import byteorder
from typing import Final

from vidx.errors import ProviderMalformed
from vidx.wav import Pcm

LEAD_S: Final = 0.10
"""Silence before the first word."""
TAIL_S: Final = 0.20
"""Silence after the last word."""
PAUSE_S: Final = 0.35
"""Silence between two recordings."""
_WINDOW_S: Final = 0.01
"""Length of the windows in which silence is detected."""
SILENCE_PEAK: Final = 200
"""Sample value of about −44 dBFS. Breaths and a provider's noise floor stay below it; words do not."""
MARGIN_S: Final = 0.04
"""Kept on both sides of the loud part, since consonants begin and end below `SILENCE_PEAK`."""
_SAMPLE_RATES_HZ: Final = frozenset({16_000, 22_050, 24_000, 44_100, 48_000})


def assemble_voiceover(recordings: Sequence[Pcm]) -> Pcm:
    """Join the recordings in order, trimmed, with `LEAD_S` and `TAIL_S` of silence around them.

    Raises:
        ProviderMalformed: a recording is silent, or the sample rates are unusable or differ.
    """
    rate_hz = recordings[0].rate_hz
    if rate_hz not in _SAMPLE_RATES_HZ or any(recording.rate_hz != rate_hz for recording in recordings):
        rates_hz = [recording.rate_hz for recording in recordings]
        raise ProviderMalformed(f"The speech came at unusable sample rates: {rates_hz} Hz.")
    pause = _silence(PAUSE_S, rate_hz)
    samples = pause.join(_trimmed(recording) for recording in recordings)
    return Pcm(_silence(LEAD_S, rate_hz) + samples + _silence(TAIL_S, rate_hz), rate_hz)


def _trimmed(recording: Pcm) -> bytes:
    """Return the samples from the first to the last loud window, with `MARGIN_S` on both sides."""
    samples = array("h", recording.samples)
    if byteorder == "big":
        samples.byteswap()
    window = max(1, round(recording.rate_hz * _WINDOW_S))
    starts = range(0, len(samples), window)
    first = next((start for start in starts if _is_loud(samples[start : start + window])), None)
    if first is None:
        raise ProviderMalformed("The speech is silent.")
    last = next(start for start in reversed(starts) if _is_loud(samples[start : start + window]))
    margin = round(MARGIN_S * recording.rate_hz)
    return recording.samples[2 * max(0, first - margin) : 2 * (last + window + margin)]


def _is_loud(window: "array[int]") -> bool:
    return max(window) > SILENCE_PEAK or min(window) < -SILENCE_PEAK


def _silence(seconds: float, rate_hz: int) -> bytes:
    return bytes(2 * round(seconds * rate_hz))
