"""Integrated loudness of a loop after ITU-R BS.1770-4, filtered in the frequency domain (the signal is a ring)."""

from typing import Final

import numpy as np
import numpy.typing as npt

from tools.music.instruments import RATE_HZ

SHELF: Final = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS: Final = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""Numerators and denominators of the K-weighting at 48 kHz, BS.1770-4 tables 1 and 2."""
OFFSET_LU: Final = -0.691
ABSOLUTE_GATE_LUFS: Final = -70.0
RELATIVE_GATE_LU: Final = -10.0
HOP_S: Final = 0.1
HOPS_A_BLOCK: Final = 4


def integrated_lufs(sound: npt.NDArray[np.float64]) -> float:
    """Gated loudness of stereo `sound` at 48 kHz, played as a loop."""
    count = sound.shape[1]
    weighted = np.fft.irfft(np.fft.rfft(sound, axis=1) * _response(count), count, axis=1)
    hop = round(HOP_S * RATE_HZ)
    power = np.mean(weighted[:, : count // hop * hop].reshape(2, -1, hop) ** 2, axis=2).sum(axis=0)
    blocks = np.mean([np.roll(power, -i) for i in range(HOPS_A_BLOCK)], axis=0)
    loud = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
    gate = float(_lufs(np.mean(loud))) + RELATIVE_GATE_LU
    return float(_lufs(np.mean(loud[_lufs(loud) > gate])))


def _lufs(power: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return np.asarray(OFFSET_LU + 10 * np.log10(np.maximum(power, 1e-12)), dtype=np.float64)


def _response(count: int) -> npt.NDArray[np.complex128]:
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(count))
    total: npt.NDArray[np.complex128] = np.ones_like(z)
    for above, below in (SHELF, HIGH_PASS):
        total *= np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    return total
