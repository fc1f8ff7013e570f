"""Running FFmpeg on a file from outside: one kind of container, known decoders, and bounds on what it may use."""

import os
import re
import resource
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import Final

from vidx import options
from vidx.errors import RenderFailed

TIME_LIMIT_S: Final = 120
MEMORY_BYTES: Final = 3 * 1024**3
"""Address space; the function's own memory is the tighter bound in AWS."""
THREADS: Final = 2
MAX_PIXELS: Final = options.MAX_CLIP_SIDE_PX**2
DECODERS: Final = "h264,hevc,libdav1d,av1,vp9,libvpx-vp9,vp8,libvpx,mpeg4,mjpeg,prores"
OUT: Final = "pipe:1"
LAST_CHARS: Final = 200
_ADDRESS: Final = re.compile(r"0x[0-9a-f]+")


class FfmpegFailed(Exception):
    """FFmpeg could not read the file, or not within the limits."""


class FfmpegTooSlow(FfmpegFailed):
    """FFmpeg was stopped at `TIME_LIMIT_S`."""


@dataclass(frozen=True)
class Reader:
    """FFmpeg, made to read the clip at `clip`, in whose folder it works."""

    ffmpeg: Path
    clip: Path

    def command(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """Arguments that open the clip; `before` are options of the input, `after` follow it."""
        guard = ("-protocol_whitelist", "file,pipe", "-f", "mov", "-codec_whitelist", DECODERS)
        bounds = ("-max_pixels", str(MAX_PIXELS), "-threads", str(THREADS))
        start = (str(self.ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-v", "repeat+info", "-y")
        return [*start, *guard, *bounds, *before, "-i", str(self.clip), "-map", "0:V:0", *after]

    def run(self, before: Sequence[str], after: Sequence[str], frame_bytes: int, seen: Callable[[bytes], None]) -> str:
        """Run to the end and return what FFmpeg said; pieces of `frame_bytes` from `pipe:1` are shown to `seen`.

        Raises:
            FfmpegTooSlow: it takes longer than `TIME_LIMIT_S`.
            FfmpegFailed: the file cannot be read.
            RenderFailed: FFmpeg cannot be started.
        """
        return run_ffmpeg(self.command(before, after), self.clip.parent, frame_bytes, seen)


def run_ffmpeg(
    command: Sequence[str],
    folder: Path,
    frame_bytes: int,
    seen: Callable[[bytes], None],
    stdin: bytes = b"",
) -> str:
    """Run `command` in `folder` to its end and return FFmpeg's log; see `Reader.run` for the rest.

    Args:
        stdin: what FFmpeg reads as `pipe:0`. It is written before any output is read, so FFmpeg has to read all of
            it before it writes more than a pipe holds.
    """
    with tempfile.TemporaryFile() as log:
        process = _start(command, folder, log.fileno())
        late = Event()

        def stop() -> None:
            late.set()
            process.kill()

        end = Timer(TIME_LIMIT_S, stop)
        end.start()
        try:
            assert process.stdout is not None
            _write(process, stdin)
            while len(frame := process.stdout.read(frame_bytes)) == frame_bytes:
                seen(frame)
            process.wait()
        finally:
            end.cancel()
            process.kill()
            process.communicate()
        log.seek(0)
        words = log.read().decode("utf-8", "replace")
    if late.is_set():
        raise FfmpegTooSlow(f"not ready after {TIME_LIMIT_S} s")
    if process.returncode:
        raise FfmpegFailed(_ADDRESS.sub("", words[-LAST_CHARS:]))
    return words


def _write(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    pipe, process.stdin = process.stdin, None  # `communicate` must not find a closed pipe
    assert pipe is not None
    with suppress(BrokenPipeError), pipe:  # FFmpeg may end early: its exit code and log tell why
        pipe.write(data)


def _start(command: Sequence[str], folder: Path, log: int) -> "subprocess.Popen[bytes]":
    quiet = {"LC_ALL": "C", "HOME": os.devnull}  # no credential of ours reaches FFmpeg
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=quiet
        )
    except OSError as error:
        raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error
    if hasattr(resource, "prlimit"):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return process
