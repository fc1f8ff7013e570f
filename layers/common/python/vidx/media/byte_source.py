"""Random access to a file that is not read as a whole, such as an object in storage."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

Read = Callable[[int, int], bytes]
"""Return at most `length` bytes (second argument) from an offset (first argument)."""
BLOCK_BYTES: Final = 1024 * 1024
"""Bytes fetched at once by `read_ahead` and `block`."""


class ByteSource:
    """A file of `size_bytes` of which pieces are read with the function `read`.

    Args:
        head: the first bytes of the file, when they are in memory already; reads within them fetch nothing.
    """

    def __init__(self, read: Read, size_bytes: int, head: bytes = b"") -> None:
        self._read = read
        self.size_bytes = size_bytes
        self._start, self._block = 0, head

    @classmethod
    def from_bytes(cls, file: bytes) -> "ByteSource":
        """A file that is in memory."""
        return cls(lambda start, length: file[start : start + length], len(file), file)

    @classmethod
    def from_path(cls, path: Path) -> "ByteSource":
        """A file on disk."""

        def read(start: int, length: int) -> bytes:
            with path.open("rb") as file:
                file.seek(start)
                return file.read(length)

        return cls(read, path.stat().st_size)

    def read(self, start: int, length: int) -> bytes:
        """Return `length` bytes from `start`, fewer at the end of the file."""
        length = min(length, self.size_bytes - start)
        if length <= 0:
            return b""
        offset = start - self._start
        if offset >= 0 and offset + length <= len(self._block):
            return self._block[offset : offset + length]
        return self._read(start, length)

    def read_ahead(self, start: int, length: int) -> bytes:
        """As `read`, but fetch and keep a whole block, for callers that read on from here."""
        offset = start - self._start
        if not (offset >= 0 and offset + min(length, self.size_bytes - start) <= len(self._block)):
            self._start, self._block = start, self._read(start, min(max(length, BLOCK_BYTES), self.size_bytes - start))
        return self.read(start, length)

    def block(self, start: int) -> bytes:
        """Return a block of any length from `start`; empty at the end of the file."""
        if start >= self.size_bytes:
            return b""
        offset = start - self._start
        if not 0 <= offset < len(self._block):
            self._start, self._block, offset = start, self._read(start, min(BLOCK_BYTES, self.size_bytes - start)), 0
        return self._block[offset:]
