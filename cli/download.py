"""Saves the finished video to disk, whole or not at all."""

from pathlib import Path

import httpx

from cli.api import transient_retries
from cli.errors import Fault, InvalidRequest, Unavailable, Unreachable


def check_writable(path: Path) -> None:
    """Make sure before anything is spent that the video can be saved there.

    Raises:
        InvalidRequest: the path is a folder, or its folder cannot be made.
    """
    if path.is_dir():
        raise InvalidRequest(Fault(f"{path} is a folder; name a file in it, such as {path / 'video.mp4'}", "--output"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidRequest(Fault(f"{path.parent} cannot be made: {error.strerror}", "--output")) from error


def download(http: httpx.Client, url: str, path: Path) -> int:
    """Write what is at `url` to `path` and return its size in bytes.

    Raises:
        Unreachable, Unavailable: it cannot be loaded; the video stays where it is published.
    """
    partial = path.with_name(f"{path.name}.part")
    again = f"The video itself is safe at {url}."
    try:
        transient_retries()(_stream, http, url, partial)
    except httpx.TransportError as error:
        raise Unreachable(f"The download broke off ({error or type(error).__name__}).", hint=again) from error
    except httpx.HTTPStatusError as error:
        raise Unavailable(f"The download failed with status {error.response.status_code}.", hint=again) from error
    except OSError as error:
        raise InvalidRequest(Fault(f"{path} cannot be written: {error.strerror}", "--output"), hint=again) from error
    partial.replace(path)
    return path.stat().st_size


def _stream(http: httpx.Client, url: str, path: Path) -> None:
    with http.stream("GET", url, follow_redirects=True) as response:
        response.raise_for_status()
        with path.open("wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
