"""The sound of whole videos, measured after encoding."""

import io
import subprocess
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from functions.render.audio.loudness import Loudness, parse_loudness
from testing.render_job import photo, store_job
from testing.store import MemoryStore
from tests.integration.render.render_run import RenderRun, run_render
from vidx import keys
from vidx.options import END_CARD_TAIL_S


def loudness_of(layer: Path, path: Path) -> Loudness:
    command = [
        str(layer / "bin" / "ffmpeg"),
        "-nostats",
        "-i",
        str(path),
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    return parse_loudness(subprocess.run(command, capture_output=True, text=True, check=True).stderr)


def test_the_sound_is_at_fourteen_lufs_without_overs(layer: Path, either: RenderRun) -> None:
    loudness = loudness_of(layer, either.path)

    assert loudness.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert loudness.peak_db <= -1


def test_music_fills_the_pauses_and_yields_to_the_voice(layer: Path, small: RenderRun, tmp_path: Path) -> None:
    """Against the same video without music: the pauses are louder, the voice is not drowned."""
    store = MemoryStore()
    store_job(store, [photo(1, 400, 700)], seconds=7.0, music="none")
    plain = run_render(layer, store, tmp_path, 0.1)

    with_music, without = loudest_and_quietest(small.path), loudest_and_quietest(plain.path)

    assert with_music[1] > without[1] + 12
    assert 8 < with_music[0] - with_music[1] < 40
    assert abs(with_music[0] - without[0]) < 2


def loudest_and_quietest(path: Path) -> tuple[float, float]:
    """Level in decibels of the video's loudest and quietest 50 ms between its first and last half second."""
    with av.open(path) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    pieces = samples[24_000 : samples.size - 48_000]
    pieces = pieces[: pieces.size // 2400 * 2400].reshape(-1, 2400)
    levels = 20 * np.log10(np.sqrt((pieces.astype(np.float64) ** 2).mean(axis=1)) + 1e-6)
    return float(levels.max()), float(levels.min())


def test_the_sound_starts_with_the_picture(layer: Path, small: RenderRun) -> None:
    """The sound of the first word starts at 0, as the captions assume."""
    with av.open(small.path) as container:
        mixed = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])[: 48_000 * 7]
    with wave.open(io.BytesIO(small.store.objects[keys.voice("j1")])) as file:
        voice = np.frombuffer(file.readframes(file.getnframes()), "<i2")

    envelopes = [_envelope(mixed, 480), _envelope(voice, 240)]

    length = min(map(len, envelopes)) - 20
    lags = range(-20, 21)
    likeness = [np.corrcoef(envelopes[0][20:length], envelopes[1][20 + lag : length + lag])[0, 1] for lag in lags]
    assert abs(lags[int(np.argmax(likeness))]) <= 2


def _envelope(samples: NDArray[np.generic], every: int) -> NDArray[np.float64]:
    """Mean level of each 10 ms."""
    whole = samples[: samples.size // every * every].astype(np.float64)
    levels: NDArray[np.float64] = np.abs(whole).reshape(-1, every).mean(axis=1)
    return levels


def test_with_the_end_card_music_fills_the_tail_and_fades_to_silence_at_the_same_loudness(
    layer: Path, tmp_path: Path
) -> None:
    store = MemoryStore()
    store_job(store, [photo(1, 400, 700)], seconds=5.0, music="upbeat", overlays=("end",))
    run = run_render(layer, store, tmp_path, 0.1)
    end_s = 5.0 + END_CARD_TAIL_S

    loudness = loudness_of(layer, run.path)

    assert loudness.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert loudness.peak_db <= -1
    assert level_db(run.path, 5.3, end_s - 0.8) > -45
    assert level_db(run.path, end_s - 0.04, end_s) < -45
    assert level_db(run.path, end_s - 0.04, end_s) < level_db(run.path, 5.3, end_s - 0.8) - 15


def level_db(path: Path, start_s: float, end_s: float) -> float:
    """Level of a part of the video's left channel, in decibels below full scale."""
    with av.open(path) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    part = samples[round(start_s * 48_000) : round(end_s * 48_000)].astype(np.float64)
    return float(20 * np.log10(np.sqrt((part**2).mean()) + 1e-6))
