"""`python -m local.images`."""

from pathlib import Path

import pytest

from local.images import __main__ as command
from local.images.build import Image


def test_the_demo_prints_the_peak_use_of_each_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "USAGE", tmp_path)
    for name, usage in {"tts-1": "90 512 3", "tts-2": "120 512 1", "render-3": "900 1769 250"}.items():
        (tmp_path / f"{name}.tsv").write_text("\t".join(usage.split()), encoding="utf-8")
    for name in ("tts-2", "photos-4"):  # functions ended in the middle of a write
        (tmp_path / f"{name}.new").touch()

    command._print_usage()

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(line[0], line[1], line[4], line[6]) for line in lines] == [
        ("render", "900", "1769", "250"),
        ("tts", "120", "512", "3"),
    ]


def test_each_image_is_reported_when_it_is_ready(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "build", lambda names: iter([Image(name, 123_000_000, 4.2) for name in names]))

    assert command.main(["build", "tts", "api"]) == 0

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["tts", "123", "MB", "4", "s"],
        ["api", "123", "MB", "4", "s"],
    ]


def test_the_demo_needs_images_built_as_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ROOTS", tmp_path / "none")

    assert command.main(["demo"]) == 1

    assert "images: the images' file systems are needed, built by buildah as root" in capsys.readouterr().err
