"""Tables in the code that have an entry for each value of a choice: each language, each voice."""

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCES: Final = ("layers/common/python/vidx", "functions", "cli", "local", "infra", "benchmarks")
SCRIPTS: Final = "web/js"
MIN_ENTRIES: Final = 2
"""A table with fewer values of a choice is about something else."""
_OBJECT: Final = re.compile(r"const (\w+) = \{([^{}]*)\}")
_KEY: Final = re.compile(r"(?:^|[,{])\s*\"?([\w:]+)\"?\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Table:
    """A table keyed by the values of a choice."""

    path: str
    name: str
    entries: frozenset[str]

    def missing(self, values: Collection[str]) -> list[str]:
        return [value for value in values if value not in self.entries]


def choice_tables(root: Path, values: Collection[str]) -> list[Table]:
    """Every table under `root` that has entries for at least two of `values`."""
    known = frozenset(values)
    tables = [*_python_tables(root, known), *_script_tables(root, known)]
    return [table for table in tables if len(table.entries) >= MIN_ENTRIES]


def _python_tables(root: Path, known: frozenset[str]) -> Iterator[Table]:
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                name, value = _assignment(node)
                if value is not None:
                    for entries in _entries(name, value):
                        yield Table(path.relative_to(root).as_posix(), name, known & entries)


def _assignment(node: ast.AST) -> tuple[str, ast.expr | None]:
    """Name and value of an assignment, or of an option's list of values (`pop|karaoke|clean`) in the command line."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value)
        ):
            return name, value
        case ast.keyword(arg="metavar", value=value):
            return "metavar", value
    return "", None


def _entries(name: str, value: ast.expr) -> Iterator[frozenset[str]]:
    """The keys of each dictionary in `value`, or the values that an option lists."""
    for node in ast.walk(value):
        match node:
            case ast.Dict(keys=keys):
                yield frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))
            case ast.Constant(value=str(text)) if name == "metavar":
                yield frozenset(text.split("|"))


def _script_tables(root: Path, known: frozenset[str]) -> Iterator[Table]:
    for path in sorted((root / SCRIPTS).rglob("*.js")):
        for name, body in _OBJECT.findall(path.read_text("utf-8")):
            yield Table(path.relative_to(root).as_posix(), name, known & frozenset(_KEY.findall(body)))
