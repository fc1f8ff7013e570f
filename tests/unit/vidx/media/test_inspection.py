"""The check of a stored upload, by a few reads."""

from dataclasses import dataclass, field

import pytest

from testing.clips import clip
from testing.pictures import picture
from testing.store import MemoryStore
from vidx.errors import InvalidPhotos, UnusablePhoto
from vidx.media.clip import ClipFacts
from vidx.media.inspection import inspect_stored
from vidx.media.photo import HEAD_BYTES, PhotoFacts


@dataclass
class CountingStore(MemoryStore):
    """Notes how much is read."""

    reads: list[int] = field(default_factory=list)

    def read_range(self, key: str, start: int, length: int) -> bytes:
        piece = super().read_range(key, start, length)
        self.reads.append(len(piece))
        return piece


def test_a_stored_clip_is_checked_by_a_few_small_reads() -> None:
    file = clip(8, codec=("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1"))
    store = CountingStore({"k": file})

    assert isinstance(inspect_stored(store, "k", 0), ClipFacts)
    assert len(file) > 2 * HEAD_BYTES
    assert sum(store.reads) < HEAD_BYTES + 64 * 1024
    assert len(store.reads) <= 4


def test_a_stored_photo_is_recognised() -> None:
    store = MemoryStore({"k": picture("HEIC", 640, 480)})

    assert inspect_stored(store, "k", 0) == PhotoFacts("HEIC", 640, 480)
    with pytest.raises(UnusablePhoto, match="empty file"):
        inspect_stored(MemoryStore({"k": b""}), "k", 0)
    with pytest.raises(InvalidPhotos, match="photo 2 is not among your uploads"):
        inspect_stored(MemoryStore(), "k", 1)
