"""Folders and files of the local cloud."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
STATE_DIR_VARIABLE: Final = "VIDX_STATE_DIR"


@dataclass(frozen=True)
class StatePaths:
    """Paths of one cloud. Clouds with different state folders have no file in common."""

    state_dir: Path

    @property
    def logs(self) -> Path:
        return self.state_dir / "logs"

    @property
    def run(self) -> Path:
        """Holds one lock file per running process, with its id."""
        return self.state_dir / "run"

    @property
    def emulator(self) -> Path:
        return self.state_dir / "emulator"

    @property
    def code_stamps(self) -> Path:
        """One stamp file per function, touched when its code changes (`local/runtime/code_watch.py`)."""
        return self.state_dir / "code"

    @property
    def tmp(self) -> Path:
        return self.state_dir / "tmp"

    @property
    def cdk_out(self) -> Path:
        return self.state_dir / "cdk.out"

    @property
    def outputs(self) -> Path:
        return self.state_dir / "outputs.json"

    @property
    def cloud(self) -> Path:
        """Describes the running cloud to its clients. Read by `cli/config.py`, which repeats its name."""
        return self.state_dir / "cloud.json"

    @property
    def ports(self) -> Path:
        """The ports of the last start."""
        return self.state_dir / "ports.json"

    def create(self) -> None:
        for folder in (self.logs, self.run, self.emulator, self.tmp, self.code_stamps):
            folder.mkdir(parents=True, exist_ok=True)


def default_state_dir() -> Path:
    return Path(os.environ.get(STATE_DIR_VARIABLE) or ROOT / ".vidx").resolve()
