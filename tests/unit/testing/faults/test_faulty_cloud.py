import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from testing.faults.faulty_cloud import descendants, is_running, send_signal

PARENT = "import subprocess, sys; subprocess.run(['sleep', '60'])"


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[bytes]]:
    """A process with a child, `sleep`."""
    process = subprocess.Popen([sys.executable, "-c", PARENT])
    yield process
    process.kill()
    process.wait()


def test_children_of_children_are_descendants(parent: subprocess.Popen[bytes]) -> None:
    while not (children := descendants(parent.pid)):
        assert parent.poll() is None

    try:
        assert [child.command for child in children] == ["sleep 60"]
        assert children[0].pid in {each.pid for each in descendants(os.getpid())}
    finally:
        send_signal(children[0].pid, signal.SIGKILL)


def test_a_signal_to_a_process_that_has_ended_is_no_error(parent: subprocess.Popen[bytes]) -> None:
    parent.kill()
    parent.wait()

    send_signal(parent.pid, signal.SIGTERM)


def test_a_killed_process_runs_until_its_last_thread_has_ended(parent: subprocess.Popen[bytes]) -> None:
    assert is_running(parent.pid)
    send_signal(parent.pid, signal.SIGKILL)

    while is_running(parent.pid):
        pass

    assert parent.wait() == -signal.SIGKILL
