"""Chromium for the tests: the one named by a setting, on the path, or installed with apt-get where that is possible."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

SETTING: Final = "VIDX_CHROMIUM"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSTALL_WITHIN_S: Final = 600
MISSING: Final = (
    "The browser tests need Chromium, and there is none here. Install it (Debian or Ubuntu: apt-get install chromium;"
    f" elsewhere any Chrome or Chromium), or name one: {SETTING}=/path/to/chromium make test"
)


class NoChromium(Exception):
    """The message says how to get one."""


def chromium() -> Path:
    """The browser to test with.

    Raises:
        NoChromium: none is here and none can be installed.
    """
    named = os.environ.get(SETTING)
    if named:
        if not Path(named).is_file():
            raise NoChromium(f"{SETTING} names {named}, which is not there")
        return Path(named)
    found = _on_path()
    if found is None and _can_install():
        _install()
        found = _on_path()
    if found is None:
        raise NoChromium(MISSING)
    return found


def _on_path() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def _can_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=quiet, check=False, capture_output=True, timeout=INSTALL_WITHIN_S)
