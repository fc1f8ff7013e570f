"""The uploads that working copies are made of, each read from storage once, for its check and its making alike."""

from dataclasses import dataclass
from pathlib import Path

from vidx import options
from vidx.errors import ArtifactMissing
from vidx.media import Facts, inspect_file, inspect_stored, missing
from vidx.ports import ObjectInfo, Store


@dataclass(frozen=True)
class Original:
    """An upload that passed the check.

    Attributes:
        index: its place in the job, from 0.
        file: the whole of it; empty when it is larger than a photo may be, as long clips are.
    """

    index: int
    key: str
    facts: Facts
    file: bytes


def known(store: Store, key: str, index: int) -> ObjectInfo:
    """Raises `InvalidPhotos` when there is no such upload."""
    info = store.head(key)
    if info is None:
        raise missing(index)
    return info


def read_original(store: Store, key: str, size_bytes: int, index: int) -> Original:
    """Read and check an upload of `size_bytes`.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto, UnusableClip: see `vidx.media.inspect_file`.
    """
    if size_bytes > options.MAX_PHOTO_BYTES:
        return Original(index, key, inspect_stored(store, key, index), b"")
    try:
        file = store.get(key)
    except ArtifactMissing as error:
        raise missing(index) from error
    return Original(index, key, inspect_file(file, index), file)


def write_to(path: Path, original: Original, store: Store) -> None:
    """The upload as a file on disk. Raises `InvalidPhotos` when it is gone since it was checked."""
    if original.file:
        path.write_bytes(original.file)
        return
    try:
        store.download(original.key, path)
    except ArtifactMissing as error:
        raise missing(original.index) from error
