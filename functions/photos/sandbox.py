"""Starts the photo decoder (`functions.photos.decoder`) and asks it for copies. No file is decoded in this process."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, Self

from pydantic import ValidationError

from functions.photos.decoder import MAX_LINE_BYTES, Answer, Request, send
from vidx.errors import ProcessKilled, RenderFailed, RenderStalled, StageFailed, UnusablePhoto, VidxError
from vidx.options import FrameSize

MAX_COPY_BYTES: Final = 64 * 1024 * 1024
"""Far more than a copy can have; an answer that claims more is not read."""
NEEDED_ENVIRONMENT: Final = frozenset({"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"})
"""Where Python's own library lies; without it Lambda's Python does not start."""
ENDED_BY_THE_FILE: Final = frozenset(
    {signal.SIGXCPU, signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP}
)
"""Signals that end a decoder whose input is made to break it, or that takes too long."""


class PhotoDecoder:
    """Decoders for the photos of one job, each a process that answers one request at a time.

    Threads may share it; there are as many processes as they have requests at the same time. A later job gets new
    processes, since a seller's file may have taken one over.
    """

    def __init__(self, ffmpeg: Path) -> None:
        """`ffmpeg` is the program that converts HDR photos."""
        self._ffmpeg = str(ffmpeg)
        self._idle: SimpleQueue[_Process] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Empty):
            while True:
                self._idle.get_nowait().stop()

    def prepare(self) -> None:
        """Start one process now, so that it is ready when the files are."""
        self._idle.put(_Process())

    def working_copy(self, file: bytes | Path, frame: FrameSize, index: int) -> bytes:
        """Return the working copy of photo number `index` (from 0), see `functions.photos.photo.make_working_copy`.

        Args:
            file: the photo, or where it is; then the decoder alone has it in its memory.

        Raises:
            UnusablePhoto: the photo cannot be decoded, or its decoder crashes or takes too long.
            RenderFailed: FFmpeg cannot be started.
            RenderStalled: FFmpeg makes no progress.
            ProcessKilled: the decoder or FFmpeg was killed from outside.
            StageFailed: the decoder ended otherwise.
        """
        path, data = (str(file), b"") if isinstance(file, Path) else ("", file)
        request = Request(task="working_copy", size=len(data), path=path, frame=frame, index=index, ffmpeg=self._ffmpeg)
        damaged = f"photo {index + 1} is damaged and cannot be read; export or upload it again"
        return self._copy(request, data, UnusablePhoto(damaged, field=f"photos[{index}]"))

    def web_copy(self, working_copy: bytes) -> bytes:
        """Return the smaller copy for the listing's page. Raises `StageFailed`."""
        request = Request(task="web_copy", size=len(working_copy))
        return self._copy(request, working_copy, StageFailed("a working copy cannot be decoded"))

    def logo(self, file: bytes) -> bytes:
        """Return the working copy of a logo, see `functions.photos.logo.make_logo`.

        Raises:
            UnusablePhoto: it cannot be decoded, or all of it is transparent.
            ProcessKilled: the decoder or FFmpeg was killed from outside.
            StageFailed: the decoder ended otherwise.
        """
        request = Request(task="logo", size=len(file))
        damaged = "the logo is damaged and cannot be read; export or upload it again"
        return self._copy(request, file, UnusablePhoto(damaged, field="logoKey"))

    def _copy(self, request: Request, file: bytes, if_ended_by_it: VidxError) -> bytes:
        with self._process() as process:
            try:
                answer, copy = process.ask(request, file)
            except _Ended as ended:
                if ended.signal in ENDED_BY_THE_FILE:
                    raise if_ended_by_it from ended
                if ended.signal == signal.SIGKILL:
                    raise ProcessKilled("the photo decoder was killed") from ended
                raise StageFailed(f"the photo decoder ended: {ended}") from ended
        if answer.error == "RenderFailed":
            raise RenderFailed(answer.message)
        if answer.error == "ProcessKilled":
            raise ProcessKilled(answer.message)
        if answer.error == "RenderStalled":
            raise RenderStalled(answer.message)
        if answer.error == "UnusablePhoto":
            raise UnusablePhoto(answer.message, field=answer.field)
        return copy

    @contextmanager
    def _process(self) -> Iterator["_Process"]:
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = _Process()
        try:
            yield process
        except BaseException:
            process.stop()
            raise
        self._idle.put(process)


class _Ended(Exception):
    """The process ended instead of answering; `signal` is what ended it, 0 for an exit of its own."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(f"exit code {exit_code}")
        self.signal = max(0, -exit_code)


class _Process:
    """One decoder."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            StageFailed: it cannot be started.
        """
        environment = {name: value for name, value in os.environ.items() if name in NEEDED_ENVIRONMENT}
        environment["PYTHONPATH"] = os.pathsep.join(str(Path(path).resolve()) for path in sys.path if path)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "functions.photos.decoder"],
                cwd=tempfile.gettempdir(),
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError as error:
            raise StageFailed(f"the photo decoder cannot be started: {error.strerror}") from error

    def ask(self, request: Request, file: bytes) -> tuple[Answer, bytes]:
        """Return the answer and the copy. Raises `_Ended`."""
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None  # noqa: PT018  # both are pipes
        try:
            send(requests, request, file)
            answer = Answer.model_validate_json(answers.readline(MAX_LINE_BYTES))
        except (OSError, ValidationError):
            raise self._ended() from None
        copy = answers.read(answer.size) if 0 <= answer.size <= MAX_COPY_BYTES else b""
        if len(copy) != answer.size:
            raise self._ended()
        return answer, copy

    def _ended(self) -> _Ended:
        """Wait for the end of a process that has closed its pipes; one that has not is killed."""
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        return _Ended(self._process.wait())

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent is lost with the process
                assert pipe is not None
                pipe.close()
        self._process.wait()
