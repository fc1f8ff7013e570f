"""Errors of the storage, as the rest of vidx sees them."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from botocore.stub import Stubber

from vidx.adapters.s3 import S3Store, s3_client
from vidx.errors import AccessRefused, ArtifactMissing, StorageUnavailable, VidxError

TOKEN = {"R2_ACCESS_KEY_ID": "test", "R2_SECRET_ACCESS_KEY": "test"}
KEY = "jobs/0123456789abcdef/job.json"


@pytest.fixture
def store() -> Iterator[S3Store]:
    with closing(s3_client(TOKEN, "http://127.0.0.1:9")) as client:
        yield S3Store(lambda: client, "work")


def failure(store: S3Store, code: str, status: int) -> VidxError:
    with Stubber(store.connect()) as stubber:
        stubber.add_client_error("put_object", code, http_status_code=status)
        with pytest.raises(VidxError) as error:
            store.put(KEY, b"", "text/plain")
    return error.value


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("SlowDown", 503, StorageUnavailable),
        ("InternalError", 500, StorageUnavailable),
        ("NoSuchKey", 404, ArtifactMissing),
        ("AccessDenied", 403, AccessRefused),
    ],
)
def test_errors_of_the_storage_are_mapped(store: S3Store, code: str, status: int, error: type[VidxError]) -> None:
    assert type(failure(store, code, status)) is error


def test_a_seller_who_waits_reads_no_key_and_no_status_of_the_storage(store: S3Store) -> None:
    message = str(failure(store, "SlowDown", 503))

    assert message == "our files cannot be reached just now; nothing is lost, try again in a minute"
