"""The tools of the render stage."""

from pathlib import Path

import pytest

from functions.render.audio.music import MusicTrack
from functions.render.toolchain import Toolchain
from vidx.errors import RenderFailed


def test_a_missing_music_track_is_named(tmp_path: Path) -> None:
    (tmp_path / "calm.ogg").touch()
    toolchain = Toolchain(tmp_path, tmp_path, tmp_path)

    assert toolchain.music_track("none") is None
    assert toolchain.music_track("calm") == MusicTrack(tmp_path / "calm.ogg")
    with pytest.raises(RenderFailed, match="upbeat is not installed"):
        toolchain.music_track("upbeat")
