"""Staging FFmpeg and the fonts."""

from pathlib import Path

import pytest

from layers.ffmpeg.build import FOLDER, build, find_ffmpeg, link_or_copy, this_architecture
from layers.ffmpeg.font_sources import SOURCES


def test_the_layer_holds_a_runnable_binary_and_licensed_fonts(tmp_path: Path) -> None:
    build(tmp_path, this_architecture())

    assert (tmp_path / "bin" / "ffmpeg").stat().st_mode & 0o111
    assert (tmp_path / "NOTICE.txt").is_file()
    fonts = list((tmp_path / "fonts").iterdir())
    assert {font.name for font in fonts} == {source.output for source in SOURCES}
    assert all((tmp_path / "font-licences" / f"{font.stem}.txt").is_file() for font in fonts)
    assert sum(font.stat().st_size for font in fonts) < 40_000_000


def test_fonts_in_git_are_small() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "fonts").iterdir()) < 500_000


def test_other_files_are_removed_from_the_font_folder(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "old-LICENSE.txt").write_text("…")

    build(tmp_path, this_architecture())

    assert not (tmp_path / "fonts" / "old-LICENSE.txt").exists()


def test_staging_again_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path, this_architecture())
    before = (tmp_path / "bin" / "ffmpeg").stat()

    build(tmp_path, this_architecture())

    assert (tmp_path / "bin" / "ffmpeg").stat().st_ino == before.st_ino


def test_a_changed_file_replaces_the_old_one(tmp_path: Path) -> None:
    old, new, target = tmp_path / "old", tmp_path / "new", tmp_path / "out" / "tool"
    old.write_text("old")
    new.write_text("newer")

    link_or_copy(old, target)
    link_or_copy(new, target)

    assert target.read_text() == "newer"
    assert old.read_text() == "old"


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"layers/ffmpeg/requirements\.txt"):
        find_ffmpeg(tmp_path)
