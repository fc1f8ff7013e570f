"""Storage through the real client: the rules of the fake, and those that need a server."""

import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from functions.api import uploads, voice_samples
from local.cloud import Cloud
from local.emulator import CREDENTIALS
from vidx.adapters.s3 import S3Publisher, S3Store, s3_client
from vidx.errors import ArtifactMissing, StorageUnavailable

TOKEN = {
    "R2_ACCOUNT_ID": "local",
    "R2_ACCESS_KEY_ID": CREDENTIALS["AWS_ACCESS_KEY_ID"],
    "R2_SECRET_ACCESS_KEY": CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
}


@pytest.fixture
def store(cloud: Cloud) -> Iterator[S3Store]:
    with closing(s3_client(TOKEN, cloud.description.aws_endpoint)) as client:
        yield S3Store(lambda: client, cloud.description.work_bucket)


@pytest.fixture
def key() -> str:
    return f"uploads/test/{uuid4().hex}"


def test_an_object_is_read_whole_and_in_parts_with_its_metadata(store: S3Store, key: str) -> None:
    store.put(key, b"0123456789", "text/plain", {"made-from": "abc"})
    info = store.head(key)
    assert info is not None
    assert (info.size_bytes, info.content_type, info.metadata) == (10, "text/plain", {"made-from": "abc"})
    assert store.get(key) == b"0123456789"
    assert store.read_range(key, 2, 3) == b"234"
    assert store.read_range(key, -4, 4) == b"6789"
    assert store.read_range(key, 0, 100) == b"0123456789"


def test_a_missing_object_is_another_error_than_a_storage_failure(store: S3Store, key: str, tmp_path: Path) -> None:
    assert store.head(key) is None
    with pytest.raises(ArtifactMissing):
        store.get(key)
    with pytest.raises(ArtifactMissing):
        store.download(key, tmp_path / "file")
    unreachable = S3Store(partial(s3_client, TOKEN, "http://127.0.0.1:9"), "bucket")
    with pytest.raises(StorageUnavailable):
        unreachable.get(key)


def test_files_are_stored_and_loaded_unchanged(store: S3Store, key: str, tmp_path: Path) -> None:
    (tmp_path / "up").write_bytes(b"\x00\xff" * 5_000_000)
    store.upload(tmp_path / "up", key, "video/mp4", {"duration-s": "1.5"})
    store.download(key, tmp_path / "down")
    assert (tmp_path / "down").read_bytes() == (tmp_path / "up").read_bytes()
    store.delete(key)
    assert store.head(key) is None


def test_a_copy_keeps_content_checksum_and_metadata(store: S3Store, key: str) -> None:
    store.put(key, b"voice", "audio/wav", {"made-from": "abc"})
    assert store.copy(key, f"{key}-2") == store.head(f"{key}-2") == store.head(key)
    with pytest.raises(ArtifactMissing):
        store.copy(f"{key}-3", key)


def test_a_presigned_url_accepts_the_announced_type_and_size_only(store: S3Store, key: str) -> None:
    url = store.presign_put(key, "image/jpeg", 5, expires_s=60)
    jpeg = {"Content-Type": "image/jpeg"}
    assert httpx.put(url, content=b"123456", headers=jpeg).status_code == 403
    assert httpx.put(url, content=b"12345", headers={"Content-Type": "text/html"}).status_code == 403
    assert httpx.put(url, content=b"12345", headers=jpeg).status_code == 200
    assert store.get(key) == b"12345"


def test_an_expired_url_is_refused_and_a_new_one_works(store: S3Store, key: str) -> None:
    """An upload URL expires after 15 minutes, that of a voice sample after an hour."""
    jpeg = {"Content-Type": "image/jpeg"}
    put, get = store.presign_put(key, "image/jpeg", 5, expires_s=1), store.presign_get(f"{key}-sample", 1)
    store.put(f"{key}-sample", b"voice", "audio/mpeg")
    time.sleep(2.1)  # signatures count whole seconds

    assert httpx.put(put, content=b"12345", headers=jpeg).status_code == 403
    assert httpx.get(get).status_code == 403
    assert store.head(key) is None

    renewed = (
        store.presign_put(key, "image/jpeg", 5, uploads.URL_VALID_S),
        store.presign_get(f"{key}-sample", voice_samples.URL_VALID_S),
    )
    assert httpx.put(renewed[0], content=b"12345", headers=jpeg).status_code == 200
    assert httpx.get(renewed[1]).content == b"voice"


def test_a_published_copy_equals_its_source(cloud: Cloud, store: S3Store, key: str) -> None:
    described = cloud.description
    publisher = S3Publisher(store.connect, described.work_bucket, described.public_bucket, "https://media.test")
    store.put(key, b"data", "application/octet-stream")
    copied = publisher.publish(key, f"videos/{key}", "video/mp4", "public, max-age=86400")
    source = store.head(key)
    assert source is not None
    assert (copied.etag, copied.size_bytes, copied.content_type) == (source.etag, 4, "video/mp4")
    assert publisher.url("videos/x.mp4") == "https://media.test/videos/x.mp4"


def test_the_edge_server_leads_to_published_files_only(cloud: Cloud, store: S3Store, key: str) -> None:
    store.put(key, b"private", "text/plain")
    bucket = cloud.description.work_bucket
    addresses = (
        "",
        "?list-type=2",
        f"..%2f{bucket}/{key}",
        f"..%252f{bucket}/{key}",
        f"%2e%2e/{bucket}/{key}",
        "videos/",
    )

    answers = [httpx.get(f"{cloud.description.api_url}/media/{address}", timeout=30) for address in addresses]

    assert {answer.status_code for answer in answers} <= {400, 404}
    assert not [answer for answer in answers if "private" in answer.text or "<ListBucketResult" in answer.text]


def test_odd_ranges_of_a_published_file_are_answered(cloud: Cloud, store: S3Store, key: str) -> None:
    described = cloud.description
    publisher = S3Publisher(store.connect, described.work_bucket, described.public_bucket, "https://media.test")
    store.put(key, b"0123456789", "video/mp4")
    publisher.publish(key, f"videos/{Path(key).name}.mp4", "video/mp4", "public, max-age=86400")
    url = f"{described.api_url}/media/videos/{Path(key).name}.mp4"

    def part(ranges: str) -> httpx.Response:
        return httpx.get(url, headers={"Range": ranges}, timeout=30)

    assert (part("bytes=2-4").status_code, part("bytes=2-4").content) == (206, b"234")
    odd = ("bytes=99-", "bytes=4-2", "bytes=-0", "bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=" + "0-," * 500)
    assert {part(each).status_code for each in odd} <= {200, 206, 416, 400}


def test_objects_are_listed_by_prefix_and_after_a_key(store: S3Store, key: str) -> None:
    for name in ("a", "b", "c"):
        store.put(f"{key}/{name}", b"x" * 3, "text/plain")
    store.put(f"{key}-other", b"x", "text/plain")

    listed = store.list_objects(f"{key}/")

    assert [(each.key, each.size_bytes) for each in listed] == [(f"{key}/{name}", 3) for name in ("a", "b", "c")]
    assert [each.key for each in store.list_objects(f"{key}/", after=f"{key}/a")] == [f"{key}/b", f"{key}/c"]
    assert store.list_objects(f"{key}/none") == []
