"""The uploads that working copies are made of, each read from storage once, for its check and its making alike."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vidx.errors import ArtifactMissing
from vidx.media.inspection import Facts, inspect_file, inspect_stored, missing_photo
from vidx.ports import ObjectInfo, Store

HELD_BYTES: Final = 15 * 1024 * 1024
"""Ten files of this size fit into memory beside the photo that is being decoded; larger ones are read one by one."""


@dataclass(frozen=True)
class Original:
    """An upload that passed the check.

    Attributes:
        index: its place in the job, from 0.
        file: the whole of it; empty when it is larger than `HELD_BYTES`: then `read_file` and `write_to` fetch it.
    """

    index: int
    key: str
    facts: Facts
    file: bytes


def known(store: Store, key: str, index: int) -> ObjectInfo:
    """Raises `InvalidPhotos` when there is no such upload."""
    info = store.head(key)
    if info is None:
        raise missing_photo(index)
    return info


def read_original(store: Store, key: str, size_bytes: int, index: int) -> Original:
    """Read and check an upload of `size_bytes`.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto, UnusableClip: see `vidx.media.inspection.inspect_file`.
    """
    if size_bytes > HELD_BYTES:
        return Original(index, key, inspect_stored(store, key, index), b"")
    try:
        file = store.get(key)
    except ArtifactMissing as error:
        raise missing_photo(index) from error
    return Original(index, key, inspect_file(file, index), file)


def read_file(original: Original, store: Store) -> bytes:
    """The whole upload. Raises `InvalidPhotos` when it is gone since it was checked."""
    if original.file:
        return original.file
    try:
        return store.get(original.key)
    except ArtifactMissing as error:
        raise missing_photo(original.index) from error


def write_to(path: Path, original: Original, store: Store) -> None:
    """The upload as a file on disk. Raises `InvalidPhotos` when it is gone since it was checked."""
    if original.file:
        path.write_bytes(original.file)
        return
    try:
        store.download(original.key, path)
    except ArtifactMissing as error:
        raise missing_photo(original.index) from error
