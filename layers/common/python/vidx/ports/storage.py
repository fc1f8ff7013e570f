"""Ports of the storage: the private work bucket and the public bucket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol


@dataclass(frozen=True)
class ObjectInfo:
    """Properties of a stored object; names of metadata are lower case."""

    size_bytes: int
    content_type: str
    etag: str
    metadata: Mapping[str, str] = field(default_factory=dict)


MAX_LISTED: Final = 1000
"""Objects in one answer of S3's ListObjectsV2."""


@dataclass(frozen=True)
class StoredObject:
    key: str
    size_bytes: int


class Store(Protocol):
    """The work bucket.

    Every method may raise `StorageUnavailable`; reads of a missing key raise `ArtifactMissing`.
    """

    def get(self, key: str) -> bytes: ...

    def head(self, key: str) -> ObjectInfo | None:
        """Return the object's properties, or None if there is none."""
        ...

    def read_range(self, key: str, start: int, length: int) -> bytes:
        """Return at most `length` bytes from `start`; a negative `start` counts from the end."""
        ...

    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def download(self, key: str, path: Path) -> None: ...

    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        """Copy an object with its metadata inside storage; return the copy's properties."""
        ...

    def delete(self, key: str) -> None: ...

    def list_objects(self, prefix: str, after: str = "") -> Sequence[StoredObject]:
        """Return at most `MAX_LISTED` objects whose keys begin with `prefix`, those after the key `after`, in order."""
        ...

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        """Return a URL that accepts a PUT of exactly this type and size."""
        ...

    def presign_get(self, key: str, expires_s: int) -> str:
        """Return a URL from which anybody may load this object."""
        ...


class Publisher(Protocol):
    """The public bucket; only the upload stage holds a token that may write it."""

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        """Copy an object of the work bucket inside storage; return the copy's properties."""
        ...

    def withdraw(self, public_key: str) -> None:
        """Delete the object, if it exists."""
        ...

    def url(self, public_key: str) -> str: ...
