"""Presigned uploads: each URL takes one PUT of exactly the announced type and size."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from functions.api.admission import take_uploads
from functions.api.dependencies import Ports
from functions.api.schemas.videos import UploadRequest, UploadSlot
from vidx import keys, options
from vidx.errors import InvalidPhotos, UnusablePhoto
from vidx.media.clip import check_clip_bytes
from vidx.media.photo import check_photo_bytes
from vidx.ports.storage import Store

URL_VALID_S: Final = 900


def slots(files: Sequence[UploadRequest], owner: str, ports: Ports) -> list[UploadSlot]:
    """Return a presigned upload slot for each file, in order.

    Raises:
        InvalidPhotos: none, or more than a job may have.
        UnusablePhoto, UnusableClip: a type that is not accepted, an empty or a too large file.
        LimitReached: the owner has uploaded too many files or bytes today.
    """
    if not 1 <= len(files) <= options.MAX_PHOTOS:
        raise InvalidPhotos(f"1 to {options.MAX_PHOTOS} photos are needed, not {len(files)}", field="photos")
    for index, file in enumerate(files):
        _check(file, index)
    take_uploads([file.size for file in files], owner, ports)
    return [_slot(file, keys.upload(owner, uuid4().hex), ports.store) for file in files]


def _check(file: UploadRequest, index: int) -> None:
    if file.content_type in options.CLIP_TYPES:
        check_clip_bytes(file.size, index)
        return
    if file.content_type not in options.PHOTO_TYPES:
        kind = file.content_type or "of unknown type"
        raise UnusablePhoto(
            f"photo {index + 1} ({file.name}) is {kind}; use {options.accepted_types()}",
            field=f"photos[{index}]",
        )
    check_photo_bytes(file.size, index)


def _slot(file: UploadRequest, key: str, store: Store) -> UploadSlot:
    url = store.presign_put(key, file.content_type, file.size, URL_VALID_S)
    return UploadSlot(key=key, url=url, headers={"Content-Type": file.content_type}, expires_in=URL_VALID_S)
