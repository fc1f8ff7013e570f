"""Groups of tests for the workers of `make test` (pytest-xdist's `--dist loadgroup`).

A group runs on one worker. The tests of a folder that uses the local cloud are one group, so that no worker starts a
cloud for a few of them; any other file is a group of its own. Long groups come first, so that no worker ends with one.
"""

from pathlib import PurePosixPath
from typing import Final

LONGEST_FIRST: Final = (
    "tests/e2e",
    "tests/integration",
    "tests/integration/faults",
    "tests/integration/render",
    "tests/integration/machine",
    "tests/contract",
    "tests/unit/vidx/guard",
    "tests/unit/photos",
    "tests/unit/script",
)
"""Folders in the order in which they start; all others follow."""
CLOUD_FOLDERS: Final = frozenset({"tests/e2e", "tests/integration"})
"""Folders whose tests share a local cloud; the folders below them do not."""


def file_of(nodeid: str) -> PurePosixPath:
    """Return the file of a test's id, from the repository's root."""
    return PurePosixPath(nodeid.partition("::")[0])


def group_of(nodeid: str) -> str:
    """Return the group of a test: the name that its worker is chosen by."""
    file = file_of(nodeid)
    return str(file.parent if str(file.parent) in CLOUD_FOLDERS else file)


def start_order(nodeid: str) -> int:
    """Return a sort key that starts the longest folders first and keeps the order within a folder."""
    folder = str(file_of(nodeid).parent)
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
