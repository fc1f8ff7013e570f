"""A track is added without writing those of before again."""

import json
from pathlib import Path

from tools.music.synthesize import write_entries
from tools.music.tracks import TRACKS

NAMES = [track.name for track in TRACKS]


def test_the_entry_of_one_track_is_written_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "tracks.json"
    write_entries([{"name": name, "peak_dbfs": -3.0} for name in NAMES if name != "calm"], path)

    write_entries([{"name": "calm", "peak_dbfs": -4.0}], path)

    entries = json.loads(path.read_text("utf-8"))
    assert [entry["name"] for entry in entries] == NAMES
    assert [entry["peak_dbfs"] for entry in entries if entry["name"] != "calm"] == [-3.0] * (len(NAMES) - 1)


def test_an_entry_is_replaced_and_that_of_a_removed_track_goes(tmp_path: Path) -> None:
    path = tmp_path / "tracks.json"
    path.write_text(json.dumps([{"name": "no-such"}, {"name": "calm", "bpm": 1}]), "utf-8")

    write_entries([{"name": "calm", "bpm": 64}], path)

    assert json.loads(path.read_text("utf-8")) == [{"name": "calm", "bpm": 64}]
