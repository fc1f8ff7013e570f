"""Unit tests mirror the source tree.

A test file is `tests/unit/<package>/test_<module>.py`. `<package>` is the folder under `functions` or
`layers/common/python`, or else the folder from the repository's root. A module with many rules has several files, named
`test_<module>_<topic>.py`. Rules of a whole package take the package's name in place of the module's.
"""

from pathlib import Path, PurePosixPath
from typing import Final

import pytest

from local.paths import ROOT

UNIT: Final = ROOT / "tests/unit"
SOURCES: Final = (ROOT / "functions", ROOT / "layers/common/python", ROOT)
"""Folders that hold packages, in the order in which a package is looked up."""
TEST_FILES: Final = sorted(PurePosixPath(file.relative_to(UNIT).as_posix()) for file in UNIT.rglob("test_*.py"))


def source_folder(package: PurePosixPath) -> Path | None:
    """Return the folder of a package that the tests name, or None if there is none."""
    return next((source / package for source in SOURCES if (source / package).is_dir()), None)


def has_module(test: PurePosixPath) -> bool:
    """Tell whether the source tree has the module or package that a test file is named for.

    Args:
        test: Path below `tests/unit`.
    """
    folder = source_folder(test.parent)
    if folder is None:
        return False
    modules = {path.stem.strip("_") for path in folder.glob("*.py")} | {folder.name}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    subject = test.stem.removeprefix("test_")
    return any(subject == name or subject.startswith(f"{name}_") for name in modules | packages)


@pytest.mark.parametrize("test", TEST_FILES, ids=str)
def test_every_unit_test_file_names_a_module_of_the_same_package(test: PurePosixPath) -> None:
    assert has_module(test), f"tests/unit/{test}: no module in {source_folder(test.parent)} begins its name"


@pytest.mark.parametrize("test", ["script/test_poems.py", "poems/test_service.py", "vidx/jobs/test_models.py"])
def test_a_file_without_its_module_is_found(test: str) -> None:
    assert not has_module(PurePosixPath(test))


@pytest.mark.parametrize(
    "test", ["script/test_writer.py", "script/test_writer_fallbacks.py", "vidx/guard/test_guard_attacks.py"]
)
def test_a_module_a_topic_of_it_and_a_package_are_found(test: str) -> None:
    assert has_module(PurePosixPath(test))
