"""Synthesise the music tracks, and `tracks.json`, which describes them.

    python -m tools.music.synthesize [--output layers/music] [--only calm] [--wav]

`--only` writes that track and its entry, and leaves the files of the others as they are: another processor may round
their samples differently.

Needs numpy and, to encode, imageio-ffmpeg. The samples are the same on every run.
"""

import argparse
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from imageio_ffmpeg import get_ffmpeg_exe

from tools.music.instruments import RATE_HZ
from tools.music.loudness import integrated_lufs
from tools.music.mixer import LENGTH_S, Mixer, Stereo, soft_limit
from tools.music.tracks import TRACKS, Track

OUTPUT: Final = Path(__file__).parents[2] / "layers/music"
LICENCE: Final = "CC0-1.0"
LOUDNESS_LUFS: Final = -20.0
BIT_RATE: Final = "72k"
Entry = dict[str, str | int | float]
"""A track in `tracks.json`."""
ROUNDS: Final = 3
"""Gain and limiter work against each other; three rounds settle within 0.1 LU."""


def master(sound: Stereo) -> Stereo:
    """Bring `sound` to `LOUDNESS_LUFS` with peaks below the mixer's ceiling."""
    sound = sound - sound.mean(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        sound = soft_limit(sound * 10 ** ((LOUDNESS_LUFS - integrated_lufs(sound)) / 20))
    return sound


def synthesize(track: Track) -> Stereo:
    """Return the mastered samples of `track`, shape (2, samples), at 48 kHz."""
    if track.bars * track.beats_per_bar * 60 != LENGTH_S * track.bpm:
        raise ValueError(f"{track.name} does not fill {LENGTH_S} s with whole bars")
    return master(track.compose(Mixer(track.bpm, seed=sum(track.name.encode()))))


def write(sound: Stereo, path: Path) -> None:
    """Encode to Opus (.ogg) or, for measurements, to 16-bit PCM (.wav)."""
    if path.suffix == ".wav":
        path.write_bytes(encoded(sound, "-c:a", "pcm_s16le", "-f", "wav"))
    else:
        path.write_bytes(encoded(sound, "-c:a", "libopus", "-b:a", BIT_RATE, "-f", "ogg"))


def encoded(sound: Stereo, *codec: str) -> bytes:
    """Encode `sound` by FFmpeg; every run gives the same bytes."""
    command = [get_ffmpeg_exe(), "-v", "error", "-f", "f32le", "-ar", str(RATE_HZ), "-ac", "2", "-i", "pipe:0"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1", "pipe:1"]
    samples = sound.T.astype("<f4").tobytes()
    return subprocess.run([*command, *codec, *exact], input=samples, check=True, capture_output=True).stdout


def entry(track: Track, sound: Stereo) -> Entry:
    """Return the entry of `track` in `tracks.json`."""
    return {
        "name": track.name,
        "title": track.title,
        "mood": track.mood,
        "key": track.key,
        "bpm": track.bpm,
        "beats_per_bar": track.beats_per_bar,
        "bars": track.bars,
        "first_beat_s": 0.0,
        "duration_s": LENGTH_S,
        "loudness_lufs": round(integrated_lufs(sound), 1),
        "peak_dbfs": round(float(20 * np.log10(np.abs(sound).max())), 1),
        "licence": LICENCE,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--only", choices=[track.name for track in TRACKS], help="write this track and its entry")
    parser.add_argument("--wav", action="store_true", help="write PCM, to measure what coding does")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    entries = []
    for track in TRACKS:
        if options.only in (None, track.name):
            sound = synthesize(track)
            write(sound, options.output / f"{track.name}{'.wav' if options.wav else '.ogg'}")
            entries.append(entry(track, sound))
    if not options.wav:
        write_entries(entries, options.output / "tracks.json")


def write_entries(entries: Sequence[Entry], path: Path) -> None:
    """Write `entries` to the `tracks.json` at `path`, in the order of `TRACKS`. Entries of other tracks stay."""
    earlier: list[Entry] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    by_name = {str(each["name"]): each for each in [*earlier, *entries]}
    present = [by_name[track.name] for track in TRACKS if track.name in by_name]
    path.write_text(json.dumps(present, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
