"""The voice as the aligner and the pause finder hear it: 16 kHz, one channel, no digital silence."""

from math import gcd
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vidx.wav import Pcm

Samples = NDArray[np.float64]
"""Amplitudes in units of one 16-bit step, that is within ±32768."""

ALIGNER_RATE_HZ: Final = 16_000
_ZERO_CROSSINGS: Final = 16
"""Half length of the low-pass, in zero crossings of its sinc."""
_KAISER_BETA: Final = 8.0
_PASS_BAND: Final = 0.92
"""Edge of the pass band as a share of the lower of the two Nyquist frequencies."""
_FULL_SCALE: Final = 32_768
_NOISE_FLOOR_DBFS: Final = -70.0


def samples(voice: Pcm) -> Samples:
    return np.frombuffer(voice.samples, dtype="<i2").astype(np.float64)


def resample(x: Samples, from_hz: int, to_hz: int) -> Samples:
    """Change the sample rate by a polyphase windowed-sinc low-pass; no delay is added.

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
        wanted = len(range(first, len(out), up))
        out[first::up] = part[:wanted]
    return out


def for_aligner(voice: Pcm) -> bytes:
    """The voice as 16-bit PCM at 16 kHz over a −70 dBFS noise floor; digital silence derails pocketsphinx."""
    x = resample(samples(voice), voice.rate_hz, ALIGNER_RATE_HZ)
    sigma = _FULL_SCALE * 10 ** (_NOISE_FLOOR_DBFS / 20)
    noisy = x + np.random.default_rng(0).normal(0.0, sigma, len(x))
    return bytes(noisy.clip(-_FULL_SCALE, _FULL_SCALE - 1).round().astype("<i2").tobytes())


def _low_pass(up: int, down: int, half: int) -> Samples:
    """One row of taps per phase: the kernel that yields the output `phase / up` input samples after a given one."""
    cutoff = _PASS_BAND * min(1.0, up / down)
    offsets = np.arange(-half, half + 1)[None, :] - np.arange(up)[:, None] / up
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (offsets / (half + 1)) ** 2, 0, 1))) / np.i0(_KAISER_BETA)
    taps: Samples = np.sinc(cutoff * offsets) * window
    taps /= taps.sum(axis=1, keepdims=True)
    return taps
