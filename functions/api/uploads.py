"""Presigned uploads: each URL takes one PUT of exactly the announced type and size."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from functions.api.wire import UploadSlot, UploadWish
from vidx import keys, options
from vidx.errors import InvalidPhotos, UnusablePhoto
from vidx.media.clip import check_clip_bytes
from vidx.media.photo import check_photo_bytes
from vidx.ports import Store

EXPIRES_S: Final = 900


def slots(wishes: Sequence[UploadWish], owner: str, store: Store) -> list[UploadSlot]:
    """A place for every photo and clip wished for, in order.

    Raises:
        InvalidPhotos: none, or more than a job may have.
        UnusablePhoto, UnusableClip: a type that is not accepted, an empty or a too large file.
    """
    if not 1 <= len(wishes) <= options.MAX_PHOTOS:
        raise InvalidPhotos(f"1 to {options.MAX_PHOTOS} photos are needed, not {len(wishes)}", field="photos")
    for index, wish in enumerate(wishes):
        _check(wish, index)
    return [_slot(wish, keys.upload(owner, uuid4().hex), store) for wish in wishes]


def _check(wish: UploadWish, index: int) -> None:
    if wish.content_type in options.CLIP_TYPES:
        check_clip_bytes(wish.size, index)
        return
    if wish.content_type not in options.PHOTO_TYPES:
        kind = wish.content_type or "of unknown type"
        raise UnusablePhoto(
            f"photo {index + 1} ({wish.name}) is {kind}; use {options.accepted_types()}",
            field=f"photos[{index}]",
        )
    check_photo_bytes(wish.size, index)


def _slot(wish: UploadWish, key: str, store: Store) -> UploadSlot:
    url = store.presign_put(key, wish.content_type, wish.size, EXPIRES_S)
    return UploadSlot(key=key, url=url, headers={"Content-Type": wish.content_type}, expires_in=EXPIRES_S)
