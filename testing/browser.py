"""Chromium for the tests: the one named by a setting, on the path, or installed with apt-get where that is possible."""

import os
import shutil
import subprocess
from collections.abc import Mapping
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
    """There is no browser. The message says how to get one."""


def chromium(environment: Mapping[str, str] = os.environ, *, as_root: bool | None = None) -> Path:
    """Return the browser for the tests.

    Args:
        environment: Variables with the setting and the path, also used to run apt-get.
        as_root: Whether apt-get may install. By default, whether this process belongs to root.

    Raises:
        NoChromium: There is none, and none can be installed.
    """
    setting = environment.get(SETTING)
    if setting:
        if not Path(setting).is_file():
            raise NoChromium(f"{SETTING} names {setting}, which is not there")
        return Path(setting)
    path = environment.get("PATH", "")
    program = _on_path(path)
    installer = shutil.which("apt-get", path=path)
    may_install = os.geteuid() == 0 if as_root is None else as_root
    if program is None and installer and may_install:
        _install(installer, environment)
        program = _on_path(path)
    if program is None:
        raise NoChromium(MISSING)
    return program


def _on_path(path: str) -> Path | None:
    return next((Path(program) for name in NAMES if (program := shutil.which(name, path=path))), None)


def _install(installer: str, environment: Mapping[str, str]) -> None:
    quiet = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run([installer, *command], env=quiet, check=False, capture_output=True, timeout=INSTALL_WITHIN_S)
