"""Where the voice speaks, found by its energy, and word times adjusted to it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from functions.captions.timing import Span
from vidx.wav import Pcm

Samples = NDArray[np.float64]
"""Amplitudes in steps of 16 bits, that is within ±32768."""

_FRAME_S: Final = 0.01
_PEAK_PERCENTILE: Final = 95
_SPEECH_BELOW_PEAK_DB: Final = 30.0
"""Sound within 30 dB of the loud parts is speech; breath and codec noise are quieter."""
_SILENCE_DBFS: Final = -60.0
_FULL_SCALE: Final = 32_768.0
MIN_PAUSE_S: Final = 0.09
"""Shorter gaps are closures of stop consonants, not pauses."""
_MIN_SPEECH_S: Final = 0.05
_ONSET_TOLERANCE_S: Final = 0.07
"""A word may start this long before the level rises: closures and soft consonants are quiet."""
_MIN_UNASSIGNED_S: Final = 0.02
"""Speech of at least this length that lies before a word and in no other word belongs to that word."""


def samples_of(voice: Pcm) -> Samples:
    return np.frombuffer(voice.samples, dtype="<i2").astype(np.float64)


def detect_speech(voice: Pcm) -> tuple[Span, ...]:
    """Return the spans with speech, separated by pauses of at least `MIN_PAUSE_S`; none for silence."""
    level = _levels_dbfs(samples_of(voice), voice.rate_hz)
    if not len(level):
        return ()
    threshold = max(float(np.percentile(level, _PEAK_PERCENTILE)) - _SPEECH_BELOW_PEAK_DB, _SILENCE_DBFS)
    loud = np.concatenate([[False], level > threshold, [False]])
    edges = np.flatnonzero(loud[1:] != loud[:-1]).reshape(-1, 2) * _FRAME_S
    spans: list[Span] = []
    for start, end in edges.tolist():
        if spans and start - spans[-1].end_s < MIN_PAUSE_S:
            spans[-1] = Span(spans[-1].start_s, end)
        else:
            spans.append(Span(start, end))
    return tuple(span for span in spans if span.seconds >= _MIN_SPEECH_S)


def _levels_dbfs(samples: Samples, rate_hz: int) -> Samples:
    """Return the level of each 10 ms, in dB relative to full scale."""
    size = max(1, round(rate_hz * _FRAME_S))
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    power: Samples = (frames**2).mean(axis=1) / _FULL_SCALE**2
    return 10 * np.log10(power + 1e-12)


def snap_to_speech(spans: Sequence[Span], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Return the word spans with starts that agree with the detected speech.

    A start within a pause moves to the end of the pause. Speech between two words that belongs to neither is added to
    the second word, back to the end of the first word or of the pause between them.
    """
    onsets = [span.start_s for span in speech]
    snapped: list[Span] = []
    for span in spans:
        previous_end_s = snapped[-1].end_s if snapped else 0.0
        start_s = _snap_start(span, previous_end_s, speech, onsets)
        snapped.append(Span(start_s, max(span.end_s, start_s)))
    return tuple(snapped)


def _snap_start(span: Span, previous_end_s: float, speech: Sequence[Span], onsets: Sequence[float]) -> float:
    index = bisect_right(onsets, span.start_s) - 1
    if index >= 0 and span.start_s <= speech[index].end_s:
        unassigned_s = span.start_s - max(previous_end_s, onsets[index])
        return span.start_s - unassigned_s if unassigned_s >= _MIN_UNASSIGNED_S else span.start_s
    next_s = onsets[index + 1] if index + 1 < len(onsets) else span.start_s
    return next_s if span.start_s + _ONSET_TOLERANCE_S < next_s < span.end_s else span.start_s
