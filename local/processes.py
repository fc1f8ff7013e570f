"""Starting and stopping the cloud's own processes, and no others.

A process holds a lock on its file in the run folder for as long as it lives; so a stale file, or an id that the system
has given to somebody else meanwhile, is never mistaken for it.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.errors import StartFailed

LOOK_EVERY_S: Final = 0.05
KILLED_WITHIN_S: Final = 5.0
TAIL_LINES: Final = 15
_children: Final[dict[int, subprocess.Popen[bytes]]] = {}
"""Processes that this one has started; others are a former run's."""


@dataclass(frozen=True)
class Service:
    """A named background process with its own log file."""

    name: str
    run_dir: Path
    log: Path

    @property
    def _lock(self) -> Path:
        return self.run_dir / f"{self.name}.lock"

    def start(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> int:
        """Start it in a session of its own; returns its process id.

        Raises:
            StartFailed: it is running already.
        """
        lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StartFailed(f"the {self.name} of this cloud is running already") from error
            with self.log.open("ab") as log:
                process = subprocess.Popen(
                    command,
                    env=dict(env),
                    cwd=cwd,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    pass_fds=[lock],
                )
            _children[process.pid] = process
            os.ftruncate(lock, 0)
            os.write(lock, str(process.pid).encode())
            return process.pid
        finally:
            os.close(lock)

    def pid(self) -> int | None:
        """Process id while it lives."""
        try:
            lock = os.open(self._lock, os.O_RDWR)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(os.read(lock, 32) or b"0") or None
        else:
            return None
        finally:
            os.close(lock)

    def stop(self, patience_s: float) -> bool:
        """End it and everything it started: politely, and after `patience_s` by force. False if it was not running."""
        pid = self.pid()
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        self._await_end(pid, patience_s)
        _kill_session(pid)
        self._await_end(pid, KILLED_WITHIN_S)
        return True

    def _await_end(self, pid: int, within_s: float) -> None:
        deadline = time.monotonic() + within_s
        while self.pid() is not None and time.monotonic() < deadline:
            _reap(pid)
            time.sleep(LOOK_EVERY_S)
        _reap(pid)

    def tail(self) -> str:
        """The last lines of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


def _reap(pid: int) -> None:
    """Collect the process if it is a child of ours, so that it does not stay behind as a zombie."""
    child = _children.get(pid)
    if child is not None and child.poll() is not None:
        del _children[pid]


def _kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nothing of the session is left
