"""Upload photos to presigned URLs, and download the finished video."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Final

import httpx

from cli.client import ApiClient, transient_retries
from cli.errors import Fault, InvalidRequest, Unavailable, Unreachable
from cli.photos import Photo

PARALLEL: Final = 4
CHUNK_BYTES: Final = 64 * 1024
TIMEOUT: Final = httpx.Timeout(60.0, connect=5.0)
LINK_EXPIRED: Final = 403
"""Status with which storage answers an expired presigned URL."""
RENEWALS: Final = 2
"""How often an expired presigned URL is replaced. URLs may expire because those of all photos start together."""

Slot = dict[str, Any]
"""One entry of the response of `POST /api/uploads`: `key`, `url` and `headers`."""
OnBytesSent = Callable[[int, int], None]
"""Called with a photo's index and the number of its bytes sent so far."""


class _Stopped(Exception):
    """Raised in an upload to end it, because another one failed or the user pressed Ctrl-C."""


def upload_photos(api: ApiClient, photos: Sequence[Photo], on_sent: OnBytesSent) -> list[str]:
    """Upload all photos and return their keys in the same order.

    Raises:
        InvalidRequest: the service does not accept one of them.
        Unreachable, Unavailable: storage is unreachable after three tries.
    """
    slots = _slots(api, photos)
    stop = Event()
    with ThreadPoolExecutor(PARALLEL) as pool:
        uploads = [
            pool.submit(_upload, api, photo, slot, partial(on_sent, index), stop)
            for index, (photo, slot) in enumerate(zip(photos, slots, strict=True))
        ]
        try:
            return [upload.result() for upload in uploads]
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _slots(api: ApiClient, photos: Sequence[Photo]) -> list[Slot]:
    """Request a presigned URL and a key for each photo."""
    files = [{"name": photo.path.name, "contentType": photo.content_type, "size": photo.size_bytes} for photo in photos]
    slots: list[Slot] = api.post("/uploads", files)["uploads"]
    return slots


def _upload(api: ApiClient, photo: Photo, slot: Slot, on_sent: Callable[[int], None], stop: Event) -> str:
    """Upload a photo, with a new URL when the first one has expired, and return its key."""
    response = _put(api.http, photo, slot, on_sent, stop)
    for _ in range(RENEWALS):
        if response.status_code != LINK_EXPIRED:
            break
        (slot,) = _slots(api, [photo])
        response = _put(api.http, photo, slot, on_sent, stop)
    if response.is_error:
        raise Unavailable(f"{photo.path}: storage refused the upload (status {response.status_code}).")
    return str(slot["key"])


def _put(http: httpx.Client, photo: Photo, slot: Slot, on_sent: Callable[[int], None], stop: Event) -> httpx.Response:
    headers = {**slot.get("headers", {}), "Content-Length": str(photo.size_bytes)}

    def send() -> httpx.Response:
        return http.put(slot["url"], content=_chunks(photo, on_sent, stop), headers=headers, timeout=TIMEOUT)

    try:
        return transient_retries()(send)
    except httpx.TransportError as error:
        raise Unreachable(f"{photo.path}: the upload broke off ({error or type(error).__name__}).") from error


def _chunks(photo: Photo, on_sent: Callable[[int], None], stop: Event) -> Iterator[bytes]:
    sent_bytes = 0
    with photo.path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if stop.is_set():
                raise _Stopped
            yield chunk
            sent_bytes += len(chunk)
            on_sent(sent_bytes)


def check_writable(path: Path) -> None:
    """Check that the video can be saved to `path`, before the job starts.

    Raises:
        InvalidRequest: the path is a folder, or its folder cannot be created.
    """
    if path.is_dir():
        raise InvalidRequest(Fault(f"{path} is a folder; name a file in it, such as {path / 'video.mp4'}", "--output"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidRequest(Fault(f"{path.parent} cannot be created: {error.strerror}", "--output")) from error


def download(http: httpx.Client, url: str, path: Path) -> int:
    """Download `url` to `path` and return the size in bytes. A failed download leaves no file at `path`.

    Raises:
        Unreachable, Unavailable: the download failed; the video stays available at `url`.
    """
    partial = path.with_name(f"{path.name}.part")
    hint = f"The video itself is safe at {url}."
    try:
        transient_retries()(_stream, http, url, partial)
    except httpx.TransportError as error:
        raise Unreachable(f"The download broke off ({error or type(error).__name__}).", hint=hint) from error
    except httpx.HTTPStatusError as error:
        raise Unavailable(f"The download failed with status {error.response.status_code}.", hint=hint) from error
    except OSError as error:
        raise InvalidRequest(Fault(f"{path} cannot be written: {error.strerror}", "--output"), hint=hint) from error
    partial.replace(path)
    return path.stat().st_size


def _stream(http: httpx.Client, url: str, path: Path) -> None:
    with http.stream("GET", url, follow_redirects=True) as response:
        response.raise_for_status()
        with path.open("wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
