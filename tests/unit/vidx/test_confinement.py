"""A process that reads sellers' files has bounded resources, and no network where the system grants that."""

import json
import socket
import subprocess
import sys

import pytest

from vidx.confinement import MAX_OPEN_FILES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")

MEMORY_BYTES = 2 * 1024**3
PROGRAM = f"""
import json, resource, socket, sys
from vidx.confinement import confine
is_cut_off = confine({MEMORY_BYTES})
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5).close()
    connected = True
except OSError:
    connected = False
names = ("RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_CORE")
print(json.dumps([is_cut_off, connected, *(resource.getrlimit(getattr(resource, name)) for name in names)]))
"""


def test_a_confined_process_has_bounded_resources_and_no_network_where_that_is_granted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = [sys.executable, "-c", PROGRAM, str(server.getsockname()[1])]
        out = subprocess.run(program, check=True, capture_output=True, text=True).stdout

    is_cut_off, connected, memory, files, core = json.loads(out)
    assert connected != is_cut_off
    assert memory == [MEMORY_BYTES] * 2
    assert files[1] <= MAX_OPEN_FILES
    assert core == [0, 0]


def test_hidden_memory_is_not_readable_by_processes_of_the_same_user() -> None:
    program = (
        "import ctypes; from vidx.confinement import hide_memory; hide_memory(); "
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    )
    out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout

    assert out.strip() == "0"
