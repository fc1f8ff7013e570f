"""Music tracks and their facts."""

import json
from pathlib import Path

import pytest

from functions.render.audio.music import MusicTrack, TrackFacts, find_track
from vidx.options import MUSIC

MUSIC_FOLDER = Path(__file__).parents[4] / "layers/music"


def test_beats_go_on_over_the_loops_seam() -> None:
    beats = TrackFacts(-20, -6, 0.0, 0.5, 2.0).beats_s(5.2)

    assert beats == pytest.approx([n * 0.5 for n in range(11)])


def test_a_loop_of_no_whole_beats_starts_anew() -> None:
    assert TrackFacts(-20, -6, 0.1, 0.5, 1.2).beats_s(2.0) == pytest.approx([0.1, 0.6, 1.1, 1.3, 1.8])


@pytest.mark.parametrize("name", [name for name in MUSIC if name != "none"])
def test_the_beats_of_every_bed_fill_its_loop(name: str) -> None:
    track = find_track(MUSIC_FOLDER, name)

    assert track is not None
    assert track.facts is not None
    beats = track.facts.loop_s / track.facts.period_s
    assert beats == pytest.approx(round(beats))
    assert len(track.facts.beats_s(60.0)) == round(2 * beats) + 1


def test_a_bed_nothing_is_written_about_is_there_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "calm.ogg").touch()

    assert find_track(tmp_path, "upbeat") is None
    assert find_track(tmp_path, "calm") == MusicTrack(tmp_path / "calm.ogg")
    (tmp_path / "tracks.json").write_text(json.dumps([{"name": "upbeat", "bpm": 60}]))
    assert find_track(tmp_path, "calm") == MusicTrack(tmp_path / "calm.ogg")


def test_what_is_written_about_a_bed_is_read(tmp_path: Path) -> None:
    (tmp_path / "calm.wav").touch()
    facts = {"bpm": 60, "duration_s": 4, "first_beat_s": 0, "loudness_lufs": -20, "peak_dbfs": -8}
    (tmp_path / "tracks.json").write_text(json.dumps([{"name": "calm", **facts}]))

    assert find_track(tmp_path, "calm") == MusicTrack(tmp_path / "calm.wav", TrackFacts(-20, -8, 0, 1, 4))
