"""Where the voice speaks, by energy alone."""

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
MIN_PAUSE_S: Final = 0.12
"""Shorter gaps are closures of stop consonants, not pauses."""
_MIN_SPEECH_S: Final = 0.05


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
