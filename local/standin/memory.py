"""What the server has spoken lately, so that it can transcribe its own voice perfectly."""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from local.standin.sound import Samples

_KEPT_TAKES: Final = 40
_PROBE_SAMPLES: Final = 4_800


@dataclass(frozen=True)
class Word:
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Take:
    """Sound with the times of its words."""

    samples: Samples
    rate_hz: int
    words: tuple[Word, ...]


class Memory:
    """The latest takes. A sound is known again by its samples, also when silence was cut off or added around it."""

    def __init__(self) -> None:
        self._takes: deque[Take] = deque(maxlen=_KEPT_TAKES)

    def keep(self, take: Take) -> None:
        self._takes.appendleft(take)

    def words_in(self, samples: Samples, rate_hz: int) -> tuple[Word, ...] | None:
        """The words of a sound that was spoken here, at their times in it; None for any other sound."""
        start = _loudest(samples)
        probe = samples[start : start + _PROBE_SAMPLES]
        if len(probe) < _PROBE_SAMPLES or not probe.any():
            return None
        for take in self._takes:
            at = _found(take.samples, probe) if take.rate_hz == rate_hz else None
            if at is not None:
                shift_s = (start - at) / rate_hz
                return tuple(Word(word.text, word.start_s + shift_s, word.end_s + shift_s) for word in take.words)
        return None


def _loudest(samples: Samples) -> int:
    """Where the loudest stretch of a probe's length begins, so that a probe never consists of silence."""
    stretches = len(samples) // _PROBE_SAMPLES
    if not stretches:
        return 0
    blocks = samples[: stretches * _PROBE_SAMPLES].reshape(stretches, _PROBE_SAMPLES).astype(np.float64)
    return int(np.argmax((blocks**2).sum(axis=1))) * _PROBE_SAMPLES


def _found(samples: Samples, probe: Samples) -> int | None:
    """Index at which `probe` stands in `samples`."""
    body, wanted = samples.tobytes(), probe.tobytes()
    at = body.find(wanted)
    while at % 2:
        at = body.find(wanted, at + 1)
        if at < 0:
            break
    return at // 2 if at >= 0 else None
