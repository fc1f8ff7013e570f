"""Is this upload a photo or a clip, and can we use it? Decided by the file itself, whatever its name or type says."""

from vidx.clip import ClipFacts, inspect_clip
from vidx.clip_header import clip_kind
from vidx.errors import ArtifactMissing, InvalidPhotos, UnusablePhoto
from vidx.photo import HEAD_BYTES, TAIL_BYTES, PhotoFacts, inspect, refuse_size
from vidx.photo_header import kind_of, size_of
from vidx.ports import Store

Facts = PhotoFacts | ClipFacts


def inspect_file(file: bytes, index: int = 0) -> Facts:
    """Judge photo or clip number `index` (from 0), of which the whole file is at hand.

    Raises:
        UnusablePhoto, UnusableClip: see `vidx.photo.inspect` and `vidx.clip.inspect_clip`.
    """
    kind = _clip_kind(file)
    if kind is None:
        return inspect(file, file, len(file), index)
    return inspect_clip(kind, lambda start, length: file[start : start + length], len(file), index)


def inspect_stored(store: Store, key: str, index: int) -> Facts:
    """Judge an upload by ranged reads. What a photo's head leaves open is settled by the whole file.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto, UnusableClip: see `vidx.photo.inspect` and `vidx.clip.inspect_clip`.
        StorageUnavailable: the storage could not be asked.
    """
    info = store.head(key)
    if info is None:
        raise missing(index)
    if not info.size_bytes:
        refuse_size(0, index)
    try:
        head = store.read_range(key, 0, HEAD_BYTES)
        kind = _clip_kind(head)
        if kind is None:
            return _stored_photo(store, key, head, info.size_bytes, index)

        def read(start: int, length: int) -> bytes:
            end = start + length
            return head[start:end] if end <= len(head) else store.read_range(key, start, length)

        return inspect_clip(kind, read, info.size_bytes, index)
    except ArtifactMissing as error:
        raise missing(index) from error


def missing(index: int) -> InvalidPhotos:
    """The answer for a key that does not exist and for one of somebody else's: the two are not told apart."""
    return InvalidPhotos(
        f"photo {index + 1} is not among your uploads; upload it first (POST /api/uploads) and give the key you got",
        field=f"photos[{index}]",
    )


def _clip_kind(head: bytes) -> str | None:
    return None if kind_of(head) else clip_kind(head)


def _stored_photo(store: Store, key: str, head: bytes, size_bytes: int, index: int) -> PhotoFacts:
    refuse_size(size_bytes, index)
    tail = head[-TAIL_BYTES:] if len(head) >= size_bytes else store.read_range(key, -TAIL_BYTES, TAIL_BYTES)
    try:
        return inspect(head, tail, size_bytes, index)
    except UnusablePhoto:
        if len(head) >= size_bytes or size_of(kind_of(head) or "", head):
            raise
    return inspect(store.get(key), tail, size_bytes, index)
