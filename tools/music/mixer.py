"""The mixer. Its buffer is a ring: sound beyond the end continues at the start, so loops are seamless."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from tools.music.drums import noise
from tools.music.instruments import RATE_HZ, Instrument, Wave
from tools.music.score import Note

LENGTH_S: Final = 30
SAMPLES: Final = LENGTH_S * RATE_HZ
PEAK: Final = 10 ** (-3 / 20)
"""Highest sample after mastering; lossy coding may add a decibel."""

Stereo = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Channel:
    """A channel: `gain_db`, `pan` -1 (left) to 1, share sent to the reverb, and width of note-to-note panning."""

    gain_db: float = 0.0
    pan: float = 0.0
    reverb: float = 0.2
    spread: float = 0.0


@dataclass
class Mixer:
    """Mixes one track at `bpm`; `seed` determines the small variations in timing and level."""

    bpm: float
    seed: int
    dry: Stereo = field(default_factory=lambda: np.zeros((2, SAMPLES)))
    wet: Stereo = field(default_factory=lambda: np.zeros((2, SAMPLES)))

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)

    def play(self, instrument: Instrument, notes: Iterable[Note], channel: Channel, jitter_s: float = 0.004) -> None:
        """Add pitched notes, each up to about `jitter_s` early or late."""
        for i, note in enumerate(notes):
            hz = 440 * 2 ** ((note.pitch - 69) / 12)
            wave = instrument(hz, round(note.length * 60 / self.bpm, 4))
            side = channel.pan + channel.spread * (1 if i % 2 else -1)
            self._add(wave, note.at, note.velocity, channel, side, jitter_s)

    def hit(self, wave: Wave, hits: Iterable[tuple[float, float]], channel: Channel, jitter_s: float = 0.002) -> None:
        """Add drum hits."""
        for at, velocity in hits:
            self._add(wave, at, velocity, channel, channel.pan, jitter_s)

    def _add(self, wave: Wave, at: float, velocity: float, channel: Channel, side: float, jitter_s: float) -> None:
        late_s = float(np.clip(self.rng.normal(0, jitter_s), -2 * jitter_s, 2 * jitter_s))
        start = round((at * 60 / self.bpm + late_s) * RATE_HZ) % SAMPLES
        level = 10 ** (channel.gain_db / 20) * velocity * self.rng.uniform(0.92, 1.0)
        angle = (np.clip(side, -1, 1) + 1) * np.pi / 4
        sound = level * np.outer((np.cos(angle), np.sin(angle)), wave)
        for bus, share in ((self.dry, 1.0), (self.wet, channel.reverb)):
            first = min(wave.size, SAMPLES - start)
            bus[:, start : start + first] += share * sound[:, :first]
            bus[:, : wave.size - first] += share * sound[:, first:]

    def echo(self, beats: float, feedback: float, share: float) -> None:
        """Send the reverb bus through a ping-pong delay on the beat, round the ring."""
        step, source, level = round(beats * 60 / self.bpm * RATE_HZ), self.wet.copy(), share
        for i in range(1, 6):
            turned = source[::-1] if i % 2 else source
            self.wet += level * np.roll(turned, i * step, axis=1)
            level *= feedback

    def duck(self, hits: Iterable[tuple[float, float]], depth: float, recovery_s: float) -> None:
        """Reduce the level of all sound so far at each hit and let it recover: the pumping of dance music."""
        dip = 1 - depth * np.exp(-np.arange(SAMPLES) / RATE_HZ / recovery_s)
        gain = np.ones(SAMPLES)
        for at, _ in hits:
            gain = np.minimum(gain, np.roll(dip, round(at * 60 / self.bpm * RATE_HZ)))
        smooth = np.fft.rfft(np.hanning(481), SAMPLES) / np.hanning(481).sum()
        gain = np.roll(np.fft.irfft(np.fft.rfft(gain) * smooth, SAMPLES), -240)
        self.dry *= gain
        self.wet *= gain

    def mixed(self, decay_s: float, dark_hz: float) -> Stereo:
        """Return dry sound plus reverb: noise that decays by 60 dB in `decay_s`, different on each side."""
        length_s = 1.3 * decay_s
        t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        out = np.empty_like(self.dry)
        for side in (0, 1):
            tail = noise(length_s, 180, dark_hz, 90 + side) * 10 ** (-3 * t / decay_s)
            tail[: round(0.012 * RATE_HZ)] = 0
            tail /= np.sqrt(np.sum(tail**2))
            room = np.fft.irfft(np.fft.rfft(self.wet[side]) * np.fft.rfft(tail, SAMPLES), SAMPLES)
            out[side] = self.dry[side] + room
        return out


def soft_limit(sound: Stereo) -> Stereo:
    """Compress what exceeds two thirds of `PEAK`, so that nothing exceeds `PEAK`."""
    knee = PEAK * 2 / 3
    over = np.maximum(np.abs(sound) - knee, 0)
    limited: Stereo = np.sign(sound) * (np.minimum(np.abs(sound), knee) + (PEAK - knee) * np.tanh(over / (PEAK - knee)))
    return limited
