"""The check of an uploaded photo or clip. The file itself tells which it is, whatever its name or content type says."""

from vidx.errors import ArtifactMissing, InvalidPhotos
from vidx.media.byte_source import ByteSource
from vidx.media.clip import ClipFacts, inspect_clip
from vidx.media.movie import clip_format
from vidx.media.photo import HEAD_BYTES, PhotoFacts, check_photo_bytes, format_of, inspect_photo
from vidx.ports.storage import Store

Facts = PhotoFacts | ClipFacts


def inspect_file(file: bytes, index: int = 0) -> Facts:
    """Check photo or clip number `index` (from 0), of which the whole file is in memory.

    Raises:
        UnusablePhoto, UnusableClip: see `inspect_photo` and `inspect_clip`.
    """
    return _inspect(ByteSource.from_bytes(file), index)


def inspect_stored(store: Store, key: str, index: int) -> Facts:
    """Check an upload by ranged reads, with the same result as `inspect_file`.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto, UnusableClip: see `inspect_photo` and `inspect_clip`.
        StorageUnavailable: storage does not answer.
    """
    info = store.head(key)
    if info is None:
        raise missing_photo(index)
    if not info.size_bytes:
        check_photo_bytes(0, index)
    try:
        head = store.read_range(key, 0, HEAD_BYTES)
        source = ByteSource(lambda start, length: store.read_range(key, start, length), info.size_bytes, head)
        return _inspect(source, index)
    except ArtifactMissing as error:
        raise missing_photo(index) from error


def _inspect(source: ByteSource, index: int) -> Facts:
    head = source.read(0, HEAD_BYTES)
    file_format = None if format_of(head) else clip_format(head)
    return inspect_photo(source, index) if file_format is None else inspect_clip(file_format, source, index)


def missing_photo(index: int) -> InvalidPhotos:
    """Return the error for a key that does not exist or is somebody else's: both look the same to the caller."""
    return InvalidPhotos(
        f"photo {index + 1} is not among your uploads; upload it first (POST /api/uploads) and give the key you got",
        field=f"photos[{index}]",
    )
