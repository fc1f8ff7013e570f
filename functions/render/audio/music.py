"""Music tracks: an audio file each, with loudness and beats from the file `tracks.json` beside them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FACTS: Final = "tracks.json"
TYPES: Final = (".m4a", ".ogg", ".wav")


@dataclass(frozen=True)
class TrackFacts:
    """Loudness and beats of a track: a beat every `period_s` from `first_s` on, in a loop of `loop_s` seconds."""

    loudness_lufs: float
    peak_dbfs: float
    first_s: float
    period_s: float
    loop_s: float

    def beats_s(self, video_s: float) -> tuple[float, ...]:
        """Return the beats' times in a video of `video_s` seconds that repeats the loop from its start."""
        loops = int(video_s / self.loop_s) + 1
        beats = int((self.loop_s - self.first_s) / self.period_s - 1e-6) + 1
        times = (n * self.loop_s + self.first_s + k * self.period_s for n in range(loops) for k in range(beats))
        return tuple(time for time in times if time <= video_s)


@dataclass(frozen=True)
class MusicTrack:
    """`facts` is None when nothing is known: the loudness is then measured, and cuts follow no beat."""

    path: Path
    facts: TrackFacts | None = None

    def beats_s(self, video_s: float) -> tuple[float, ...]:
        """Return the beats' times in seconds; an empty tuple when they are unknown."""
        return self.facts.beats_s(video_s) if self.facts else ()


def _facts(folder: Path, name: str) -> TrackFacts | None:
    path = folder / FACTS
    if not path.is_file():
        return None
    for track in json.loads(path.read_text(encoding="utf-8")):
        if track["name"] == name:
            loudness_lufs, peak_dbfs = track["loudness_lufs"], track["peak_dbfs"]
            return TrackFacts(loudness_lufs, peak_dbfs, track["first_beat_s"], 60 / track["bpm"], track["duration_s"])
    return None


def find_track(folder: Path, name: str) -> MusicTrack | None:
    """Return the track `name` from `folder`, or None when there is no file of that name."""
    paths = (folder / f"{name}{suffix}" for suffix in TYPES)
    path = next((path for path in paths if path.is_file()), None)
    return None if path is None else MusicTrack(path, _facts(folder, name))
