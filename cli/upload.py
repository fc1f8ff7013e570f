"""Sends photos straight to storage through the presigned URLs that the API hands out, several at once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, Final

import httpx

from cli.api import Api, transient_retries
from cli.errors import Unavailable, Unreachable
from cli.photos import Photo

PARALLEL: Final = 4
CHUNK_BYTES: Final = 64 * 1024
TIMEOUT: Final = httpx.Timeout(60.0, connect=5.0)
LINK_EXPIRED: Final = 403
RENEWALS: Final = 2
"""How often a photo whose presigned URL has expired gets another: URLs are handed out for all photos at once."""

Slot = dict[str, Any]
"""One of the API's answers to `POST /api/uploads`: `key`, `url` and `headers`."""
Sent = Callable[[int, int], None]
"""Called with a photo's index and how many of its bytes have been sent so far."""


class _Stopped(Exception):
    """Another upload failed, or the user pressed Ctrl-C."""


def upload_photos(api: Api, photos: Sequence[Photo], sent: Sent) -> list[str]:
    """Upload all photos and return their keys in the same order.

    Raises:
        InvalidRequest: the service does not take one of them.
        Unreachable, Unavailable: storage stays out of reach after three tries.
    """
    slots = _slots(api, photos)
    stop = Event()
    with ThreadPoolExecutor(PARALLEL) as pool:
        uploads = [
            pool.submit(_upload, api, photo, slot, partial(sent, index), stop)
            for index, (photo, slot) in enumerate(zip(photos, slots, strict=True))
        ]
        try:
            return [upload.result() for upload in uploads]
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _slots(api: Api, photos: Sequence[Photo]) -> list[Slot]:
    """A presigned URL and a key for each photo."""
    files = [{"name": photo.path.name, "contentType": photo.content_type, "size": photo.size_bytes} for photo in photos]
    slots: list[Slot] = api.post("/uploads", files)["uploads"]
    return slots


def _upload(api: Api, photo: Photo, slot: Slot, sent: Callable[[int], None], stop: Event) -> str:
    """Upload a photo, with a new URL when its own has expired meanwhile; return its key."""
    response = _put(api.http, photo, slot, sent, stop)
    for _ in range(RENEWALS):
        if response.status_code != LINK_EXPIRED:
            break
        (slot,) = _slots(api, [photo])
        response = _put(api.http, photo, slot, sent, stop)
    if response.is_error:
        raise Unavailable(f"{photo.path}: storage refused the upload (status {response.status_code}).")
    return str(slot["key"])


def _put(http: httpx.Client, photo: Photo, slot: Slot, sent: Callable[[int], None], stop: Event) -> httpx.Response:
    headers = {**slot.get("headers", {}), "Content-Length": str(photo.size_bytes)}

    def send() -> httpx.Response:
        return http.put(slot["url"], content=_chunks(photo, sent, stop), headers=headers, timeout=TIMEOUT)

    try:
        return transient_retries()(send)
    except httpx.TransportError as error:
        raise Unreachable(f"{photo.path}: the upload broke off ({error or type(error).__name__}).") from error


def _chunks(photo: Photo, sent: Callable[[int], None], stop: Event) -> Iterator[bytes]:
    done = 0
    with photo.path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if stop.is_set():
                raise _Stopped
            yield chunk
            done += len(chunk)
            sent(done)
