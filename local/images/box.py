"""Runs a function inside its image's file system in a box like Lambda's; Linux, as root.

    python -m local.images.box functions.tts.handler.lambda_handler

Read-only root, `/tmp` alone writable (512 MB, in memory), no `/dev/shm`, no HOME, another user, process ids of its
own, the memory limit of the function's setting and a processor quota of memory ÷ 1,769 MB. The local cloud's bootstrap
starts it in place of the function when `IMAGE_ROOTS` names the folder of root file systems. The peaks of
memory and `/tmp` are kept in `usage/` beside that folder.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NEW_MOUNTS: Final = 0x00020000
NEW_PROCESSES: Final = 0x20000000
READ_ONLY: Final = 1
REMOUNT: Final = 32
BIND: Final = 4096
RECURSIVE: Final = 16384
PRIVATE: Final = 1 << 18
DIE_WITH_PARENT: Final = 1
"""Flags of mount(2), unshare(2) and prctl(2)."""
TMP_MB: Final = 512
MB_PER_PROCESSOR: Final = 1769
PERIOD_US: Final = 100_000
USER: Final = 993
GROUP: Final = 990
POLL_INTERVAL_S: Final = 0.3
CGROUPS: Final = Path("/sys/fs/cgroup")
GROUPS: Final = "vidx-box-"
DEVICES: Final = ("null", "zero", "full", "random", "urandom")
NOT_IN_LAMBDA: Final = frozenset({
    "CODE_DIR", "FFMPEG_BIN", "FONTS_DIR", "HOME", "IMAGE_ROOTS", "LAMBDA_PYTHON", "LOGNAME", "MUSIC_DIR", "OLDPWD",
    "PWD", "PYTHONDONTWRITEBYTECODE", "SHELL", "TMPDIR", "USER", "VIDX_LOG_DIR", "VIRTUAL_ENV",
})  # fmt: skip
"""What the local cloud tells its functions and Lambda does not."""
LAMBDA: Final = {
    "LAMBDA_TASK_ROOT": "/var/task",
    "LAMBDA_RUNTIME_DIR": "/var/runtime",
    "LANG": "en_US.UTF-8",
    "LD_LIBRARY_PATH": "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/task:/opt/lib",
    "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin",
    "PYTHONPATH": "/opt/python",
    "TZ": ":UTC",
}
_libc: Final = ctypes.CDLL(None, use_errno=True)


class Limits:
    """A control group of this box under `top`, of version 1 or 2, whichever the system has."""

    def __init__(self, name: str, memory_mb: int, top: Path = CGROUPS) -> None:
        self.memory_mb = memory_mb
        quota = max(1000, memory_mb * PERIOD_US // MB_PER_PROCESSOR)
        if (top / "cgroup.controllers").exists():
            self._memory = top / name
            self._peak = "memory.peak"
            settings = {self._memory: {"memory.max": str(memory_mb << 20), "cpu.max": f"{quota} {PERIOD_US}"}}
        else:
            self._memory = top / "memory" / name
            self._peak = "memory.max_usage_in_bytes"
            processor = {"cpu.cfs_period_us": str(PERIOD_US), "cpu.cfs_quota_us": str(quota)}
            settings = {
                self._memory: {"memory.limit_in_bytes": str(memory_mb << 20)},
                top / "cpu" / name: processor,
            }
        for group, values in settings.items():
            group.mkdir(exist_ok=True)
            for file, value in values.items():
                (group / file).write_text(value)
            (group / "cgroup.procs").write_text(str(os.getpid()))

    def peak_mb(self) -> int:
        return int((self._memory / self._peak).read_text()) >> 20


def remove_leftovers(work: Path, top: Path = CGROUPS) -> None:
    """Take away what ended boxes leave behind: empty folders and control groups."""
    for folder in work.glob("boxes/*"):
        folder.rmdir()
    for group in (*top.glob(f"{GROUPS}*"), *top.glob(f"*/{GROUPS}*")):
        group.rmdir()


def main() -> int:
    handler = sys.argv[1]
    function = handler.split(".")[1]
    roots = Path(os.environ["IMAGE_ROOTS"])
    memory_mb = int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"])
    box = roots.parent / "boxes" / f"{function}-{os.getpid()}"
    box.mkdir(parents=True)
    limits = Limits(f"{GROUPS}{function}-{os.getpid()}", memory_mb)
    reading, writing = os.pipe()
    outer = os.fork()
    if outer == 0:
        _die_with_parent()
        _check(_libc.unshare(NEW_MOUNTS | NEW_PROCESSES), "unshare")
        inner = os.fork()
        if inner == 0:
            _die_with_parent()
            _enter((roots / function).resolve(), box)
            _become(handler)
        os.write(writing, str(inner).encode())
        os.close(writing)
        _, status = os.waitpid(inner, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    os.close(writing)
    inner = int(os.read(reading, 20))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os.kill(inner, signal.SIGKILL))
    usage = Usage(f"/proc/{inner}/root/tmp", limits, roots.parent / "usage" / f"{function}-{os.getpid()}.tsv")
    threading.Thread(target=usage.watch, daemon=True).start()
    _, status = os.waitpid(outer, 0)
    return os.waitstatus_to_exitcode(status) & 0xFF


@dataclass
class Usage:
    """Peaks of a box, written down again and again, since the emulator ends its functions without a warning.

    Attributes:
        tmp: the box's `/tmp`, as it is reached from outside.
        file: holds memory, its limit and `/tmp`, in MB.
    """

    tmp: str
    limits: Limits
    file: Path

    def watch(self) -> None:
        self.file.parent.mkdir(exist_ok=True)
        tmp_mb = 0
        while True:
            try:
                state = os.statvfs(self.tmp)
            except OSError:
                return  # the box has ended
            if (
                state.f_blocks * state.f_frsize == TMP_MB << 20
            ):  # before the box is entered it is the machine's own /tmp
                tmp_mb = max(tmp_mb, (state.f_blocks - state.f_bfree) * state.f_frsize >> 20)
            fresh = self.file.with_suffix(".new")  # replaced in one step: the emulator may end the function at any time
            fresh.write_text(f"{self.limits.peak_mb()}\t{self.limits.memory_mb}\t{tmp_mb}\n", encoding="utf-8")
            fresh.replace(self.file)
            time.sleep(POLL_INTERVAL_S)


def _enter(root: Path, box: Path) -> None:
    """Make `root`, read-only, the file system of this process and its children."""
    _mount(None, Path("/"), None, RECURSIVE | PRIVATE)
    _mount(str(root), box, None, BIND)
    _mount("tmpfs", box / "tmp", "tmpfs", 0, f"size={TMP_MB}m,mode=1777")
    _mount("tmpfs", box / "dev", "tmpfs", 0, "size=64k,mode=755")
    for name in DEVICES:
        (box / "dev" / name).touch()
        _mount(f"/dev/{name}", box / "dev" / name, None, BIND)
    for link, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        (box / "dev" / link).symlink_to(f"/proc/self/fd{target}")
    _mount("proc", box / "proc", "proc", 0)
    _mount(None, box, None, REMOUNT | BIND | READ_ONLY)
    _mount(None, box / "dev", None, REMOUNT | READ_ONLY)
    os.chroot(box)
    os.chdir("/var/task")


def _become(handler: str) -> None:
    os.setgroups([])
    os.setgid(GROUP)
    os.setuid(USER)
    python, environment = "/var/lang/bin/python", environment_in_lambda(os.environ)
    os.execve(python, [python, "-m", "awslambdaric", handler], environment)  # noqa: S606  # no shell is wanted


def environment_in_lambda(environment: Mapping[str, str]) -> dict[str, str]:
    """Return a function's environment: its settings and Lambda's variables, without those of the local cloud."""
    inherited = {
        name: value for name, value in environment.items() if name not in NOT_IN_LAMBDA and not name.startswith("PIP_")
    }
    return {**inherited, **LAMBDA}


def _die_with_parent() -> None:
    _libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _mount(source: str | None, target: Path, kind: str | None, flags: int, data: str | None = None) -> None:
    words = [None if word is None else word.encode() for word in (source, str(target), kind, data)]
    _check(_libc.mount(words[0], words[1], words[2], flags, words[3]), f"mount {target}")


def _check(result: int, what: str) -> None:
    if result:
        raise OSError(ctypes.get_errno(), what)


if __name__ == "__main__":
    sys.exit(main())
