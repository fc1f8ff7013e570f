"""When the music beats: read from what the beds' maker wrote beside them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BEDS: Final = "beds.json"


@dataclass(frozen=True)
class Pulse:
    """A bed's beats: every `period_s` from `first_s` on, in a loop of `loop_s` seconds that starts with the film."""

    first_s: float
    period_s: float
    loop_s: float

    def beats(self, film_s: float) -> tuple[float, ...]:
        """Times of the beats in a film of `film_s` seconds, over as many rounds of the loop as it takes."""
        rounds = int(film_s / self.loop_s) + 1
        in_loop = int((self.loop_s - self.first_s) / self.period_s - 1e-6) + 1
        times = (n * self.loop_s + self.first_s + k * self.period_s for n in range(rounds) for k in range(in_loop))
        return tuple(time for time in times if time <= film_s)


def pulse_of(music: Path, name: str) -> Pulse | None:
    """The pulse of the bed `name` in the folder `music`; None when nothing is written about it (or no bed plays)."""
    path = music / BEDS
    if not path.is_file():
        return None
    for bed in json.loads(path.read_text(encoding="utf-8")):
        if bed["name"] == name:
            return Pulse(bed["first_beat_s"], 60 / bed["bpm"], bed["duration_s"])
    return None
