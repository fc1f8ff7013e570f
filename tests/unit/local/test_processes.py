"""Only the processes of the cloud are recognised or stopped, and only free ports are used."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.errors import PortBusy, StartFailed
from local.processes import FREE_PORTS, HOST, Service, choose_port, free_port, is_free

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
IGNORES_SIGTERM = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, flush=True); time.sleep(60)",
]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service("sleeper", tmp_path, tmp_path / "sleeper.log")
    yield service
    service.stop(timeout_s=0)


def output_of(service: Service) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if text := service.log.read_text(encoding="utf-8").strip():
            return text
        time.sleep(0.02)
    raise TimeoutError("no output")


def lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def start(service: Service, command: list[str]) -> int:
    return service.start(command, dict(os.environ), service.run_dir)


def test_a_started_process_is_running_until_it_is_stopped(service: Service) -> None:
    pid = start(service, SLEEP)

    assert service.pid() == pid
    assert service.stop(timeout_s=5)
    assert service.pid() is None


def test_second_start_is_refused_while_the_first_lives(service: Service) -> None:
    start(service, SLEEP)

    with pytest.raises(StartFailed, match="running already"):
        start(service, SLEEP)


def test_a_stale_process_id_is_not_a_running_process(service: Service) -> None:
    (service.run_dir / "sleeper.lock").write_text(str(os.getpid()), encoding="utf-8")

    assert service.pid() is None
    assert not service.stop(timeout_s=0)


def test_a_process_that_ignores_sigterm_is_killed(service: Service) -> None:
    pid = start(service, IGNORES_SIGTERM)
    output_of(service)

    service.stop(timeout_s=0.3)

    assert service.pid() is None
    assert not lives(pid)


def test_child_processes_end_with_their_parent(service: Service) -> None:
    start(service, PARENT)
    child = int(output_of(service))

    service.stop(timeout_s=5)

    deadline = time.monotonic() + 5
    while lives(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not lives(child)


def test_stopping_a_process_that_does_not_run_says_so(service: Service) -> None:
    assert not service.stop(timeout_s=0)


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_default_port_is_used_while_it_is_free() -> None:
    usual = free_port()

    assert choose_port(None, usual) == usual


def test_another_port_is_used_when_the_default_one_is_in_use(busy_port: int) -> None:
    port = choose_port(None, busy_port)

    assert port != busy_port
    assert is_free(port)


def test_a_requested_port_is_used_or_refused(busy_port: int) -> None:
    with pytest.raises(PortBusy, match=str(busy_port)):
        choose_port(busy_port, 0)


def test_no_outgoing_connection_can_take_a_free_port() -> None:
    """A server that restarts would not get its port back, and one that starts would find it taken."""
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        with socket.create_connection(server.getsockname()) as client, server.accept()[0]:
            taken: int = client.getsockname()[1]
            assert not is_free(taken)

    assert taken not in FREE_PORTS
    assert free_port() in FREE_PORTS


def test_port_zero_means_any_free_port() -> None:
    assert choose_port(None, 0) > 0
