"""Watches the code of all functions, and marks those whose code has changed.

Each function has a file, its stamp, in the folder of stamps. Its time of change says when the function's code, or
the code that all functions share, changed last. So a function's process looks at one file instead of all code, however
many processes there are. Uses nothing but the standard library: it runs inside the emulator.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

POLL_INTERVAL_S: Final = 0.5
FUNCTIONS: Final = "functions"
SHARED_CODE: Final = "layers/common/python/vidx"


def watch(code_dir: Path, stamps: Path) -> None:
    """Look for changes for ever."""
    stamps.mkdir(parents=True, exist_ok=True)
    before = code_states(code_dir)
    while True:
        time.sleep(POLL_INTERVAL_S)
        now = code_states(code_dir)
        mark(changed_functions(before, now), stamps)
        before = now


def code_states(code_dir: Path) -> dict[str, dict[str, int]]:
    """State of each function's folder by its name, and of the shared code by `SHARED_CODE`."""
    folders = {folder.name: folder for folder in (code_dir / FUNCTIONS).iterdir() if folder.is_dir()}
    return {name: code_state(folder) for name, folder in {**folders, SHARED_CODE: code_dir / SHARED_CODE}.items()}


def code_state(folder: Path) -> dict[str, int]:
    """Modification time, in nanoseconds, of every Python file in the folder."""

    def files() -> Iterator[tuple[str, int]]:
        for path in folder.rglob("*.py"):
            try:
                yield str(path), path.stat().st_mtime_ns
            except FileNotFoundError:
                continue  # removed meanwhile; the next look tells

    return dict(files())


def changed_functions(before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> set[str]:
    """Names of the functions that run other code now."""
    functions = now.keys() - {SHARED_CODE}
    if before.get(SHARED_CODE) != now.get(SHARED_CODE):
        return set(functions)
    return {name for name in functions if before.get(name) != now[name]}


def mark(functions: set[str], stamps: Path) -> None:
    for name in functions:
        (stamps / name).touch()


def stamp_of(function: str, stamps: Path) -> int:
    """Time of the function's last change, in nanoseconds; 0 when it has not changed since the cloud's start."""
    try:
        return (stamps / function).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
