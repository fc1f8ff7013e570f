"""The cloud's own processes: start and stop them, and no others; and free ports to listen on.

A process holds a lock on its file in the run folder for as long as it lives. So a stale file, or a process id that the
system has reused, is never mistaken for it.
"""

import fcntl
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.errors import PortBusy, StartFailed

POLL_INTERVAL_S: Final = 0.05
KILL_TIMEOUT_S: Final = 5.0
TAIL_LINES: Final = 15
_children: Final[dict[int, subprocess.Popen[bytes]]] = {}
"""Processes that this one has started; others belong to an earlier run."""


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
        """Start it in a session of its own and return its process id.

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
        """Return the process id, or None when it does not run."""
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

    def stop(self, timeout_s: float) -> bool:
        """Terminate it and its children, and kill them after `timeout_s`; return False when it did not run."""
        pid = self.pid()
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        self._wait_for_exit(pid, timeout_s)
        _kill_session(pid)
        self._wait_for_exit(pid, KILL_TIMEOUT_S)
        return True

    def _wait_for_exit(self, pid: int, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while self.pid() is not None and time.monotonic() < deadline:
            _reap(pid)
            time.sleep(POLL_INTERVAL_S)
        _reap(pid)

    def tail(self) -> str:
        """Return the last lines of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


def _reap(pid: int) -> None:
    """Collect the exit status of a child process, so that it does not stay as a zombie."""
    child = _children.get(pid)
    if child is not None and child.poll() is not None:
        del _children[pid]


def _kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nothing of the session is left


HOST: Final = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


FREE_PORTS: Final = range(20_000, 32_000)
"""Below the ports that Linux gives to outgoing connections, from 32768 on. Otherwise a connection could take the port
of a server before it starts or while it restarts, and keep it for a minute after its own end."""


def free_port() -> int:
    """Return a port on which nobody listens.

    Raises:
        PortBusy: there is none.
    """
    for port in random.sample(FREE_PORTS, len(FREE_PORTS)):
        if is_free(port):
            return port
    raise PortBusy(f"all ports from {FREE_PORTS.start} to {FREE_PORTS.stop - 1} are taken by other programs")


def choose_port(requested: int | None, preferred: int) -> int:
    """Return the requested port, else the preferred one if it is free, else any free one.

    Raises:
        PortBusy: the requested port is taken.
    """
    if requested is not None:
        if not is_free(requested):
            raise PortBusy(f"port {requested} is taken by another program; choose another one, or none")
        return requested
    return preferred if preferred and is_free(preferred) else free_port()
