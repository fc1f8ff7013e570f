"""The checks of a logo at upload: format, size and completeness. Its file is small, so all of it is read."""

from typing import Final

from vidx import options
from vidx.errors import ArtifactMissing, InvalidPhotos, UnusablePhoto
from vidx.media.byte_source import ByteSource
from vidx.media.photo import MEGAPIXEL, MIB, damage_fault, describe_other_format, format_of, read_size
from vidx.ports.storage import Store

FIELD: Final = "logoKey"


def inspect_logo(store: Store, key: str) -> bytes:
    """Return the logo's file after checking it.

    Raises:
        InvalidPhotos: there is no such upload.
        UnusablePhoto: empty, too large, of no accepted format, too few or too many pixels, or cut off.
        StorageUnavailable: storage does not answer.
    """
    info = store.head(key)
    if info is None:
        raise missing_logo()
    _check_bytes(info.size_bytes)
    try:
        file = store.get(key)
    except ArtifactMissing as error:
        raise missing_logo() from error
    inspect_logo_file(file)
    return file


def inspect_logo_file(file: bytes) -> None:
    """Check a logo of which the whole file is in memory. Raises `UnusablePhoto` as `inspect_logo` does."""
    _check_bytes(len(file))
    logo_format = format_of(file)
    if logo_format is None:
        raise unusable_logo(
            f"is {describe_other_format(file)}; use a picture, best a PNG with a transparent background"
        )
    size, fault = read_size(logo_format, ByteSource.from_bytes(file))
    if fault or size is None:
        raise unusable_logo(fault or damage_fault(logo_format))
    pixels, smallest = "{:,}×{:,} pixels".format(*size), options.MIN_LOGO_SIDE_PX
    if min(size) < smallest:
        raise unusable_logo(f"has only {pixels}; use one of at least {smallest}×{smallest}")
    if size[0] * size[1] > options.MAX_LOGO_PIXELS:
        raise unusable_logo(f"has {pixels}; use one of at most {options.MAX_LOGO_PIXELS // MEGAPIXEL} megapixels")


def missing_logo() -> InvalidPhotos:
    """Return the error for a key that does not exist or is somebody else's: both look the same to the caller."""
    return InvalidPhotos(
        "the logo is not among your uploads; upload it first (POST /api/uploads) and give the key you got", field=FIELD
    )


def unusable_logo(fault: str) -> UnusablePhoto:
    return UnusablePhoto(f"the logo {fault}", field=FIELD)


def _check_bytes(size_bytes: int) -> None:
    if not 0 < size_bytes <= options.MAX_LOGO_BYTES:
        limit = options.MAX_LOGO_BYTES // MIB
        raise unusable_logo(f"has {size_bytes / MIB:.1f} MB; it must not be empty, and {limit} MB at most")
