"""Running FFmpeg: arguments, environment, limits and errors. Shell scripts stand for FFmpeg."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

import pytest

import vidx.ffmpeg
from testing.clips import ffmpeg as ffmpeg_program
from testing.ffmpeg_script import ffmpeg_script
from vidx.errors import ProcessKilled, RenderFailed, RenderStalled
from vidx.ffmpeg import (
    PROGRESS,
    SAFE_INPUT,
    TIME_LIMIT_S,
    FFmpeg,
    FFmpegFailed,
    FFmpegStalled,
    FFmpegTooSlow,
    cpu_count,
    last_lines,
    use_one_processor,
)

PID: Final = "pid.txt"
SLEEP: Final = f"echo $$ > {PID}; exec sleep 600"
"""Writes the process id, then waits for longer than any test."""
SHELL_VARIABLES: Final = frozenset({"PWD", "OLDPWD", "SHLVL", "_"})
"""Variables that a shell sets itself."""


def ignore(_frame: bytes) -> None: ...


def process_id(folder: Path) -> int:
    """Wait until the script has written its process id, and return it."""
    while not (folder / PID).exists() or not (folder / PID).read_text().strip():
        time.sleep(0.01)
    return int((folder / PID).read_text())


def assert_ended(pid: int) -> None:
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.fixture
def limit_after_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time limit pass as soon as the script has written its process id."""

    class TimerAfterStart(threading.Thread):
        def __init__(self, seconds: float, function: Callable[[], None]) -> None:
            super().__init__(daemon=True)
            assert seconds == TIME_LIMIT_S
            self._function = function

        def run(self) -> None:
            process_id(tmp_path)
            self._function()

        def cancel(self) -> None: ...

    monkeypatch.setattr(vidx.ffmpeg, "Timer", TimerAfterStart)


def test_arguments_follow_the_options_that_every_run_has(tmp_path: Path) -> None:
    ffmpeg = ffmpeg_script(tmp_path, 'for argument; do echo "$argument" >&2; done')

    log = ffmpeg.run(*SAFE_INPUT, "a b.mp4", "-map", "0:v", "out.mp4")

    assert log.splitlines() == [
        "-hide_banner", "-nostdin", "-nostats", "-v", "info", "-y",
        *PROGRESS, "-protocol_whitelist", "file,pipe", "-i", "a b.mp4", "-map", "0:v", "out.mp4",
    ]  # fmt: skip


def test_the_log_level_can_be_chosen(tmp_path: Path) -> None:
    ffmpeg = ffmpeg_script(tmp_path, 'echo "$5" >&2')

    assert ffmpeg.read_frames((), 1, ignore, level="error") == "error\n"


def test_ffmpeg_works_in_its_folder_and_sees_no_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    ffmpeg = ffmpeg_script(tmp_path, "pwd > pwd.txt; /usr/bin/env > env.txt")

    ffmpeg.run()

    assert Path((tmp_path / "pwd.txt").read_text().strip()).samefile(tmp_path)
    names = {line.partition("=")[0] for line in (tmp_path / "env.txt").read_text().splitlines()}
    assert names - SHELL_VARIABLES == set(ffmpeg.environment) == {"FONTCONFIG_FILE", "HOME", "LC_ALL"}


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param(
            "echo first >&2; echo 'No space left on device' >&2; exit 3", r"^first \| No space left", id="log"
        ),
        pytest.param("exit 1", "^no message$", id="no log"),
        pytest.param("seq 9 >&2; exit 1", r"^6 \| 7 \| 8 \| 9$", id="long log"),
        pytest.param("echo 'before its crash' >&2; kill -SEGV $$", "^before its crash$", id="crash"),
        pytest.param(r"printf '\377\n' >&2; exit 1", "^\N{REPLACEMENT CHARACTER}$", id="log that is not UTF-8"),
    ],
)
def test_a_failure_is_an_error_with_the_end_of_the_log(tmp_path: Path, script: str, message: str) -> None:
    with pytest.raises(FFmpegFailed, match=message):
        ffmpeg_script(tmp_path, script).read_frames((), 1, ignore)


@pytest.mark.parametrize("before", ["", "head -c 1000 > /dev/null;", "printf x;"], ids=["at once", "input", "output"])
def test_a_killed_ffmpeg_is_not_taken_for_one_that_fails(tmp_path: Path, before: str) -> None:
    killed = ffmpeg_script(tmp_path, f"{before} kill -KILL $$")

    with pytest.raises(ProcessKilled):
        killed.read_frames((), 1, ignore, stdin=bytes(1 << 20))
    with pytest.raises(ProcessKilled):
        ffmpeg_script(tmp_path, "kill -KILL $$").run()


def test_a_failure_on_our_own_files_is_a_failed_render(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed, match=r"^FFmpeg failed: Invalid data$"):
        ffmpeg_script(tmp_path, "echo 'Invalid data' >&2; exit 1").run()


@pytest.mark.usefixtures("limit_after_start")
def test_ffmpeg_is_killed_at_the_time_limit(tmp_path: Path) -> None:
    with pytest.raises(FFmpegTooSlow, match=f"^FFmpeg took longer than {TIME_LIMIT_S} s$"):
        ffmpeg_script(tmp_path, SLEEP).read_frames((), 1, ignore)

    assert_ended(process_id(tmp_path))


@pytest.mark.usefixtures("limit_after_start")
def test_the_time_limit_on_our_own_files_is_a_failed_render(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed, match=f"^FFmpeg took longer than {TIME_LIMIT_S} s$"):
        ffmpeg_script(tmp_path, SLEEP).run()

    assert_ended(process_id(tmp_path))


def test_an_error_of_the_frames_receiver_kills_ffmpeg(tmp_path: Path) -> None:
    def refuse(_: bytes) -> None:
        raise ValueError("not this frame")

    with pytest.raises(ValueError, match="not this frame"):
        ffmpeg_script(tmp_path, f"echo $$ > {PID}; exec cat /dev/zero").read_frames((), 100, refuse)

    assert_ended(process_id(tmp_path))


def test_standard_output_is_read_frame_by_frame_and_an_incomplete_frame_is_dropped(tmp_path: Path) -> None:
    frames: list[bytes] = []

    ffmpeg_script(tmp_path, "printf abcdefgh").read_frames((), 3, frames.append)

    assert frames == [b"abc", b"def"]


def test_standard_input_is_written_whole(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4096  # 1 MiB, more than a pipe holds

    ffmpeg_script(tmp_path, "cat > input.bin").read_frames((), 1, ignore, stdin=data)

    assert (tmp_path / "input.bin").read_bytes() == data


@pytest.mark.parametrize("code", [0, 1])
def test_ffmpeg_may_end_before_it_has_read_its_input(tmp_path: Path, code: int) -> None:
    ffmpeg = ffmpeg_script(tmp_path, f"echo 'unknown format' >&2; exit {code}")

    if code:
        with pytest.raises(FFmpegFailed, match=r"^unknown format$"):
            ffmpeg.read_frames((), 1, ignore, stdin=bytes(1 << 20))
    else:
        assert ffmpeg.read_frames((), 1, ignore, stdin=bytes(1 << 20)) == "unknown format\n"


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(lambda ffmpeg, _: ffmpeg.run("-version"), id="run"),
        pytest.param(lambda ffmpeg, _: ffmpeg.read_frames(("-version",), 1, ignore), id="read_frames"),
        pytest.param(lambda ffmpeg, _: ffmpeg.start_decoder(("-version",)), id="start_decoder"),
        pytest.param(lambda ffmpeg, log: ffmpeg.start_encoder(("-version",), log), id="start_encoder"),
    ],
)
def test_a_missing_program_is_a_failed_render(tmp_path: Path, start: Callable[[FFmpeg, IO[bytes]], object]) -> None:
    ffmpeg = FFmpeg(tmp_path / "missing", tmp_path)

    with (
        (tmp_path / "log.txt").open("wb") as log,
        pytest.raises(RenderFailed, match=r"^FFmpeg cannot be started: No such file or directory$"),
    ):
        start(ffmpeg, log)


def test_a_decoder_has_its_output_in_a_pipe_and_no_input(tmp_path: Path) -> None:
    process = ffmpeg_script(tmp_path, 'echo "$5"; cat; echo "a warning" >&2').start_decoder(())

    assert process.stdin is None
    output, _ = process.communicate()
    assert output == b"quiet\n"


def test_an_encoder_has_its_input_in_a_pipe_and_its_errors_in_a_file(tmp_path: Path) -> None:
    with (tmp_path / "log.txt").open("wb") as log:
        process = ffmpeg_script(tmp_path, 'echo "$5" >&2; cat > input.bin; echo output').start_encoder((), log)

    assert process.stdout is None
    process.communicate(b"frames")
    assert (tmp_path / "input.bin").read_bytes() == b"frames"
    assert (tmp_path / "log.txt").read_bytes() == b"error\n"


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="this system limits no other process")
def test_the_address_space_is_limited_for_files_from_outside(tmp_path: Path) -> None:
    wait_for_limit = 'while [ "$(ulimit -v)" = unlimited ]; do :; done'
    ffmpeg = ffmpeg_script(tmp_path, f"{wait_for_limit}; ulimit -v > limit.txt", memory_bytes=256 << 20)

    ffmpeg.run()

    assert int((tmp_path / "limit.txt").read_text()) == (256 << 20) // 1024  # in KiB


@pytest.mark.parametrize(
    ("log", "lines"),
    [
        ("\n".join(str(number) for number in range(9)), "5 | 6 | 7 | 8"),
        (" one \n\n two\n", "one | two"),
        ("[h264 @ 0x55d0c2a8] no frame!", "[h264] no frame!"),
        (" \n", "no message"),
        ("", "no message"),
    ],
)
def test_the_last_lines_of_a_log_become_one_line(log: str, lines: str) -> None:
    assert last_lines(log) == lines


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system binds no thread")
def test_one_thread_is_bound_to_one_processor() -> None:
    before = os.sched_getaffinity(0)
    bound: list[tuple[set[int], int]] = []

    def bind() -> None:
        use_one_processor()
        bound.append((os.sched_getaffinity(0), cpu_count()))

    thread = threading.Thread(target=bind)
    thread.start()
    thread.join()

    assert bound == [({max(before)}, 1)]
    assert os.sched_getaffinity(0) == before
    assert cpu_count() == len(before)


REPORT: Final = 'printf "frame=%s\\nspeed=%s\\nprogress=continue\\n"'
LOOP: Final = "i=0; while [ $i -lt {rounds} ]; do i=$((i + 1)); {body}; sleep 0.02; done"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("kill -STOP $$", id="stopped at once"),
        pytest.param(f"{REPORT} 1 1; kill -STOP $$", id="stopped after some progress"),
        pytest.param(LOOP.format(rounds=10_000, body=f"{REPORT} 7 $i"), id="reports the same frame"),
        pytest.param("exec 1>&-; exec sleep 600", id="closes its output and stays"),
    ],
)
def test_a_run_that_makes_no_progress_is_ended(tmp_path: Path, script: str) -> None:
    stalled = replace(ffmpeg_script(tmp_path, f"echo $$ > {PID}; {script}"), stall_s=0.5)

    with pytest.raises(RenderStalled):
        stalled.run("-i", "voice.wav")

    assert_ended(process_id(tmp_path))


def test_a_run_that_makes_progress_may_take_longer_than_a_stall(tmp_path: Path) -> None:
    slow = replace(ffmpeg_script(tmp_path, LOOP.format(rounds=30, body=f"{REPORT} $i 1")), stall_s=0.4)

    assert slow.run("-i", "voice.wav") == ""


def test_an_input_that_is_not_read_is_noticed(tmp_path: Path) -> None:
    stopped = replace(ffmpeg_script(tmp_path, "head -c 1000 > /dev/null; kill -STOP $$"), stall_s=0.5)

    with pytest.raises(FFmpegStalled, match="read nothing"):
        stopped.read_frames((), 1, ignore, stdin=bytes(1 << 20))


def test_ffmpeg_itself_reports_while_it_hangs(tmp_path: Path) -> None:
    """It waits for an input that never comes, and goes on reporting: only the reports' content tells."""
    os.mkfifo(tmp_path / "in.raw")
    ffmpeg = FFmpeg(Path(ffmpeg_program()), tmp_path, stall_s=2.5)
    writer = os.open(tmp_path / "in.raw", os.O_RDWR)
    os.write(writer, bytes(48_000))
    try:
        with pytest.raises(RenderStalled, match="made no progress"):
            ffmpeg.run("-f", "s16le", *SAFE_INPUT, "in.raw", "-f", "null", "-")
    finally:
        os.close(writer)


def test_ffmpeg_knows_the_options_by_which_it_reports_progress() -> None:
    silence = ("-f", "lavfi", "-i", "anullsrc=duration=1", "-f", "null", "-")

    output = subprocess.run([ffmpeg_program(), "-v", "error", *PROGRESS, *silence], capture_output=True, check=True)

    assert b"progress=end" in output.stdout
