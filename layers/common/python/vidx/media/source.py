"""Random access to a file of which only pieces are read, such as an object in storage."""

from collections.abc import Callable
from typing import Final

Read = Callable[[int, int], bytes]
"""At most so many bytes (second) from an offset (first) of the file."""
BLOCK_BYTES: Final = 1024 * 1024
"""Read at a time while a file is walked through."""


class Source:
    """A file of `size_bytes` that `read` reads pieces of; `head`, its first bytes, is at hand already."""

    def __init__(self, read: Read, size_bytes: int, head: bytes = b"") -> None:
        self._read = read
        self.size_bytes = size_bytes
        self._start, self._block = 0, head

    def at(self, start: int, length: int) -> bytes:
        """`length` bytes from `start`, fewer at the end of the file."""
        length = min(length, self.size_bytes - start)
        if length <= 0:
            return b""
        offset = start - self._start
        if offset >= 0 and offset + length <= len(self._block):
            return self._block[offset : offset + length]
        return self._read(start, length)

    def walk(self, start: int, length: int) -> bytes:
        """As `at`, for reading on and on: the block that follows is fetched and kept."""
        offset = start - self._start
        if not (offset >= 0 and offset + min(length, self.size_bytes - start) <= len(self._block)):
            self._start, self._block = start, self._read(start, min(max(length, BLOCK_BYTES), self.size_bytes - start))
        return self.at(start, length)

    def block(self, start: int) -> bytes:
        """A block of any length from `start`; empty at the end of the file."""
        if start >= self.size_bytes:
            return b""
        offset = start - self._start
        if not 0 <= offset < len(self._block):
            self._start, self._block, offset = start, self._read(start, min(BLOCK_BYTES, self.size_bytes - start)), 0
        return self._block[offset:]


def source_of(file: bytes) -> Source:
    """A file that is wholly at hand."""
    return Source(lambda start, length: file[start : start + length], len(file), file)
