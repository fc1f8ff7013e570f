"""What CONTRIBUTING.md and the table of docs/architecture.md name exists: paths, names, commands and tests."""

import importlib.util
import re
import subprocess
import sys
from typing import Final

import pytest

from local.paths import ROOT
from tests.contract.guide import Part, guide, recipes, table_rows

RECIPES: Final = recipes()
TITLES: Final = [
    "Add a category", "Add a language", "Add a voice", "Add a caption style", "Add a music track", "Add a model",
    "Add an API route", "Add a pipeline stage", "Add a setting",
]  # fmt: skip
LIKELIEST_CHANGES: Final = 23


def missing_paths(part: Part) -> list[str]:
    return sorted(path for path in part.paths if not (ROOT / path).exists())


def missing_names(item: Part) -> list[str]:
    """Names of an item that stand in none of the files that it names."""
    text = "\n".join((ROOT / path).read_text("utf-8") for path in item.paths if (ROOT / path).is_file())
    return sorted(name for name in item.names if not re.search(rf"\b{name}\b", text))


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_every_recipe_is_there() -> None:
    assert list(RECIPES) == TITLES


def test_every_path_exists() -> None:
    assert missing_paths(guide()) == []


def test_a_path_that_does_not_exist_is_named() -> None:
    assert missing_paths(Part("Open `functions/script/no_such.py` and [this](docs/api.md).")) == [
        "functions/script/no_such.py"
    ]


@pytest.mark.parametrize("title", TITLES)
def test_every_name_of_a_step_stands_in_a_file_of_the_step(title: str) -> None:
    assert [missing for item in RECIPES[title].items if (missing := missing_names(item))] == []


def test_a_name_that_is_in_none_of_the_files_is_named() -> None:
    assert missing_names(Part("- `infra/pipeline.py`: add it to `SIZES` and `NO_SUCH`.")) == ["NO_SUCH"]


@pytest.mark.parametrize("title", TITLES)
def test_every_recipe_names_a_check_that_exists(title: str) -> None:
    checks = RECIPES[title].text.split("\nChecks: ")[1]

    tests = Part(checks).tests
    assert [path for path in Part(checks).paths if path.startswith("tests/")]
    for test in tests:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), test


def test_every_target_of_make_exists() -> None:
    named = {command.split()[1] for command in guide().commands if command.startswith("make ")}

    assert {"demo", "up", "test", "check", "down"} <= named
    assert named - makefile_targets() == set()


def test_every_module_that_is_run_exists() -> None:
    assert {"local.stage", "cli.reference"} <= guide().modules
    assert [module for module in sorted(guide().modules) if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize(
    "command", sorted({command for command in guide().commands if command.startswith(".venv/bin/vidx")})
)
def test_every_command_of_vidx_exists(command: str) -> None:
    words = [word for word in command.split()[1:] if word.islower() and not word.startswith("-")]
    known = words[:2] if words[0] == "local" else words[:1]

    ran = subprocess.run([sys.executable, "-m", "cli", *known, "--help"], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr


def test_the_commands_for_one_stage_name_files_that_exist() -> None:
    (first,) = [command for command in guide().commands if "local.stage photos" in command]

    assert [word for word in first.split() if word.startswith("samples/") and not (ROOT / word).is_file()] == []


def test_the_table_answers_the_likeliest_changes() -> None:
    rows = table_rows()

    assert len(rows) == LIKELIEST_CHANGES
    assert all(where.paths for _, where in rows)
    assert [(change, missing) for change, where in rows if (missing := missing_paths(where))] == []
