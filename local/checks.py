"""What must be there before a cloud is started, each with its remedy."""

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Final

from local import emulator
from local.errors import NotReady

PYTHON_AT_LEAST: Final = (3, 11)
MIN_FREE_BYTES: Final = 1024**3


def check(state_dir: Path) -> None:
    """Raises `NotReady` naming the first thing that is missing."""
    if sys.version_info < PYTHON_AT_LEAST:
        wanted, have = ".".join(map(str, PYTHON_AT_LEAST)), ".".join(map(str, sys.version_info[:3]))
        raise NotReady(
            f"vidx needs Python {wanted} or newer, and this is {have}; run: make PYTHON=python{wanted} setup"
        )
    free = free_bytes(state_dir)
    if free < MIN_FREE_BYTES:
        raise NotReady(
            f"{state_dir} has {free // 1024**2} MiB of disk space left and the local cloud needs 1024; free some"
        )
    if not emulator.program().exists():
        raise NotReady(f"the AWS emulator is not installed ({emulator.program()} is missing); run: make setup")


def free_bytes(folder: Path) -> int:
    """Free space, in bytes, where `folder` is or will be."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def has_standin() -> bool:
    return importlib.util.find_spec("local.openai_standin") is not None
