"""Pitched instruments: functions from frequency and length to a mono note.

All are sums of sines (no aliasing), vectorised over partials and cached, since a track plays few different notes
very often. Notes start and end at zero, so they can be laid down anywhere.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

RATE_HZ: Final = 48_000
HIGHEST_HZ: Final = 12_000.0
TAU: Final = 2 * np.pi

Wave = npt.NDArray[np.float32]
Instrument = Callable[[float, float], Wave]
"""(frequency in Hz, length for s) -> mono samples, longer than length by the note's release."""


def as_wave(sound: npt.ArrayLike) -> Wave:
    """Samples in the precision that all instruments share."""
    return np.asarray(sound, dtype=np.float32)


def clock(length_s: float) -> Wave:
    """Sample times in s."""
    return as_wave(np.arange(round(length_s * RATE_HZ)) / RATE_HZ)


def shape(t: Wave, attack_s: float, sustain_s: float, release_s: float) -> Wave:
    """Return an envelope: from 0 to 1 in `attack_s`, and from time `sustain_s` on back to 0 in `release_s`."""
    up = np.clip(t / attack_s, 0, 1)
    down = np.clip(1 - (t - sustain_s) / release_s, 0, 1)
    return as_wave(up * up * (3 - 2 * up) * down * down)


def partials(t: Wave, hz: float, levels: list[float], decay: Callable[[int], float], stretch: float = 0.0) -> Wave:
    """Sum of harmonics with `levels`; the k-th dies away at `decay(k)` per s and is `stretch` * k² sharp."""
    total = np.zeros_like(t)
    for k, level in enumerate(levels, 1):
        pitch = hz * k * (1 + stretch * k * k)
        if pitch > HIGHEST_HZ:
            break
        total += level * np.sin(TAU * pitch * t) * np.exp(-decay(k) * t)
    return total


def softened(count: int, slope: float, cutoff: float) -> list[float]:
    """Levels of a sawtooth (k to the minus `slope`) behind a low-pass at harmonic `cutoff`."""
    return [k**-slope / (1 + (k / cutoff) ** 4) for k in range(1, count + 1)]


@cache
def guitar(hz: float, sustain_s: float) -> Wave:
    """A steel string, plucked at a fifth of its length."""
    t = clock(max(sustain_s, 0.3) + 0.5)
    levels = [abs(np.sin(k * np.pi / 5.3)) / k**1.25 for k in range(1, 25)]
    string = partials(t, hz, levels, lambda k: 1.1 + 0.32 * k + hz / 500, 4e-5)
    body = 0.12 * np.sin(TAU * 105 * t) * np.exp(-22 * t)
    return as_wave(0.5 * (string + body) * shape(t, 0.003, max(sustain_s, 0.3), 0.5))


@cache
def muted_guitar(hz: float, _sustain_s: float) -> Wave:
    """A string damped by the palm."""
    t = clock(0.42)
    levels = [abs(np.sin(k * np.pi / 7.1)) / k**1.1 for k in range(1, 17)]
    return as_wave(0.6 * partials(t, hz, levels, lambda k: 9 + 2.4 * k, 4e-5) * shape(t, 0.002, 0.2, 0.2))


@cache
def piano(hz: float, sustain_s: float) -> Wave:
    """An upright with felt: two slightly beating strings a note."""
    t = clock(sustain_s + 0.7)
    levels = [k**-1.35 / (1 + (k * hz / 2600) ** 2) for k in range(1, 19)]
    pair = [partials(t, hz * cents, levels, lambda k: 0.7 + 0.35 * k + hz / 420, 1.2e-4) for cents in (0.9996, 1.0004)]
    return as_wave(0.4 * (pair[0] + pair[1]) * shape(t, 0.004, sustain_s, 0.7))


@cache
def electric_piano(hz: float, sustain_s: float) -> Wave:
    """Two-operator frequency modulation, as in the keyboards of 1983."""
    t = clock(sustain_s + 0.9)
    tine = 0.16 * np.exp(-9 * t) * np.sin(TAU * 14 * hz * t) if 14 * hz < HIGHEST_HZ else np.zeros_like(t)
    body = np.sin(TAU * hz * t + 1.15 * np.exp(-1.6 * t) * np.sin(TAU * hz * t) + tine)
    tremolo = 1 + 0.1 * np.sin(TAU * 4.3 * t)
    return as_wave(0.55 * body * np.exp(-0.75 * t) * tremolo * shape(t, 0.006, sustain_s, 0.9))


@cache
def marimba(hz: float, _sustain_s: float) -> Wave:
    """Wooden bars, tuned to the double octave."""
    t = clock(0.9)
    bar = np.sin(TAU * hz * t) * np.exp(-5.5 * t) + 0.28 * np.sin(TAU * 3.93 * hz * t) * np.exp(-17 * t)
    click = 0.1 * np.sin(TAU * 9.2 * hz * t) * np.exp(-60 * t) if 9.2 * hz < HIGHEST_HZ else np.zeros_like(t)
    return as_wave(0.7 * (bar + click) * shape(t, 0.002, 0.6, 0.3))


@cache
def bell(hz: float, _sustain_s: float) -> Wave:
    """A glassy music box."""
    t = clock(2.6)
    ring = [(1.0, 1.0, 1.7), (2.76, 0.3, 3.4), (5.4, 0.1, 6.0)]
    tone = sum(level * np.sin(TAU * ratio * hz * t) * np.exp(-decay * t) for ratio, level, decay in ring)
    return as_wave(0.5 * tone * shape(t, 0.004, 1.8, 0.8))


@cache
def bass(hz: float, sustain_s: float) -> Wave:
    """A finger bass: round, with a short bite."""
    t = clock(sustain_s + 0.12)
    levels = softened(10, 1.1, 3.2)
    return as_wave(0.7 * partials(t, hz, levels, lambda k: 0.5 + 0.9 * k) * shape(t, 0.006, sustain_s, 0.12))


@cache
def synth_bass(hz: float, sustain_s: float) -> Wave:
    """A filtered sawtooth an octave above its own sub."""
    t = clock(sustain_s + 0.06)
    saw = partials(t, hz, softened(30, 1.0, 14), lambda k: 0.6 * k)
    return as_wave(0.55 * (saw + 0.8 * np.sin(TAU * hz * t)) * shape(t, 0.004, sustain_s, 0.06))


@cache
def saw_pluck(hz: float, _sustain_s: float) -> Wave:
    """Three detuned saws under a closing filter: the arpeggio of the electronic track."""
    t = clock(0.6)
    saws = [partials(t, hz * cents, softened(28, 0.95, 18), lambda k: 3.5 + 1.25 * k) for cents in (0.997, 1.0, 1.003)]
    return as_wave(0.32 * sum(saws, np.zeros_like(t)) * shape(t, 0.003, 0.35, 0.25))


@cache
def pad(hz: float, sustain_s: float) -> Wave:
    """A slow, dark choir of detuned saws."""
    return _ensemble(hz, sustain_s, cutoff=4.5, attack_s=0.7, release_s=1.3)


@cache
def strings(hz: float, sustain_s: float) -> Wave:
    """A string section: brighter than `pad`, with a faster attack."""
    return _ensemble(hz, sustain_s, cutoff=9.0, attack_s=0.28, release_s=0.7)


@cache
def spiccato(hz: float, _sustain_s: float) -> Wave:
    """Short bows of the same section."""
    t = clock(0.36)
    bows = [partials(t, hz * cents, softened(20, 1.0, 9), lambda k: 5 + 0.5 * k) for cents in (0.9975, 1.0, 1.0022)]
    return as_wave(0.3 * sum(bows, np.zeros_like(t)) * shape(t, 0.014, 0.14, 0.2))


def _ensemble(hz: float, sustain_s: float, cutoff: float, attack_s: float, release_s: float) -> Wave:
    t = clock(sustain_s + release_s)
    levels, total = softened(16, 1.05, cutoff), np.zeros_like(t)
    for voice, cents in enumerate((0.9965, 0.9988, 1.0011, 1.0034)):
        vibrato = as_wave(0.0011 / 5 * np.sin(TAU * (4.4 + 0.35 * voice) * t + voice))
        total += partials(t + vibrato, hz * cents, levels, lambda _: 0.0)
    return as_wave(0.2 * total * shape(t, attack_s, sustain_s, release_s))
