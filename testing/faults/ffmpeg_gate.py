"""A program in the place of FFmpeg that sends itself a signal on request, so that no test has to catch FFmpeg in time.

gate = FfmpegGate.build(folder, program)  # `gate.program` is the path to configure
gate.order(signal.SIGKILL)
... the next encoder reads `READ_BYTES` of its frames and is killed ...
assert gate.pid() is not None
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

READ_BYTES: Final = 400_000
"""What the encoder has read when the signal comes: two frames of a video of a quarter of its size."""
SCRIPT: Final = """#!/bin/sh
case "$*" in
*"-f rawvideo "*" pipe:0 "*)
    if mv "{order}" "{order}.$$" 2>/dev/null; then
        read -r signal < "{order}.$$"
        head -c {read_bytes} > /dev/null
        kill -s "$signal" $$
    fi
esac
exec "{program}" "$@"
"""
"""`mv` succeeds for one process only. A stopped process that goes on becomes FFmpeg."""


@dataclass(frozen=True)
class FfmpegGate:
    """The program and its orders.

    Attributes:
        program: path of the script.
    """

    program: Path

    @classmethod
    def build(cls, folder: Path, ffmpeg: Path) -> Self:
        """Write the script into `folder`, which is created."""
        folder.mkdir(parents=True, exist_ok=True)
        gate = cls(folder / "ffmpeg")
        gate.program.write_text(SCRIPT.format(order=gate._order, read_bytes=READ_BYTES, program=ffmpeg))
        gate.program.chmod(0o755)
        return gate

    @property
    def _order(self) -> Path:
        return self.program.with_name("order")

    def order(self, number: signal.Signals) -> None:
        """Let the next encoder send itself the signal."""
        self.clear()
        new = self.program.with_name("order-new")
        new.write_text(f"{number.name.removeprefix('SIG')}\n")
        new.rename(self._order)

    def clear(self) -> None:
        """Withdraw the order; end and forget the process that has followed the last one."""
        pid = self.pid()
        if pid is not None and str(self.program) in _command(pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for path in self.program.parent.glob("order*"):
            path.unlink(missing_ok=True)

    def pid(self) -> int | None:
        """Return the id of the process that has followed the order, or None."""
        return next((int(path.suffix[1:]) for path in self.program.parent.glob("order.*")), None)


def _command(pid: int) -> str:
    """Return the command line of a process; empty if there is none any more, or no /proc."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
