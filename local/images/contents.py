"""Checks what is in an image's root file system, without running it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CODE: Final = ("opt/python", "var/task")
"""Our code and the packages."""
OURS: Final = ("opt", "var/task")
"""All that the build puts on top of the base image."""
BYTECODE_HEADER: Final = 8
UNCHECKED_HASH: Final = 1
"""Second word of a bytecode file that Python uses without a look at its source: PEP 552."""
UNWANTED: Final = ("**/tests", "**/requirements.txt", "**/*.pyi")
CACHES: Final = ("root/.cache", "var/cache/pip")


def faults(root: Path) -> list[str]:
    """Return what is wrong with an image, in a sentence each; empty: nothing."""
    root = root.resolve()
    return [
        *(f"Lambda's user cannot read /{path.relative_to(root)}" for path in _private(root)),
        *(f"/{path.relative_to(root)} is compiled at every cold start" for path in _uncompiled(root)),
        *(f"/{path.relative_to(root)} is of no use in a function" for path in _unwanted(root)),
        *(f"there is no bill of materials: /{path.relative_to(root)}" for path in _missing_bills(root)),
    ]


def _private(root: Path) -> Iterator[Path]:
    for top in OURS:
        for path in ((root / top), *(root / top).rglob("*")):
            if not path.is_symlink():
                needed = 0o005 if path.is_dir() else 0o004
                if path.stat().st_mode & needed != needed:
                    yield path


def _uncompiled(root: Path) -> Iterator[Path]:
    for top in CODE:
        for source in (root / top).rglob("*.py"):
            compiled = list(source.parent.glob(f"__pycache__/{source.stem}.cpython-*.pyc"))
            if len(compiled) != 1 or _flags(compiled[0]) != UNCHECKED_HASH:
                yield source


def _flags(bytecode: Path) -> int:
    with bytecode.open("rb") as file:
        return int.from_bytes(file.read(BYTECODE_HEADER)[4:], "little")


def _unwanted(root: Path) -> Iterator[Path]:
    for top in CODE:
        for pattern in UNWANTED:
            yield from (root / top).glob(pattern)
    yield from (root / name for name in CACHES if (root / name).exists())


def _missing_bills(root: Path) -> Iterator[Path]:
    bills = [root / "opt/sbom/packages.cdx.json"]
    if (root / "opt/bin/ffmpeg").exists():
        bills.append(root / "opt/sbom/ffmpeg.cdx.json")
    for bill in bills:
        if not bill.is_file() or not json.loads(bill.read_text(encoding="utf-8"))["components"]:
            yield bill
