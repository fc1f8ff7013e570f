"""Is this upload a logo we can use? Judged by the whole file, which is small, before anything is decoded."""

from typing import Final

from vidx import options
from vidx.errors import ArtifactMissing, InvalidPhotos, UnusablePhoto
from vidx.media.photo import MIB, damaged, judge
from vidx.media.photo_header import kind_of, other_kind
from vidx.media.source import source_of
from vidx.ports import Store

FIELD: Final = "logoKey"


def inspect_logo(store: Store, key: str) -> bytes:
    """The logo's file, when it is a picture that can be used.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto: empty, too large, of no accepted type, too few or too many pixels, or cut off.
        StorageUnavailable: the storage could not be asked.
    """
    info = store.head(key)
    if info is None:
        raise missing_logo()
    _refuse_size(info.size_bytes)
    try:
        file = store.get(key)
    except ArtifactMissing as error:
        raise missing_logo() from error
    inspect_logo_file(file)
    return file


def inspect_logo_file(file: bytes) -> None:
    """Raises `UnusablePhoto` as `inspect_logo` does, for a logo of which the whole file is at hand."""
    _refuse_size(len(file))
    _check(file)


def missing_logo() -> InvalidPhotos:
    """The answer for a key that does not exist and for one of somebody else's: the two are not told apart."""
    return InvalidPhotos(
        "the logo is not among your uploads; upload it first (POST /api/uploads) and give the key you got", field=FIELD
    )


def unusable_logo(fault: str) -> UnusablePhoto:
    return UnusablePhoto(f"the logo {fault}", field=FIELD)


def _refuse_size(size_bytes: int) -> None:
    if not 0 < size_bytes <= options.MAX_LOGO_BYTES:
        most = options.MAX_LOGO_BYTES // MIB
        raise unusable_logo(f"has {size_bytes / MIB:.1f} MB; it must not be empty, and {most} MB at most")


def _check(file: bytes) -> None:
    kind = kind_of(file)
    if kind is None:
        raise unusable_logo(f"is {other_kind(file)}; use a picture, best a PNG with a transparent background")
    size, fault = judge(kind, source_of(file))
    if fault or size is None:
        raise unusable_logo(fault or damaged(kind))
    shown, least = f"{size.width_px:,}×{size.height_px:,} pixels", options.MIN_LOGO_SIDE_PX
    if min(size) < least:
        raise unusable_logo(f"has only {shown}; use one of at least {least}×{least}")
    if size.width_px * size.height_px > options.MAX_LOGO_PIXELS:
        most = options.MAX_LOGO_PIXELS // 1_000_000
        raise unusable_logo(f"has {shown}; use one of at most {most} megapixels")
