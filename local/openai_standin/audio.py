"""Sound: resampling, the times of words, and the cache of what the server has spoken."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import soxr

from local.openai_standin.faults import Fault

Samples = npt.NDArray[np.int16]
WINDOW_S: Final = 0.01
_LOUD_PEAK: Final = 200


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Return the same sound at another sample rate."""
    sound = soxr.resample(samples.astype(np.float64), from_hz, to_hz, "VHQ")
    return np.asarray(np.clip(np.rint(sound), -32768, 32767), np.int16)


def word_end_s(samples: Samples, rate_hz: int, start_s: float, end_s: float) -> float:
    """Return when the sound between `start_s` and `end_s` falls silent; `end_s` when it does not."""
    window = round(WINDOW_S * rate_hz)
    for at in range(round(end_s * rate_hz), round(start_s * rate_hz) + window, -window):
        if np.abs(samples[at - window : at].astype(np.int32)).max(initial=0) > _LOUD_PEAK:
            return min(at / rate_hz, end_s)
    return end_s


_CACHE_SIZE: Final = 40
_PROBE_SAMPLES: Final = 4_800


@dataclass(frozen=True)
class Word:
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Recording:
    """Synthesized speech with the times of its words."""

    samples: Samples
    rate_hz: int
    words: tuple[Word, ...]


def cut(recording: Recording, share: float) -> Recording:
    """Return the first `share` of a recording."""
    samples = recording.samples[: round(share * len(recording.samples))]
    words = tuple(word for word in recording.words if word.end_s <= len(samples) / recording.rate_hz)
    return Recording(samples, recording.rate_hz, words)


REMAINING_SHARE: Final[dict[Fault | None, float]] = {Fault.TRUNCATED: 0.4, Fault.BREAKS_OFF: 0.7}
"""Share of a recording that remains, by fault."""


def damage(recording: Recording, fault: Fault | None) -> Recording:
    """Return the recording as a provider with the fault sends it."""
    if fault is Fault.EMPTY:
        return cut(recording, 0)
    if fault is Fault.SILENT:
        return replace(recording, samples=np.zeros_like(recording.samples), words=())
    return cut(recording, REMAINING_SHARE[fault]) if fault in REMAINING_SHARE else recording


class RecordingCache:
    """The latest recordings. Audio is recognized by its samples, even when silence around it was cut or added.

    With it, the server transcribes its own voices perfectly.
    """

    def __init__(self) -> None:
        self._recordings: deque[Recording] = deque(maxlen=_CACHE_SIZE)

    def add(self, recording: Recording) -> None:
        self._recordings.appendleft(recording)

    def find_words(self, samples: Samples, rate_hz: int) -> tuple[Word, ...] | None:
        """Return the words of cached audio, at their times in `samples`; None for any other audio."""
        start = _loudest(samples)
        probe = samples[start : start + _PROBE_SAMPLES]
        if len(probe) < _PROBE_SAMPLES or not probe.any():
            return None
        for recording in self._recordings:
            index = _index_of(recording.samples, probe) if recording.rate_hz == rate_hz else None
            if index is not None:
                shift_s = (start - index) / rate_hz
                return tuple(Word(word.text, word.start_s + shift_s, word.end_s + shift_s) for word in recording.words)
        return None


def _loudest(samples: Samples) -> int:
    """Return the start of the loudest block of a probe's length, so that a probe is never silence."""
    count = len(samples) // _PROBE_SAMPLES
    if not count:
        return 0
    blocks = samples[: count * _PROBE_SAMPLES].reshape(count, _PROBE_SAMPLES).astype(np.float64)
    return int(np.argmax((blocks**2).sum(axis=1))) * _PROBE_SAMPLES


def _index_of(samples: Samples, probe: Samples) -> int | None:
    """Return the index of `probe` in `samples`."""
    data, pattern = samples.tobytes(), probe.tobytes()
    offset = data.find(pattern)
    while offset % 2:
        offset = data.find(pattern, offset + 1)
        if offset < 0:
            break
    return offset // 2 if offset >= 0 else None
