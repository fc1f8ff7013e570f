"""Where the voice speaks, by energy alone, and word times brought in line with it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from functions.captions.sound import Samples, samples
from functions.captions.timing import Span
from vidx.wav import Pcm

_FRAME_S: Final = 0.01
_PEAK_PERCENTILE: Final = 95
_SPEECH_BELOW_PEAK_DB: Final = 30.0
"""What is within 30 dB of the loud parts is speech; breath and codec noise lie lower."""
_SILENCE_DBFS: Final = -60.0
_FULL_SCALE: Final = 32_768.0
MIN_PAUSE_S: Final = 0.09
"""Shorter gaps are closures of stop consonants, not pauses."""
_MIN_SPEECH_S: Final = 0.05
_NEAR_S: Final = 0.07
"""A start this little before the onset stays: closures and soft consonants come before the level rises."""
_STRAY_S: Final = 0.02
"""Speech of this length and more before a word, and in no word, belongs to it."""


def levels_db(x: Samples, rate_hz: int) -> Samples:
    """Level of each 10 ms, in dB below full scale."""
    size = max(1, round(rate_hz * _FRAME_S))
    frames = x[: len(x) // size * size].reshape(-1, size)
    power: Samples = (frames**2).mean(axis=1) / _FULL_SCALE**2
    return 10 * np.log10(power + 1e-12)


def speech(voice: Pcm) -> tuple[Span, ...]:
    """The spans in which somebody speaks, pauses of `MIN_PAUSE_S` and longer left out; empty for silence."""
    level = levels_db(samples(voice), voice.rate_hz)
    if not len(level):
        return ()
    threshold = max(float(np.percentile(level, _PEAK_PERCENTILE)) - _SPEECH_BELOW_PEAK_DB, _SILENCE_DBFS)
    loud = np.concatenate([[False], level > threshold, [False]])
    edges = np.flatnonzero(loud[1:] != loud[:-1]).reshape(-1, 2) * _FRAME_S
    joined: list[Span] = []
    for start, end in edges.tolist():
        if joined and start - joined[-1].end_s < MIN_PAUSE_S:
            joined[-1] = Span(joined[-1].start_s, end)
        else:
            joined.append(Span(start, end))
    return tuple(span for span in joined if span.seconds >= _MIN_SPEECH_S)


def fit_to_speech(spans: Sequence[Span], spoken: Sequence[Span]) -> tuple[Span, ...]:
    """The same words with starts that agree with the energy.

    A start in the midst of a pause moves to its end; speech that lies between two words, in neither, goes to the
    second one, back to the end of the first or of the pause between them.
    """
    onsets = [span.start_s for span in spoken]
    fitted: list[Span] = []
    for span in spans:
        before_s = fitted[-1].end_s if fitted else 0.0
        start_s = _fitted_start(span, before_s, spoken, onsets)
        fitted.append(Span(start_s, max(span.end_s, start_s)))
    return tuple(fitted)


def _fitted_start(span: Span, before_s: float, spoken: Sequence[Span], onsets: Sequence[float]) -> float:
    at = bisect_right(onsets, span.start_s) - 1
    if at >= 0 and span.start_s <= spoken[at].end_s:
        stray_s = span.start_s - max(before_s, onsets[at])
        return span.start_s - stray_s if stray_s >= _STRAY_S else span.start_s
    next_s = onsets[at + 1] if at + 1 < len(onsets) else span.start_s
    return next_s if span.start_s + _NEAR_S < next_s < span.end_s else span.start_s
