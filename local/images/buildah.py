"""Commands of the image builds, and buildah with a store of its own under `build/images`."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from local.errors import ImageFailed
from local.paths import ROOT

WORK: Final = ROOT / "build/images"
LOG_TAIL_CHARS: Final = 3000


def environment() -> dict[str, str]:
    """Return buildah's environment: its store needs neither overlay mounts nor user namespaces."""
    WORK.mkdir(parents=True, exist_ok=True)
    config = WORK / "storage.conf"
    text = f'[storage]\ndriver = "vfs"\ngraphroot = "{WORK}/store"\nrunroot = "{WORK}/run"\n'
    config.write_text(text, encoding="utf-8")
    own = {"CONTAINERS_STORAGE_CONF": str(config), "BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "vfs"}
    return {**os.environ, **own}


def buildah(*arguments: str) -> str:
    """Run buildah and return what it prints.

    Raises:
        ImageFailed: it failed; the message ends with what it printed.
    """
    return run(["buildah", *arguments], environment())


def succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0


def run(command: Sequence[str], env: dict[str, str] | None = None) -> str:
    """Run a command in the repository's folder and return what it prints.

    Raises:
        ImageFailed: it failed; the message ends with what it printed.
    """
    process = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if process.returncode != 0:
        output = f"{process.stdout}\n{process.stderr}".strip()[-LOG_TAIL_CHARS:]
        raise ImageFailed(f"`{' '.join(map(str, command[:3]))} …` failed; it ends with:\n{output}")
    return process.stdout


def make_private(folder: Path) -> None:
    """Take all rights to a folder's files from everybody but their owner, as in a checkout with umask 077."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o700)
