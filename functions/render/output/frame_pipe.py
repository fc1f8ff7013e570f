"""Frames into FFmpeg's standard input, without copying them where the system can lend its reader our own pages.

A written frame is copied into the pipe and out of it again, 3.1 MB each way. `vmsplice` (Linux) puts references to our
pages into the pipe instead, and the reader copies once. The price: a lent buffer must stay as it is until the reader
has it, which is certain when so many bytes have followed as the pipe can hold.
"""

import contextlib
import ctypes
import errno
import fcntl
import mmap
import os
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import IO, Final

import numpy as np

from functions.render.compositing.frame import Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import PIPE_BYTES
from vidx.errors import RenderFailed

FRAMES_AHEAD: Final = 5
"""How many frames may be drawn ahead of the encoder, those that are lent left out."""
WAIT_S: Final = 0.5
STALL_S: Final = 60.0
"""An encoder that takes no frame for so long has hung."""

Send = Callable[[int, int, int], int]
"""Puts the memory at an address (of a length in bytes) into a pipe; returns how many bytes, or raises OSError."""


class _IoVec(ctypes.Structure):
    """`struct iovec` of <sys/uio.h>."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def vmsplice_write(pipe: int, address: int, length: int) -> int:
    """`vmsplice(2)`. Raises OSError, ENOSYS where there is no such call."""
    library = _library()
    if not hasattr(library, "vmsplice"):
        raise OSError(errno.ENOSYS, "no vmsplice")
    sent = int(library.vmsplice(pipe, ctypes.byref(_IoVec(address, length)), ctypes.c_ulong(1), 0))
    if sent < 0:
        raise OSError(ctypes.get_errno(), "vmsplice")
    return sent


def _memory(length: int) -> Image:
    """A buffer of its own pages, huge ones where the system has them, which are found faster as they are lent."""
    memory = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_HUGEPAGE"):
        with contextlib.suppress(OSError):
            memory.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(memory, np.uint8)


def _enlarge_pipe(pipe: int) -> int:
    """Let the pipe hold more of a frame than the usual 64 KiB, where the system can; the most it may hold."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        return fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
    return PIPE_BYTES


class FramePipe:
    """Sends frames in a thread of its own, so that drawing and encoding overlap.

    It must live until the reader has ended: the last frames may lie in the pipe as references to its buffers.
    """

    def __init__(self, stream: IO[bytes], frame_bytes: int, send: Send = vmsplice_write) -> None:
        self._stream = stream
        self._send: Send | None = send
        self._contains = _enlarge_pipe(stream.fileno())
        self._free: queue.Queue[FrameBuffer] = queue.Queue()
        self._full: queue.Queue[FrameBuffer | None] = queue.Queue()
        self._in_pipe: deque[FrameBuffer] = deque()
        self._max_in_pipe = -(-self._contains // frame_bytes)
        self.broken = False
        for _ in range(FRAMES_AHEAD + self._max_in_pipe):
            self._free.put(FrameBuffer(_memory(frame_bytes)))
        self._thread = threading.Thread(target=self._send_all, daemon=True)
        self._thread.start()

    def _send_all(self) -> None:
        while (buffer := self._full.get()) is not None:
            if not self.broken:
                self._put(buffer.shown)
            self._in_pipe.append(buffer)
            if len(self._in_pipe) > self._max_in_pipe:
                self._free.put(self._in_pipe.popleft())
        with contextlib.suppress(OSError):
            self._stream.close()

    def _put(self, buffer: Image) -> None:
        done = 0
        try:
            while done < buffer.size:
                done += self._write_some(buffer, done)
        except OSError:
            self.broken = True

    def _write_some(self, buffer: Image, done: int) -> int:
        pipe = self._stream.fileno()
        if self._send is not None:
            try:
                return self._send(pipe, buffer.ctypes.data + done, buffer.size - done)
            except OSError as error:
                if error.errno == errno.EPIPE:
                    raise
                self._send = None
        return os.write(pipe, buffer[done:].data)

    def take(self, while_waiting: Callable[[], None]) -> FrameBuffer:
        """A buffer to draw into; calls `while_waiting` about twice a second until one is free.

        Raises:
            RenderFailed: the encoder has taken nothing for `STALL_S`.
        """
        waiting_since_s = time.monotonic()
        while time.monotonic() - waiting_since_s < STALL_S:
            try:
                return self._free.get(timeout=WAIT_S)
            except queue.Empty:
                while_waiting()
        raise RenderFailed(f"FFmpeg took no frame for {STALL_S:.0f} s")

    def send(self, buffer: FrameBuffer) -> None:
        self._full.put(buffer)

    def finish(self) -> None:
        """No more frames; returns without waiting."""
        self._full.put(None)

    def join(self) -> None:
        self._thread.join(WAIT_S * 4)
