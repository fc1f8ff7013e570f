"""Sample rates and loudness."""

from typing import Final

import numpy as np
import numpy.typing as npt
import soxr

Samples = npt.NDArray[np.int16]
WINDOW_S: Final = 0.01
_LOUD_PEAK: Final = 200


def resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """The same sound at another rate."""
    sound = soxr.resample(samples.astype(np.float64), from_hz, to_hz, "VHQ")
    return np.asarray(np.clip(np.rint(sound), -32768, 32767), np.int16)


def last_loud_s(samples: Samples, rate_hz: int, start_s: float, end_s: float) -> float:
    """Where the sound between the two moments falls silent; `end_s` when it does not."""
    window = round(WINDOW_S * rate_hz)
    for at in range(round(end_s * rate_hz), round(start_s * rate_hz) + window, -window):
        if np.abs(samples[at - window : at].astype(np.int32)).max(initial=0) > _LOUD_PEAK:
            return min(at / rate_hz, end_s)
    return end_s
