"""The beats of the music."""

import json
from pathlib import Path

import pytest

from functions.render.beats import Pulse, pulse_of
from vidx.options import MUSIC

MUSIC_FOLDER = Path(__file__).parents[3] / "layers/music"


def test_beats_go_on_over_the_loops_seam() -> None:
    beats = Pulse(0.0, 0.5, 2.0).beats(5.2)

    assert beats == pytest.approx([n * 0.5 for n in range(11)])


def test_a_loop_of_no_whole_beats_starts_anew() -> None:
    assert Pulse(0.1, 0.5, 1.2).beats(2.0) == pytest.approx([0.1, 0.6, 1.1, 1.3, 1.8])


@pytest.mark.parametrize("name", [name for name in MUSIC if name != "none"])
def test_every_bed_has_a_pulse_that_fills_its_loop(name: str) -> None:
    pulse = pulse_of(MUSIC_FOLDER, name)

    assert pulse is not None
    assert pulse.loop_s / pulse.period_s == pytest.approx(round(pulse.loop_s / pulse.period_s))
    assert len(pulse.beats(60.0)) == round(60 / pulse.period_s) + 1


def test_a_bed_nothing_is_written_about_has_no_pulse(tmp_path: Path) -> None:
    assert pulse_of(tmp_path, "upbeat") is None
    (tmp_path / "beds.json").write_text(json.dumps([{"name": "calm", "bpm": 60, "duration_s": 4, "first_beat_s": 0}]))
    assert pulse_of(tmp_path, "upbeat") is None
    assert pulse_of(tmp_path, "calm") == Pulse(0, 1, 4)
