"""Where the local cloud keeps its things."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
STATE_DIR_VARIABLE: Final = "VIDX_STATE_DIR"


@dataclass(frozen=True)
class Places:
    """The folders and files of one cloud; two clouds with different state folders do not meet."""

    state_dir: Path

    @property
    def logs(self) -> Path:
        return self.state_dir / "logs"

    @property
    def run(self) -> Path:
        """One lock file per running process, with its id."""
        return self.state_dir / "run"

    @property
    def emulator(self) -> Path:
        return self.state_dir / "emulator"

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
        """What clients need to know of the running cloud."""
        return self.state_dir / "cloud.json"

    @property
    def ports(self) -> Path:
        """The ports used last."""
        return self.state_dir / "ports.json"

    def make(self) -> None:
        for folder in (self.logs, self.run, self.emulator, self.tmp):
            folder.mkdir(parents=True, exist_ok=True)


def default_state_dir() -> Path:
    return Path(os.environ.get(STATE_DIR_VARIABLE) or ROOT / ".vidx").resolve()
