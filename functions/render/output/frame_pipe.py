"""Sending frames to FFmpeg's standard input, with `vmsplice` where the system has it.

`write` copies a frame into the pipe, and the reader copies it out again: 3.1 MB each. `vmsplice(2)` (Linux) puts
references to our memory pages into the pipe, and only the reader copies. So a buffer must not change until the reader
has read it: when as many bytes have been sent after it as the pipe holds.
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
from vidx.errors import RenderStalled
from vidx.ffmpeg import PIPE_BYTES, STALL_S

FRAMES_AHEAD: Final = 5
"""Number of frames that may be drawn ahead of the encoder, excluding buffers that are still in the pipe."""
WAIT_S: Final = 0.5

Send = Callable[[int, int, int], int]
"""Sends memory, called with pipe, address and length in bytes. Returns the number of bytes sent, or raises OSError."""


class _IoVec(ctypes.Structure):
    """`struct iovec` of <sys/uio.h>."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def vmsplice_write(pipe: int, address: int, length: int) -> int:
    """Send memory with `vmsplice(2)` and return the number of bytes sent.

    Raises:
        OSError: the call fails; ENOSYS where the system does not have it.
    """
    library = _library()
    if not hasattr(library, "vmsplice"):
        raise OSError(errno.ENOSYS, "no vmsplice")
    count = int(library.vmsplice(pipe, ctypes.byref(_IoVec(address, length)), ctypes.c_ulong(1), 0))
    if count < 0:
        raise OSError(ctypes.get_errno(), "vmsplice")
    return count


def _allocate(length: int) -> Image:
    """Allocate a buffer on pages of its own; on huge pages where available, which `vmsplice` looks up faster."""
    memory = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_HUGEPAGE"):
        with contextlib.suppress(OSError):
            memory.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(memory, np.uint8)


def _enlarge_pipe(pipe: int) -> int:
    """Enlarge the pipe from 64 KiB to `PIPE_BYTES` where possible; return an upper bound of its size in bytes."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        return fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
    return PIPE_BYTES


class FramePipe:
    """Sends frames in a thread of its own, so that drawing and encoding overlap.

    Keep it alive until the reader has ended: the pipe may still hold references to its buffers.
    """

    def __init__(
        self, stream: IO[bytes], frame_bytes: int, send: Send = vmsplice_write, *, stall_s: float = STALL_S
    ) -> None:
        self._stream, self._stall_s = stream, stall_s
        self._send: Send | None = send
        self._free: queue.Queue[FrameBuffer] = queue.Queue()
        self._full: queue.Queue[FrameBuffer | None] = queue.Queue()
        self._in_pipe: deque[FrameBuffer] = deque()
        self._max_in_pipe = -(-_enlarge_pipe(stream.fileno()) // frame_bytes)
        self.broken = False
        for _ in range(FRAMES_AHEAD + self._max_in_pipe):
            self._free.put(FrameBuffer(_allocate(frame_bytes)))
        self._thread = threading.Thread(target=self._send_all, daemon=True)
        self._thread.start()

    def _send_all(self) -> None:
        while (buffer := self._full.get()) is not None:
            if not self.broken:
                self._send_frame(buffer.read_only)
            self._in_pipe.append(buffer)
            if len(self._in_pipe) > self._max_in_pipe:
                self._free.put(self._in_pipe.popleft())
        with contextlib.suppress(OSError):
            self._stream.close()

    def _send_frame(self, frame: Image) -> None:
        offset = 0
        try:
            while offset < frame.size:
                offset += self._send_part(frame, offset)
        except OSError:
            self.broken = True

    def _send_part(self, frame: Image, start: int) -> int:
        """Send as much as the pipe takes of the frame from its byte `start` on; return the number of bytes."""
        pipe = self._stream.fileno()
        if self._send is not None:
            try:
                return self._send(pipe, frame.ctypes.data + start, frame.size - start)
            except OSError as error:
                if error.errno == errno.EPIPE:
                    raise
                self._send = None
        return os.write(pipe, frame[start:].data)

    def acquire(self, while_waiting: Callable[[], None]) -> FrameBuffer:
        """Return a buffer to draw into; calls `while_waiting` about twice a second until one is free.

        Raises:
            RenderStalled: the encoder has read nothing for `stall_s` seconds.
        """
        waiting_since_s = time.monotonic()
        while True:  # `while_waiting` may take long: what FFmpeg has read meanwhile counts
            try:
                return self._free.get(timeout=min(WAIT_S, self._stall_s))
            except queue.Empty:
                if time.monotonic() - waiting_since_s >= self._stall_s:
                    raise RenderStalled(f"FFmpeg read no frame for {self._stall_s:g} s") from None
            while_waiting()

    def send(self, buffer: FrameBuffer) -> None:
        """Queue a drawn frame; the buffer must not be changed afterwards."""
        self._full.put(buffer)

    def finish(self) -> None:
        """Declare that no more frames follow, and return at once."""
        self._full.put(None)

    def join(self) -> None:
        self._thread.join(WAIT_S * 4)
