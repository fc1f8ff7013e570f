"""Percussion: one mono hit each, made from swept sines and shaped noise; always the same hit."""

from functools import cache

import numpy as np

from tools.music.instruments import RATE_HZ, TAU, Wave, as_wave, clock, shape


def noise(length_s: float, low_hz: float, high_hz: float, seed: int) -> Wave:
    """Noise between two frequencies, with soft edges, of unit power."""
    count = round(length_s * RATE_HZ)
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    band = 1 / (1 + (low_hz / np.maximum(hz, 1)) ** 6) / (1 + (hz / high_hz) ** 6)
    hiss = np.fft.irfft(np.fft.rfft(np.random.default_rng(seed).standard_normal(count)) * band, count)
    return as_wave(hiss / np.sqrt(np.mean(hiss**2)))


@cache
def kick() -> Wave:
    """A bass drum falling from 150 to 48 Hz."""
    t = clock(0.4)
    phase = TAU * (48 * t + 102 / 32 * (1 - np.exp(-32 * t)))
    click = 0.12 * noise(0.4, 1500, 6000, 1) * np.exp(-260 * t)
    return as_wave((np.sin(phase) * np.exp(-8.5 * t) + click) * shape(t, 0.001, 0.25, 0.15))


@cache
def soft_kick() -> Wave:
    """A felt beater on a small drum."""
    t = clock(0.35)
    phase = TAU * (58 * t + 40 / 30 * (1 - np.exp(-30 * t)))
    return as_wave(0.9 * np.sin(phase) * np.exp(-11 * t) * shape(t, 0.004, 0.2, 0.15))


@cache
def snare() -> Wave:
    """A dry snare."""
    t = clock(0.3)
    skin = 0.5 * np.sin(TAU * 188 * t) * np.exp(-24 * t) + 0.25 * np.sin(TAU * 331 * t) * np.exp(-32 * t)
    return as_wave((skin + 0.24 * noise(0.3, 900, 9000, 2) * np.exp(-19 * t)) * shape(t, 0.001, 0.2, 0.1))


@cache
def gated_snare() -> Wave:
    """A snare in a big room with the door slammed, as of 1984."""
    t = clock(0.42)
    room = 0.26 * noise(0.42, 500, 7000, 3) * np.exp(-5 * t)
    skin = 0.5 * np.sin(TAU * 172 * t) * np.exp(-18 * t)
    return as_wave((skin + room) * shape(t, 0.001, 0.2, 0.1))


@cache
def clap() -> Wave:
    """Four hands, not quite together."""
    t = clock(0.3)
    hands = sum(np.where(t >= late, np.exp(-(t - late) * rate), 0) for late, rate in _HANDS)
    return as_wave(0.17 * noise(0.3, 800, 5200, 4) * hands * shape(t, 0.001, 0.2, 0.1))


_HANDS = ((0.0, 160.0), (0.011, 160.0), (0.021, 160.0), (0.03, 22.0))


@cache
def hat() -> Wave:
    """A closed hi-hat."""
    t = clock(0.09)
    return as_wave(0.14 * noise(0.09, 7000, 15000, 5) * np.exp(-62 * t) * shape(t, 0.001, 0.06, 0.03))


@cache
def open_hat() -> Wave:
    """An open hi-hat, damped after an eighth."""
    t = clock(0.28)
    return as_wave(0.12 * noise(0.28, 6500, 14000, 6) * np.exp(-9 * t) * shape(t, 0.001, 0.18, 0.1))


@cache
def shaker() -> Wave:
    """Seeds in an egg."""
    t = clock(0.12)
    return as_wave(0.11 * noise(0.12, 4500, 11000, 7) * shape(t, 0.035, 0.04, 0.08))


@cache
def stick() -> Wave:
    """A stick across the rim."""
    t = clock(0.08)
    wood = np.sin(TAU * 1750 * t) + 0.6 * np.sin(TAU * 2630 * t)
    return as_wave(0.22 * wood * np.exp(-75 * t) * shape(t, 0.001, 0.05, 0.03))


@cache
def drum() -> Wave:
    """A large, low ensemble drum."""
    t = clock(1.1)
    phase = TAU * (62 * t + 24 / 14 * (1 - np.exp(-14 * t)))
    skin = 0.13 * noise(1.1, 120, 1400, 8) * np.exp(-17 * t)
    return as_wave((np.sin(phase) * np.exp(-4.2 * t) + skin) * shape(t, 0.003, 0.7, 0.4))


@cache
def swell() -> Wave:
    """A cymbal rolled from nothing for two seconds."""
    t = clock(2.2)
    rise = np.clip(t / 2.0, 0, 1) ** 3
    return as_wave(0.1 * noise(2.2, 4000, 13000, 9) * rise * shape(t, 0.01, 2.0, 0.2))
