"""Bounds for a child process that reads sellers' files, of what Linux grants without privileges.

AWS Lambda grants no privileges: seccomp filters and new namespaces are refused there, so a child has the network that
its function has. What it does not have there are credentials (`hide_memory`, and an environment of its own).
"""

import ctypes
import os
import resource
import sys
from collections.abc import Sequence
from typing import Final

PR_SET_DUMPABLE: Final = 4
PR_SET_NO_NEW_PRIVS: Final = 38
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
MAX_OPEN_FILES: Final = 64
MAX_FILE_BYTES: Final = 256 * 1024 * 1024


def hide_memory() -> None:
    """Keep child processes of the same user from reading this process's memory and environment under `/proc`.

    Without this an empty environment of a child is of little use: `/proc/{parent}/environ` has the credentials. A user
    with CAP_SYS_PTRACE, such as root on a developer's machine, can read them all the same.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def limits_of(memory_bytes: int) -> Sequence[tuple[int, int]]:
    """Return resource limits, as `resource` names them, and their values for a process that reads sellers' files."""
    return (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    )


def confine(memory_bytes: int) -> bool:
    """Bound this process and all that it starts; return whether it is cut off from the network.

    It has an own user namespace and an empty network namespace where the system grants them, as desktop Linux does. The
    number of processes is not bounded: the system counts those of all programs of the user.

    Args:
        memory_bytes: largest address space.
    """
    for limit, most in limits_of(memory_bytes):
        _, highest = resource.getrlimit(limit)
        bound = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(limit, (bound, bound))
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def allow_cpu_s(seconds: int) -> None:
    """Let this process use the processor for so many seconds from now; then the system ends it with SIGXCPU."""
    times = os.times()
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(times.user + times.system) + 1 + seconds, highest))
