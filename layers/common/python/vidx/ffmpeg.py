"""FFmpeg as a child process: local files only, no credentials in its environment, bounded time and memory.

FFmpeg itself is a program in the images of the photos and render functions, see `layers/ffmpeg`.
"""

import os
import re
import resource
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import IO, Final

from vidx.confinement import limits_of
from vidx.errors import ProcessKilled, RenderFailed, RenderStalled

TIME_LIMIT_S: Final = 120
STALL_S: Final = 20.0
"""Time without progress after which FFmpeg counts as stalled. Default of the setting `ffmpeg_stall_s`."""
PROGRESS: Final = ("-progress", "pipe:1", "-stats_period", "1")
"""FFmpeg reports its progress on standard output once a second."""
_PROGRESS_END: Final = re.compile(rb"^progress=.*\n", re.MULTILINE)
_PROGRESS_FACTS: Final = re.compile(rb"^(?:frame|out_time_us|total_size)=.*$", re.MULTILINE)
"""Values of a report that change only if FFmpeg makes progress. Its speed changes with the clock, too."""
LAST_LINES: Final = 4
PIPE_BYTES: Final = 1 << 20
LOCAL_ONLY: Final = ("-protocol_whitelist", "file,pipe")
SAFE_INPUT: Final = (*LOCAL_ONLY, "-i")
UPLOAD_MEMORY_BYTES: Final = 3 * 1024**3
"""Address space for reading sellers' files; in AWS the function's own memory is the tighter bound."""
UPLOAD_THREADS: Final = 2
FONT_CONFIG: Final = "fonts.conf"
"""File name of the font configuration in FFmpeg's folder."""
_ADDRESS: Final = re.compile(r" @ 0x[0-9a-f]+")


class FFmpegFailed(Exception):
    """FFmpeg cannot read its input, or not within the limits."""


class FFmpegTooSlow(FFmpegFailed):
    """FFmpeg was stopped after `TIME_LIMIT_S`."""


class FFmpegStalled(FFmpegTooSlow):
    """FFmpeg was stopped because it made no progress for a while."""


def check_not_killed(exit_code: int) -> None:
    """Raise `ProcessKilled` if FFmpeg was killed from outside, as Linux does when memory runs out.

    None of FFmpeg's limits kills it, so neither does a file that a seller has uploaded.
    """
    if exit_code == -signal.SIGKILL:
        raise ProcessKilled("FFmpeg was killed")


def cpu_count() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def use_one_processor() -> None:
    """Bind this thread, and every FFmpeg process that it starts, to one processor where the system supports it.

    FFmpeg uses a thread for each decoder, filter and encoder. With audio each has little to do, and waking threads up
    on other processors takes a sixth of the time.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def last_lines(log: str) -> str:
    """Return the last lines of FFmpeg's log as one line, without memory addresses, for an error message."""
    lines = [_ADDRESS.sub("", line.strip()) for line in log.splitlines() if line.strip()]
    return " | ".join(lines[-LAST_LINES:]) or "no message"


def read_frame(pipe: int, target: memoryview, stall_s: float) -> bool:
    """Fill `target` from FFmpeg's output; return whether there was enough of it.

    Raises:
        FFmpegStalled: FFmpeg writes nothing for `stall_s` seconds.
    """
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    rest = target
    while rest:
        if not poll.poll(stall_s * 1000):
            raise FFmpegStalled(f"FFmpeg wrote nothing for {stall_s:g} s")
        count = os.readv(pipe, [rest])
        if not count:
            return False
        rest = rest[count:]
    return True


def watch_progress(pipe: int, stall_s: float) -> None:
    """Read FFmpeg's reports of its progress until it ends.

    FFmpeg's reports come from a separate thread, even while decoders, filters or encoders hang. So progress means
    that a report differs from the one before.

    Raises:
        FFmpegStalled: for `stall_s` seconds there is no report, or only the same one.
    """
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    text, facts, changed_at_s = b"", [b""], time.monotonic()
    while True:
        left_s = changed_at_s + stall_s - time.monotonic()
        if left_s <= 0 or not poll.poll(left_s * 1000):
            raise FFmpegStalled(f"FFmpeg made no progress for {stall_s:g} s")
        received = os.read(pipe, PIPE_BYTES)
        if not received:
            return
        *reports, text = _PROGRESS_END.split(text + received)
        for report in reports:
            if (now := _PROGRESS_FACTS.findall(report)) != facts:
                facts, changed_at_s = now, time.monotonic()


@dataclass(frozen=True)
class FFmpeg:
    """FFmpeg in a temporary folder; file names in arguments are relative to it.

    Attributes:
        program: path of the program.
        memory_bytes: limit of its address space, for files from outside; None for no limit.
        stall_s: seconds without progress after which FFmpeg counts as stalled.
        time_limit_s: seconds after which FFmpeg is stopped.
    """

    program: Path
    folder: Path
    memory_bytes: int | None = None
    stall_s: float = STALL_S
    time_limit_s: float = TIME_LIMIT_S

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of FFmpeg, so that it sees no credentials."""
        return {"FONTCONFIG_FILE": str(self.folder / FONT_CONFIG), "HOME": str(self.folder), "LC_ALL": "C"}

    def run(self, *arguments: str) -> str:
        """Run FFmpeg on files of our own and return its log.

        Raises:
            RenderFailed: FFmpeg cannot be started, fails, or takes longer than `time_limit_s`.
            RenderStalled: FFmpeg makes no progress for `stall_s` seconds.
            ProcessKilled: FFmpeg is killed.
        """
        try:
            return self.transcode(arguments)
        except FFmpegStalled as error:
            raise RenderStalled(str(error)) from error
        except FFmpegTooSlow as error:
            raise RenderFailed(str(error)) from error
        except FFmpegFailed as error:
            raise RenderFailed(f"FFmpeg failed: {error}") from error

    def transcode(self, arguments: Sequence[str], level: str = "info") -> str:
        """Run FFmpeg, which writes files, and return its log.

        Args:
            level: FFmpeg's log level.

        Raises:
            FFmpegTooSlow: FFmpeg takes longer than `time_limit_s`.
            FFmpegStalled: FFmpeg makes no progress for `stall_s` seconds.
            FFmpegFailed: FFmpeg ends with an error.
            RenderFailed: FFmpeg cannot be started.
            ProcessKilled: FFmpeg is killed.
        """
        return self._run([*PROGRESS, *arguments], level, b"", lambda output: watch_progress(output, self.stall_s))

    def read_frames(
        self,
        arguments: Sequence[str],
        frame_bytes: int,
        on_frame: Callable[[bytes], None],
        stdin: bytes = b"",
        level: str = "info",
    ) -> str:
        """Run FFmpeg, call `on_frame` with each `frame_bytes` of its standard output, and return its log.

        Args:
            stdin: what FFmpeg reads as `pipe:0`. It is written before any output is read, so FFmpeg has to read all of
                it before it writes more than a pipe holds.
            level: FFmpeg's log level.

        Raises:
            FFmpegTooSlow: FFmpeg takes longer than `time_limit_s`.
            FFmpegStalled: FFmpeg reads or writes nothing for `stall_s` seconds.
            FFmpegFailed: FFmpeg ends with an error.
            RenderFailed: FFmpeg cannot be started.
            ProcessKilled: FFmpeg is killed.
        """

        def receive(output: int) -> None:
            frame = bytearray(frame_bytes)
            while read_frame(output, memoryview(frame), self.stall_s):
                on_frame(bytes(frame))

        return self._run(arguments, level, stdin, receive)

    def _run(self, arguments: Sequence[str], level: str, stdin: bytes, receive: Callable[[int], None]) -> str:
        """Run FFmpeg and return its log; `receive` reads its standard output to the end."""
        is_late = Event()
        with tempfile.TemporaryFile() as log:
            process = self._start(arguments, level, subprocess.PIPE, subprocess.PIPE, log)

            def stop() -> None:
                is_late.set()
                process.kill()

            timer = Timer(self.time_limit_s, stop)
            timer.start()
            try:
                assert process.stdout is not None
                _write_stdin(process, stdin, self.stall_s)
                receive(process.stdout.fileno())
                _wait(process, self.stall_s)
            finally:
                timer.cancel()
                process.kill()
                process.communicate()
            log.seek(0)
            text = log.read().decode("utf-8", "replace")
        if is_late.is_set():
            raise FFmpegTooSlow(f"FFmpeg took longer than {self.time_limit_s:.0f} s")
        check_not_killed(process.returncode)
        if process.returncode:
            raise FFmpegFailed(last_lines(text))
        return text

    def start_decoder(self, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with an unbuffered pipe from its standard output; its log is discarded.

        Raises:
            RenderFailed: FFmpeg cannot be started.
        """
        return self._start(
            arguments, "quiet", subprocess.DEVNULL, subprocess.PIPE, subprocess.DEVNULL, bufsize=0, pipesize=PIPE_BYTES
        )

    def start_encoder(self, arguments: Sequence[str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with an unbuffered pipe to its standard input; its errors are written to the file `log`.

        Raises:
            RenderFailed: FFmpeg cannot be started.
        """
        return self._start(arguments, "error", subprocess.PIPE, subprocess.DEVNULL, log, bufsize=0)

    def _start(
        self,
        arguments: Sequence[str],
        level: str,
        stdin: int,
        stdout: int,
        stderr: int | IO[bytes],
        *,
        bufsize: int = -1,
        pipesize: int = -1,
    ) -> "subprocess.Popen[bytes]":
        command = [str(self.program), "-hide_banner", "-nostdin", "-nostats", "-v", level, "-y", *arguments]
        try:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                bufsize=bufsize,
                pipesize=pipesize,
            )
        except OSError as error:
            raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error
        if self.memory_bytes and hasattr(resource, "prlimit"):
            for limit, most in limits_of(self.memory_bytes):
                resource.prlimit(process.pid, limit, (most, most))
        return process


def _write_stdin(process: "subprocess.Popen[bytes]", data: bytes, stall_s: float) -> None:
    """Write all of `data`, or as much as FFmpeg reads before it ends.

    Raises:
        FFmpegStalled: FFmpeg reads nothing for `stall_s` seconds.
    """
    pipe, process.stdin = process.stdin, None  # `communicate` must not find a closed pipe
    assert pipe is not None
    rest = memoryview(data)
    with pipe:
        os.set_blocking(pipe.fileno(), False)
        poll = select.poll()
        poll.register(pipe, select.POLLOUT)
        while rest:
            if not poll.poll(stall_s * 1000):
                raise FFmpegStalled(f"FFmpeg read nothing for {stall_s:g} s")
            try:
                rest = rest[os.write(pipe.fileno(), rest) :]
            except BrokenPipeError:
                return  # FFmpeg may end early: its exit code and log tell why


def _wait(process: "subprocess.Popen[bytes]", stall_s: float) -> None:
    """Wait for FFmpeg, which has closed its output. Raise `FFmpegStalled` if it does not end within `stall_s`."""
    try:
        process.wait(stall_s)
    except subprocess.TimeoutExpired as error:
        raise FFmpegStalled(f"FFmpeg did not end within {stall_s:g} s") from error
