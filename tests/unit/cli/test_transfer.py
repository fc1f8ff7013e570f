import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.responses import Response

from cli.auth import BearerAuth, TokenFile
from cli.client import ApiClient
from cli.config import Service
from cli.errors import Unavailable, Unreachable
from cli.photos import Photo
from cli.transfer import upload_photos
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService

DETAILS = ["--title", "T", "--description", "D", "--price", "1"]


def api_over(answer: Callable[[httpx.Request], httpx.Response]) -> ApiClient:
    service, http = Service("http://127.0.0.1"), httpx.Client(transport=httpx.MockTransport(answer))
    return ApiClient(service, http, BearerAuth(service, TokenFile(Path("none")), http, fixed="token"))


def slots(count: int) -> httpx.Response:
    return httpx.Response(200, json={"uploads": [{"key": f"k{n}", "url": f"http://s/{n}"} for n in range(count)]})


def test_an_upload_is_repeated_from_the_first_byte_after_a_broken_connection(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a" * 200_000)
    received: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/uploads":
            return slots(1)
        received.append(len(request.read()))
        if len(received) == 1:
            raise httpx.WriteError("reset by peer")
        return httpx.Response(200)

    progress: list[int] = []
    keys = upload_photos(
        api_over(answer),
        [Photo(tmp_path / "a.jpg", "image/jpeg", 200_000)],
        lambda _, sent_bytes: progress.append(sent_bytes),
    )

    assert keys == ["k0"]
    assert received == [200_000, 200_000]
    assert progress[-1] == 200_000


def test_unreachable_storage_is_reported_with_the_name_of_the_photo(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/uploads":
            return slots(1)
        raise httpx.ConnectError("refused")

    with pytest.raises(Unreachable, match=r"a.jpg: the upload broke off \(refused\)"):
        upload_photos(api_over(answer), [Photo(tmp_path / "a.jpg", "image/jpeg", 1)], lambda _, __: None)


def test_photos_are_uploaded_in_parallel(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    both_there = threading.Barrier(2, timeout=10)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/uploads":
            return slots(2)
        both_there.wait()
        return httpx.Response(200)

    photo = Photo(tmp_path / "a.jpg", "image/jpeg", 1)

    assert upload_photos(api_over(answer), [photo, photo], lambda _, __: None) == ["k0", "k1"]


def test_an_expired_url_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    """The first photos took longer than a URL works."""
    (tmp_path / "a.jpg").write_bytes(b"a")
    photo = Photo(tmp_path / "a.jpg", "image/jpeg", 1)
    handed_out: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/uploads":
            first = sum(handed_out)
            handed_out.append(len(json.loads(request.content)))
            numbers = range(first, first + handed_out[-1])
            return httpx.Response(200, json={"uploads": [{"key": f"k{n}", "url": f"http://s/{n}"} for n in numbers]})
        request.read()
        return httpx.Response(403 if request.url.path == "/1" else 200)

    assert upload_photos(api_over(answer), [photo, photo], lambda _, __: None) == ["k0", "k2"]
    assert handed_out == [2, 1]


def test_a_refused_upload_starts_no_job(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    service.answers["PUT /bucket/1"].append(Response(status_code=400))

    result = vidx("create", *photos, *DETAILS)

    assert result.code == 6
    assert "b.jpg: storage refused the upload (status 400)" in result.err
    assert not service.calls("POST /api/video/generate")


def test_a_photo_that_storage_always_refuses_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        return slots(1) if request.url.path == "/api/uploads" else httpx.Response(403)

    with pytest.raises(Unavailable, match=r"a.jpg: storage refused the upload \(status 403\)"):
        upload_photos(api_over(answer), [Photo(tmp_path / "a.jpg", "image/jpeg", 1)], lambda _, __: None)


def test_an_unreachable_service_is_reported_with_its_address(vidx: Vidx) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

        result = vidx("list", "--api-url", url)

    assert result.code == 3  # nobody is signed in there: reported before the service is contacted

    assert vidx("estimate", "--api-url", url).code == 6
