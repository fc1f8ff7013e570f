"""The voice at the aligner's rate: right length, right level, no delay, no aliases, no digital silence."""

import numpy as np
import pytest

from functions.captions.alignment import prepare_audio
from functions.captions.resampling import resample
from vidx.wav import Pcm


def tone(frequency_hz: float, rate_hz: int, seconds: float = 0.5) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * rate_hz)) / rate_hz)


@pytest.mark.parametrize("rate_hz", [22_050, 24_000, 44_100, 48_000, 8_000])
def test_tone_keeps_its_phase_level_and_length(rate_hz: int) -> None:
    resampled = resample(tone(1_000, rate_hz), rate_hz, 16_000)

    expected = tone(1_000, 16_000)
    assert len(resampled) == len(expected)
    assert np.abs(resampled - expected)[200:-200].max() < 0.01


@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_what_16_khz_cannot_hold_is_gone(rate_hz: int) -> None:
    resampled = resample(tone(9_500, rate_hz), rate_hz, 16_000)

    assert np.abs(resampled[200:-200]).max() < 10 ** (-60 / 20)


def test_same_rate_changes_nothing() -> None:
    x = tone(440, 16_000)

    assert resample(x, 16_000, 16_000) is x


def test_digital_silence_gets_a_noise_floor_of_minus_70_dbfs() -> None:
    pcm = np.frombuffer(prepare_audio(Pcm(bytes(48_000), 24_000)), "<i2").astype(float)

    assert 20 * np.log10(pcm.std() / 32_768) == pytest.approx(-70, abs=0.5)
