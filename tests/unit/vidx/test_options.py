"""The values that a seller can choose."""

import json

from local.paths import ROOT
from vidx import options


def test_accepted_types_read_as_a_phrase() -> None:
    assert options.accepted_types() == "JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"


def test_every_music_choice_has_its_track() -> None:
    tracks = json.loads((ROOT / "layers/music/tracks.json").read_text(encoding="utf-8"))
    names = {track["name"] for track in tracks}
    assert names | {"none"} == set(options.MUSIC)
    assert all((ROOT / f"layers/music/{name}.ogg").is_file() for name in names)
