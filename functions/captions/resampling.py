"""Change of the sample rate by a polyphase windowed-sinc low-pass."""

from math import gcd
from typing import Final

import numpy as np

from functions.captions.speech_detection import Samples

_ZERO_CROSSINGS: Final = 16
"""Half length of the low-pass, in zero crossings of its sinc."""
_KAISER_BETA: Final = 8.0
_PASS_BAND: Final = 0.92
"""Edge of the pass band as a share of the lower of the two Nyquist frequencies."""


def resample(x: Samples, from_hz: int, to_hz: int) -> Samples:
    """Change the sample rate without adding a delay.

    Aliases and images stay below −75 dB, so that hiss above 8 kHz does not fold into the aligner's features.
    """
    common = gcd(from_hz, to_hz)
    up, down = to_hz // common, from_hz // common
    if up == down:
        return x
    half = _ZERO_CROSSINGS * max(up, down) // up + 1
    kernel = _low_pass(up, down, half)
    padded = np.concatenate([np.zeros(half), x, np.zeros(half + 1)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    out = np.empty(-(-len(x) * up // down))
    for first in range(up):
        index, phase = divmod(first * down, up)
        part = windows[index::down] @ kernel[phase]
        count = len(range(first, len(out), up))
        out[first::up] = part[:count]
    return out


def _low_pass(up: int, down: int, half: int) -> Samples:
    """Return one row of taps per phase: the kernel of the output `phase / up` input samples after an input sample."""
    cutoff = _PASS_BAND * min(1.0, up / down)
    offsets = np.arange(-half, half + 1)[None, :] - np.arange(up)[:, None] / up
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (offsets / (half + 1)) ** 2, 0, 1))) / np.i0(_KAISER_BETA)
    taps: Samples = np.sinc(cutoff * offsets) * window
    taps /= taps.sum(axis=1, keepdims=True)
    return taps
