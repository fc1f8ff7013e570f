"""Runs a function inside its image's file system in a box like Lambda's; Linux, as root.

    python -m local.images.box functions.tts.handler.lambda_handler

Read-only root, `/tmp` alone writable (on disk, as Lambda's), no `/dev/shm`, no HOME, another user, process ids of its
own, the memory limit of the function's setting and a processor quota of memory ÷ 1,769 MB. The local cloud's bootstrap
starts it in place of the function when `IMAGE_ROOTS` names the folder of root file systems. The peaks of memory and
`/tmp` are kept in `usage/` beside that folder. The size of `/tmp` is measured, not enforced.
"""

import ctypes
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
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
MB_PER_PROCESSOR: Final = 1769
PERIOD_US: Final = 100_000
USER: Final = 993
GROUP: Final = 990
POLL_INTERVAL_S: Final = 0.1
CGROUPS: Final = Path("/sys/fs/cgroup")
GROUPS: Final = "vidx-box-"
DEVICES: Final = ("null", "zero", "full", "random", "urandom")
NOT_IN_LAMBDA: Final = frozenset({
    "CODE_DIR", "FFMPEG_BIN", "FONTS_DIR", "HOME", "IMAGE_ROOTS", "IMAGE_TMP_MB", "LAMBDA_PYTHON", "LOGNAME",
    "MUSIC_DIR", "OLDPWD", "PWD", "PYTHONDONTWRITEBYTECODE", "SHELL", "TMPDIR", "USER", "VIDX_LOG_DIR", "VIRTUAL_ENV",
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
        self._groups = _groups(name, top)
        quota = max(1000, memory_mb * PERIOD_US // MB_PER_PROCESSOR)
        settings: Mapping[str, Mapping[str, object]]
        if _is_unified(top):
            settings = {"memory": {"memory.max": memory_mb << 20}, "cpu": {"cpu.max": f"{quota} {PERIOD_US}"}}
        else:
            processor = {"cpu.cfs_period_us": PERIOD_US, "cpu.cfs_quota_us": quota}
            settings = {"memory": {"memory.limit_in_bytes": memory_mb << 20}, "cpu": processor, "cpuacct": {}}
        for kind, group in self._groups.items():
            group.mkdir(parents=True, exist_ok=True)
            for file, value in settings[kind].items():
                (group / file).write_text(str(value))
            (group / "cgroup.procs").write_text(str(os.getpid()))

    def used_mb(self) -> int:
        """Return the memory in use now, without the copies of files that the kernel drops when memory is short."""
        group = self._groups["memory"]
        unified = (group / "memory.current").exists()
        used = int((group / ("memory.current" if unified else "memory.usage_in_bytes")).read_text())
        counts = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        prefix = "" if unified else "total_"
        return used - sum(int(counts[f"{prefix}{kind}_file"]) for kind in ("active", "inactive")) >> 20


def processor_seconds(name: str, top: Path = CGROUPS) -> float:
    """Return the processor time that the box of this name has taken, in seconds."""
    if _is_unified(top):
        counts = dict(line.split() for line in (_groups(name, top)["cpu"] / "cpu.stat").read_text().splitlines())
        return int(counts["usage_usec"]) / 1e6
    return int((_groups(name, top)["cpuacct"] / "cpuacct.usage").read_text()) / 1e9


def _is_unified(top: Path) -> bool:
    return (top / "cgroup.controllers").exists()


def _groups(name: str, top: Path) -> dict[str, Path]:
    """The box's control groups by what they limit or count."""
    if _is_unified(top):
        return {"memory": top / name, "cpu": top / name}
    return {kind: top / kind / name for kind in ("memory", "cpu", "cpuacct")}


def group_name(function: str, pid: int) -> str:
    """Name of the control group of the box that process `pid` runs."""
    return f"{GROUPS}{function}-{pid}"


def remove_leftovers(work: Path, top: Path = CGROUPS) -> None:
    """Take away what ended boxes leave behind: empty folders, the files of `/tmp`, and control groups."""
    for folder in work.glob("boxes/*"):
        folder.rmdir()
    shutil.rmtree(work / "tmp", ignore_errors=True)
    for group in (*top.glob(f"{GROUPS}*"), *top.glob(f"*/{GROUPS}*")):
        with suppress(OSError):  # of a box of another folder that runs
            group.rmdir()


def main() -> int:
    handler = sys.argv[1]
    function = handler.split(".")[1]
    roots = Path(os.environ["IMAGE_ROOTS"])
    name = f"{function}-{os.getpid()}"
    box, tmp = (roots.parent / kind / name for kind in ("boxes", "tmp"))
    box.mkdir(parents=True)
    tmp.mkdir(parents=True)
    tmp.chmod(0o1777)
    limits = Limits(group_name(function, os.getpid()), int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]))
    reading, writing = os.pipe()
    outer = os.fork()
    if outer == 0:
        _die_with_parent()
        _check(_libc.unshare(NEW_MOUNTS | NEW_PROCESSES), "unshare")
        inner = os.fork()
        if inner == 0:
            _die_with_parent()
            _enter((roots / function).resolve(), box, tmp)
            _become(handler)
        os.write(writing, str(inner).encode())
        os.close(writing)
        _, status = os.waitpid(inner, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    os.close(writing)
    inner = int(os.read(reading, 20))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os.kill(inner, signal.SIGKILL))
    usage = Usage(tmp, int(os.environ["IMAGE_TMP_MB"]), limits, roots.parent / "usage" / f"{name}.tsv")
    threading.Thread(target=usage.watch, daemon=True).start()
    _, status = os.waitpid(outer, 0)
    return os.waitstatus_to_exitcode(status) & 0xFF


@dataclass
class Usage:
    """Peaks of a box, written down again and again, since the emulator ends its functions without a warning.

    Attributes:
        tmp: the folder that the box has as its `/tmp`.
        tmp_limit_mb: size of `/tmp` by the function's setting.
        file: holds memory, its limit, `/tmp` and its limit, in MB.
    """

    tmp: Path
    tmp_limit_mb: int
    limits: Limits
    file: Path

    def watch(self) -> None:
        self.file.parent.mkdir(exist_ok=True)
        memory_mb = tmp_mb = 0
        while True:
            memory_mb, tmp_mb = max(memory_mb, self.limits.used_mb()), max(tmp_mb, size_mb(self.tmp))
            numbers = (memory_mb, self.limits.memory_mb, tmp_mb, self.tmp_limit_mb)
            fresh = self.file.with_suffix(".new")  # replaced in one step: the emulator may end the function at any time
            fresh.write_text("\t".join(map(str, numbers)) + "\n", encoding="utf-8")
            fresh.replace(self.file)
            time.sleep(POLL_INTERVAL_S)


def size_mb(folder: Path) -> int:
    """Return the disk space of all files in a folder, in MB, while other processes change them."""
    used = 0
    for parent, _, files in os.walk(folder):
        for name in files:
            with suppress(FileNotFoundError):
                used += os.lstat(Path(parent) / name).st_blocks * 512
    return used >> 20


def _enter(root: Path, box: Path, tmp: Path) -> None:
    """Make `root`, read-only but for `tmp`, the file system of this process and its children."""
    _mount(None, Path("/"), None, RECURSIVE | PRIVATE)
    _mount(str(root), box, None, BIND)
    _mount(str(tmp), box / "tmp", None, BIND)
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
