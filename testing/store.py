"""Storage in memory."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from vidx.errors import ArtifactMissing, StorageUnavailable
from vidx.ports.storage import MAX_LISTED, ObjectInfo, Publisher, Store, StoredObject


@dataclass
class MemoryStore:
    """A bucket as a dict; `puts` counts the writes of each key."""

    objects: dict[str, bytes] = field(default_factory=dict)
    info: dict[str, ObjectInfo] = field(default_factory=dict)
    puts: dict[str, int] = field(default_factory=dict)
    put_failures: float = 0
    failing_key: str | None = None
    """How many writes are still to fail, of this key alone unless it is None."""

    def fail_puts(self, times: int = 1, *, key: str | None = None, forever: bool = False) -> None:
        """Let writes fail as a storage does that answers 503."""
        self.put_failures, self.failing_key = inf if forever else times, key

    def repair(self) -> None:
        self.put_failures = 0

    def get(self, key: str) -> bytes:
        if key not in self.objects:
            raise ArtifactMissing(f"there is no object {key}")
        return self.objects[key]

    def head(self, key: str) -> ObjectInfo | None:
        if key not in self.objects:
            return None
        return self.info.get(key) or _info(self.objects[key], "application/octet-stream", {})

    def read_range(self, key: str, start: int, length: int) -> bytes:
        body = self.get(key)
        return body[start : start + length] if start >= 0 else body[start:][:length]

    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        if self.put_failures and self.failing_key in {None, key}:
            self.put_failures -= 1
            raise StorageUnavailable(f"storage answered 503 for {key}")
        self.objects[key] = body
        self.info[key] = _info(body, content_type, metadata or {})
        self.puts[key] = self.puts.get(key, 0) + 1

    def download(self, key: str, path: Path) -> None:
        path.write_bytes(self.get(key))

    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        self.put(key, path.read_bytes(), content_type, metadata)

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        self.objects[key] = self.get(source_key)
        self.info[key] = self.info[source_key]
        return self.info[key]

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)
        self.info.pop(key, None)

    def list_objects(self, prefix: str, after: str = "") -> list[StoredObject]:
        keys = sorted(key for key in self.objects if key.startswith(prefix) and key > after)
        return [StoredObject(key, len(self.objects[key])) for key in keys[:MAX_LISTED]]

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        return f"https://storage.test/{key}?type={content_type}&length={size_bytes}&expires={expires_s}"

    def presign_get(self, key: str, expires_s: int) -> str:
        return f"https://storage.test/{key}?expires={expires_s}"


@dataclass
class MemoryPublisher:
    """A public bucket in memory, filled from `source`; `damage` makes every copy lose its last byte."""

    source: MemoryStore
    public: MemoryStore = field(default_factory=MemoryStore)
    cache_control: dict[str, str] = field(default_factory=dict)
    damage: bool = False

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        body = self.source.get(source_key)
        self.public.put(public_key, body[:-1] if self.damage else body, content_type)
        self.cache_control[public_key] = cache_control
        return self.public.info[public_key]

    def withdraw(self, public_key: str) -> None:
        self.public.delete(public_key)

    def url(self, public_key: str) -> str:
        return f"https://public.test/{public_key}"


def _info(body: bytes, content_type: str, metadata: Mapping[str, str]) -> ObjectInfo:
    return ObjectInfo(len(body), content_type, hashlib.md5(body, usedforsecurity=False).hexdigest(), dict(metadata))


def _conforms(store: MemoryStore, publisher: MemoryPublisher) -> tuple[Store, Publisher]:
    """Let the type checker compare the fakes with their ports. Never called."""
    return store, publisher
