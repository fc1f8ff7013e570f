"""The program in FFmpeg's place sends itself the signal, once, and only as an encoder."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from testing.faults.ffmpeg_gate import READ_BYTES, FfmpegGate

ENCODER = ("-v", "error", "-f", "rawvideo", "-i", "pipe:0", "out.h264")
FRAMES = b"x" * (2 * READ_BYTES)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[FfmpegGate]:
    """A gate before `wc -c`, which counts what the encoder reads."""
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec wc -c\n")
    program.chmod(0o755)
    gate = FfmpegGate.build(tmp_path / "gate", program)
    yield gate
    gate.clear()


def run(gate: FfmpegGate, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([gate.program, *arguments], input=FRAMES, capture_output=True, env={}, check=False)


def test_without_an_order_it_is_ffmpeg(gate: FfmpegGate) -> None:
    assert int(run(gate, *ENCODER).stdout) == len(FRAMES)
    assert gate.pid() is None


def test_one_encoder_is_killed_after_its_first_frames(gate: FfmpegGate) -> None:
    gate.order(signal.SIGKILL)

    first, second = run(gate, *ENCODER), run(gate, *ENCODER)

    assert (first.returncode, first.stdout) == (-signal.SIGKILL, b"")
    assert int(second.stdout) == len(FRAMES)
    assert gate.pid() is not None


def test_other_runs_of_ffmpeg_leave_the_order(gate: FfmpegGate) -> None:
    gate.order(signal.SIGKILL)

    assert run(gate, "-i", "voice.wav", "voice.aac").returncode == 0
    assert gate.pid() is None
    assert run(gate, *ENCODER).returncode == -signal.SIGKILL


def test_a_stopped_encoder_is_ended_with_the_fault(gate: FfmpegGate) -> None:
    gate.order(signal.SIGSTOP)
    process = subprocess.Popen([gate.program, *ENCODER], stdin=subprocess.PIPE, env={})
    assert process.stdin is not None
    process.stdin.write(FRAMES[:READ_BYTES])
    process.stdin.flush()
    _, status = os.waitpid(process.pid, os.WUNTRACED)

    gate.clear()

    assert os.WIFSTOPPED(status)
    assert process.wait() == -signal.SIGKILL
    process.stdin.close()
