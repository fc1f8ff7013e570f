"""Is this upload a photo or a clip, and can we use it? Decided by the file itself, whatever its name or type says."""

from vidx.errors import ArtifactMissing, InvalidPhotos
from vidx.media.clip import ClipFacts, inspect_clip
from vidx.media.clip_header import clip_kind
from vidx.media.photo import HEAD_BYTES, PhotoFacts, inspect, refuse_size
from vidx.media.photo_header import kind_of
from vidx.media.source import Source, source_of
from vidx.ports import Store

Facts = PhotoFacts | ClipFacts


def inspect_file(file: bytes, index: int = 0) -> Facts:
    """Judge photo or clip number `index` (from 0), of which the whole file is at hand.

    Raises:
        UnusablePhoto, UnusableClip: see `vidx.media.photo.inspect` and `vidx.media.clip.inspect_clip`.
    """
    return _inspect(source_of(file), index)


def inspect_stored(store: Store, key: str, index: int) -> Facts:
    """Judge an upload by ranged reads, as `inspect_file` judges the same file.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto, UnusableClip: see `vidx.media.photo.inspect` and `vidx.media.clip.inspect_clip`.
        StorageUnavailable: the storage could not be asked.
    """
    info = store.head(key)
    if info is None:
        raise missing(index)
    if not info.size_bytes:
        refuse_size(0, index)
    try:
        head = store.read_range(key, 0, HEAD_BYTES)
        source = Source(lambda start, length: store.read_range(key, start, length), info.size_bytes, head)
        return _inspect(source, index)
    except ArtifactMissing as error:
        raise missing(index) from error


def _inspect(source: Source, index: int) -> Facts:
    kind = _clip_kind(source.at(0, HEAD_BYTES))
    return inspect(source, index) if kind is None else inspect_clip(kind, source.at, source.size_bytes, index)


def missing(index: int) -> InvalidPhotos:
    """The answer for a key that does not exist and for one of somebody else's: the two are not told apart."""
    return InvalidPhotos(
        f"photo {index + 1} is not among your uploads; upload it first (POST /api/uploads) and give the key you got",
        field=f"photos[{index}]",
    )


def _clip_kind(head: bytes) -> str | None:
    return None if kind_of(head) else clip_kind(head)
