"""CONTRIBUTING.md and the table of docs/architecture.md: the paths, names, commands and tests that they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from local.paths import ROOT

CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
ARCHITECTURE: Final = ROOT / "docs/architecture.md"
TABLE_TITLE: Final = "Which file to open"
PYTHON: Final = ".venv/bin/python "
_CODE: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_ITEM: Final = re.compile(r"^\s*(?:\d+\.|-) ", re.MULTILINE)
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_FILE: Final = re.compile(r"\.?[\w-]+\.(md|ya?ml|json|toml|py)")
_ROOT_FILES: Final = frozenset(path.name for path in ROOT.iterdir())


@dataclass(frozen=True)
class Part:
    """A piece of text with code between backticks."""

    text: str

    @cached_property
    def code(self) -> list[str]:
        return _CODE.findall(self.text)

    @cached_property
    def commands(self) -> list[str]:
        """Commands to type, those of `console` blocks too."""
        blocks = re.findall(r"^\s*\$ (.+)$", self.text, re.MULTILINE)
        return [*blocks, *(code for code in self.code if code.startswith((".venv/", "make ")))]

    @cached_property
    def tests(self) -> set[str]:
        """Tests, as `tests/unit/x/test_y.py::test_z`."""
        return {code for code in self.code if "::" in code}

    @cached_property
    def paths(self) -> set[str]:
        """Files and folders of the repository, without the test's name behind a file of tests."""
        words = [code for code in self.code if " " not in code]
        return {
            code.partition("::")[0]
            for code in [*words, *_LINK.findall(self.text)]
            if ("/" in code and not code.startswith(("-", "/", "output/")))
            or code in _ROOT_FILES
            or _FILE.fullmatch(code)
        }

    @cached_property
    def names(self) -> set[str]:
        """Names that stand in a file: single identifiers."""
        return {code for code in self.code if _NAME.fullmatch(code)} - self.paths

    @cached_property
    def modules(self) -> set[str]:
        return {module for command in self.commands for module in re.findall(r"python -m ([\w.]+)", command)}

    @cached_property
    def items(self) -> list["Part"]:
        """The items of its lists, each with its further lines."""
        starts = [match.start() for match in _ITEM.finditer(self.text)]
        ends = [*starts[1:], len(self.text)]
        return [Part(self.text[a:b].split("\n\n")[0]) for a, b in zip(starts, ends, strict=True)]


def guide() -> Part:
    return Part(CONTRIBUTING.read_text("utf-8"))


def recipes() -> dict[str, Part]:
    """The recipes by title."""
    return {title: Part(body) for title, body in _sections(CONTRIBUTING) if title.startswith("Add a")}


def recipe(title: str) -> Part:
    return recipes()[title]


def table_rows() -> list[tuple[str, Part]]:
    """What to change and where, for each row of the table in docs/architecture.md."""
    body = dict(_sections(ARCHITECTURE))[TABLE_TITLE]
    rows = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    return [(change, Part(where)) for change, where in rows[2:]]


def _sections(path: Path) -> Iterator[tuple[str, str]]:
    for section in path.read_text("utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        yield title, body
