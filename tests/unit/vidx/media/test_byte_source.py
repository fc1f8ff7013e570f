"""Random access to a file of which only pieces are read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidx.media.byte_source import BLOCK_BYTES, ByteSource


class Reads:
    """A file that records the pieces that are read from it."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self.pieces: list[tuple[int, int]] = []

    def __call__(self, start: int, length: int) -> bytes:
        self.pieces.append((start, length))
        return self._file[start : start + length]


@given(
    file=st.binary(max_size=60),
    head_bytes=st.integers(0, 60),
    reads=st.lists(
        st.tuples(st.sampled_from(["read", "read_ahead"]), st.integers(0, 70), st.integers(0, 70)), max_size=9
    ),
)
def test_every_read_returns_the_files_bytes(file: bytes, head_bytes: int, reads: list[tuple[str, int, int]]) -> None:
    source = ByteSource(Reads(file), len(file), file[:head_bytes])

    for method, start, length in reads:
        assert getattr(source, method)(start, length) == file[start : start + length]


@pytest.mark.parametrize("from_disk", [False, True], ids=["memory", "disk"])
def test_a_file_in_memory_or_on_disk_can_be_read(tmp_path: Path, from_disk: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")

    source = ByteSource.from_path(path) if from_disk else ByteSource.from_bytes(b"0123456789")

    assert source.size_bytes == 10
    assert source.read(3, 4) == b"3456"
    assert source.read(8, 100) == b"89"
    assert source.read(10, 1) == b""
    assert source.block(7) == b"789"
    assert source.block(10) == b""


def test_the_head_is_not_read_again() -> None:
    reads = Reads(b"0123456789")
    source = ByteSource(reads, 10, b"0123")

    assert source.read(1, 3) == b"123"
    assert reads.pieces == []
    assert source.read(1, 4) == b"1234"
    assert reads.pieces == [(1, 4)]


def test_reading_ahead_fetches_a_block_once() -> None:
    reads = Reads(bytes(2 * BLOCK_BYTES))
    source = ByteSource(reads, 2 * BLOCK_BYTES)

    for start in range(0, 1000, 10):
        source.read_ahead(start, 8)

    assert reads.pieces == [(0, BLOCK_BYTES)]


def test_reading_ahead_fetches_more_than_a_block_for_a_longer_piece() -> None:
    reads = Reads(bytes(3 * BLOCK_BYTES))
    source = ByteSource(reads, 3 * BLOCK_BYTES)

    assert len(source.read_ahead(10, 2 * BLOCK_BYTES)) == 2 * BLOCK_BYTES
    assert reads.pieces == [(10, 2 * BLOCK_BYTES)]


def test_blocks_cover_the_file_and_reach_its_end() -> None:
    reads = Reads(bytes(range(256)) * 8192)
    source = ByteSource(reads, 256 * 8192)

    start = 0
    while block := source.block(start):
        start += len(block)

    assert start == source.size_bytes
    assert reads.pieces == [(0, BLOCK_BYTES), (BLOCK_BYTES, BLOCK_BYTES)]
