"""`python -m local.images`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from local.images import __main__ as command
from local.images import contents
from local.images.build import Image
from local.paths import ROOT
from vidx.options import MAX_PHOTOS, MAX_SCRIPT_CHARS

MB: Final = 1_000_000


@pytest.fixture
def invoked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Functions whose images were invoked. Every function has an image of 123 MB, and render one of 601 MB."""
    invoked: list[str] = []

    def build(names: Sequence[str]) -> list[Image]:
        return [Image(name, (601 if name == "render" else 123) * MB, 5, 4.2) for name in names]

    monkeypatch.setattr(command, "build", build)
    monkeypatch.setattr(command, "has_boxes", lambda: True)
    monkeypatch.setattr(command, "invoke_samples", invoked.extend)
    monkeypatch.setattr(contents, "faults", lambda root: [])
    return invoked


def test_each_image_is_reported_beside_its_limit_and_invoked(
    invoked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["build", "tts", "api"]) == 0

    assert [line.split() for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["tts", "123", "MB", "190", "MB", "5", "4", "s"],
        ["api", "123", "MB", "220", "MB", "5", "4", "s"],
    ]
    assert invoked == ["tts", "api"]


def test_an_image_over_its_limit_is_a_failure(invoked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["build", "render", "tts"]) == 1

    assert "larger than the limit: render" in capsys.readouterr().err


def test_a_fault_in_an_image_is_a_failure(
    invoked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(contents, "faults", lambda root: [f"{root.name} is wrong"])

    assert command.main(["build", "tts"]) == 1

    assert "the image of tts: tts is wrong" in capsys.readouterr().err
    assert invoked == []


def test_images_that_cannot_be_invoked_are_named(
    invoked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "has_boxes", lambda: False)

    assert command.main(["build", "tts"]) == 0

    assert "not invoked: the boxes need Linux and root" in capsys.readouterr().out
    assert invoked == []


def test_the_demo_prints_the_peak_use_of_each_function_beside_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "USAGE", tmp_path)
    uses = {"tts-1": "90 512 3 512", "tts-2": "120 512 1 512", "render-3": "900 1769 250 2048"}
    for name, usage in uses.items():
        (tmp_path / f"{name}.tsv").write_text("\t".join(usage.split()), encoding="utf-8")
    for name in ("tts-2", "photos-4"):  # functions ended in the middle of a write
        (tmp_path / f"{name}.new").touch()

    command._print_usage()

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(line[0], line[1], line[4], line[6], line[9]) for line in lines] == [
        ("render", "900", "1769", "250", "2048"),
        ("tts", "120", "512", "3", "512"),
    ]


def test_the_demo_needs_images_built_as_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ROOTS", tmp_path / "none")

    assert command.main(["demo"]) == 1

    assert "images: the images' file systems are needed, on Linux and as root" in capsys.readouterr().err


def test_the_long_demo_has_as_much_as_the_product_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "WORK", tmp_path)
    monkeypatch.setattr(command, "_clip", lambda folder, number, photos: folder / f"{number}.mp4")

    files, script = command.long_video([Path("a.jpg"), Path("b.jpg")])

    assert len(files) == MAX_PHOTOS
    assert [path.suffix for path in files].count(".mp4") == 3
    assert MAX_SCRIPT_CHARS - 200 < len(script.read_text(encoding="utf-8")) <= MAX_SCRIPT_CHARS


def test_the_demo_names_the_functions_without_an_image(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for handler in ROOT.glob("functions/*/handler.py"):
        if handler.parent.name not in {"api", "render"}:
            (tmp_path / handler.parent.name).mkdir()
    monkeypatch.setattr(command, "ROOTS", tmp_path)
    monkeypatch.setattr(command, "has_boxes", lambda: True)

    assert command.main(["demo"]) == 1

    assert "run first: make images (there is none of api, render)" in capsys.readouterr().err
