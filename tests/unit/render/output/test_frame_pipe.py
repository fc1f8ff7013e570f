"""Sending frames to another process."""

import errno
import hashlib
import os
import subprocess
import sys
from threading import Thread
from types import SimpleNamespace

import numpy as np
import pytest

from functions.render.output import frame_pipe
from functions.render.output.frame_pipe import FRAMES_AHEAD, FramePipe, Send, vmsplice_write
from testing.clock import FixedClock
from vidx.ffmpeg import STALL_S

SLOW_READER = """
import hashlib, sys, time
sums = hashlib.sha256()
while piece := sys.stdin.buffer.read1(50_000):
    sums.update(piece)
    time.sleep(0.0005)
print(sums.hexdigest())
"""


def refuse(_: int, __: int, ___: int) -> int:
    raise OSError(errno.ENOSYS, "no such call")


def transfer_frames(frame_bytes: int, frames: int, send: Send) -> tuple[str, str]:
    """Return checksums of the drawn frames and of the bytes that a slow reader receives."""
    reader = subprocess.Popen(
        [sys.executable, "-c", SLOW_READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    assert reader.stdin is not None
    pipe = FramePipe(reader.stdin, frame_bytes, send)
    rng = np.random.default_rng(0)
    sums = hashlib.sha256()
    for _ in range(frames):
        buffer = pipe.acquire(lambda: None)
        buffer.pixels[:] = rng.integers(0, 256, frame_bytes, np.uint8)
        sums.update(buffer.read_only.data)
        pipe.send(buffer)
    pipe.finish()
    assert reader.stdout is not None
    received = reader.stdout.read().decode().strip()
    reader.stdout.close()
    reader.wait()
    pipe.join()
    return sums.hexdigest(), received


@pytest.mark.parametrize("send", [vmsplice_write, refuse], ids=["vmsplice", "write"])
@pytest.mark.parametrize(("frame_bytes", "frames"), [(3_110_400, 12), (194_400, 60), (10_007, 400)])
def test_a_slow_reader_gets_every_frame_as_it_was_drawn(frame_bytes: int, frames: int, send: Send) -> None:
    drawn, read = transfer_frames(frame_bytes, frames, send)

    assert read == drawn


def test_a_reader_that_has_ended_breaks_the_pipe() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    pipe = FramePipe(os.fdopen(write_end, "wb", buffering=0), 100_000)

    pipe.send(pipe.acquire(lambda: None))
    pipe.finish()
    pipe.join()

    assert pipe.broken


def test_time_that_a_report_takes_is_not_taken_for_a_stall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader gets on while a report waits for a table that hangs."""
    read_end, write_end = os.pipe()
    clock = FixedClock()
    monkeypatch.setattr(frame_pipe, "time", SimpleNamespace(monotonic=clock.monotonic_s))
    pipe = FramePipe(os.fdopen(write_end, "wb", 0), 1_000_000, refuse)
    reports: list[int] = []

    def report() -> None:
        clock.pass_by(2 * STALL_S)
        reports.append(sum(len(os.read(read_end, 100_000)) for _ in range(30)))

    for _ in range(3 * FRAMES_AHEAD):
        pipe.send(pipe.acquire(report))
    finished = Thread(target=lambda: [None for _ in iter(lambda: os.read(read_end, 100_000), b"")])
    finished.start()
    pipe.finish()
    pipe.join()
    finished.join()
    os.close(read_end)

    assert reports
