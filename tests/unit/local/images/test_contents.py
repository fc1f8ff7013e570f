"""What may be wrong in an image is noticed."""

import py_compile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from local.images import contents

BILL: Final = '{"components": [{"name": "boto3"}]}'


def compiled(source: Path, mode: py_compile.PycInvalidationMode) -> None:
    py_compile.compile(str(source), invalidation_mode=mode, doraise=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"opt/python/a.py": "A = 1\n", "var/task/functions/b.py": "B = 1\n", "opt/sbom/packages.cdx.json": BILL}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for source in tmp_path.rglob("*.py"):
        compiled(source, py_compile.PycInvalidationMode.UNCHECKED_HASH)
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path


def test_a_good_image_has_no_fault(root: Path) -> None:
    assert contents.faults(root) == []


def private_folder(root: Path) -> None:
    (root / "opt/python").chmod(0o700)


def private_file(root: Path) -> None:
    (root / "opt/sbom/packages.cdx.json").chmod(0o600)


def no_bytecode(root: Path) -> None:
    next((root / "opt/python/__pycache__").iterdir()).unlink()


def checked_bytecode(root: Path) -> None:
    compiled(root / "opt/python/a.py", py_compile.PycInvalidationMode.TIMESTAMP)


def tests_of_a_package(root: Path) -> None:
    (root / "opt/python/numpy/tests").mkdir(parents=True)


def cache_of_pip(root: Path) -> None:
    (root / "root/.cache").mkdir(parents=True)


def empty_bill(root: Path) -> None:
    (root / "opt/sbom/packages.cdx.json").write_text('{"components": []}', encoding="utf-8")


def ffmpeg_without_a_bill(root: Path) -> None:
    (root / "opt/bin").mkdir()
    (root / "opt/bin/ffmpeg").touch()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (private_folder, "Lambda's user cannot read /opt/python"),
        (private_file, "Lambda's user cannot read /opt/sbom/packages.cdx.json"),
        (no_bytecode, "/opt/python/a.py is compiled at every cold start"),
        (checked_bytecode, "/opt/python/a.py is compiled at every cold start"),
        (tests_of_a_package, "/opt/python/numpy/tests is of no use in a function"),
        (cache_of_pip, "/root/.cache is of no use in a function"),
        (empty_bill, "there is no bill of materials: /opt/sbom/packages.cdx.json"),
        (ffmpeg_without_a_bill, "there is no bill of materials: /opt/sbom/ffmpeg.cdx.json"),
    ],
)
def test_a_fault_is_named(root: Path, change: Callable[[Path], None], fault: str) -> None:
    change(root)

    assert contents.faults(root) == [fault]
