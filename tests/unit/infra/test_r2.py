"""Setting up the buckets can be repeated, and a missing credential is named."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from infra import r2


class Buckets:
    """Records the calls of `apply`. Implements the part of the S3 client that it uses."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.cors: dict[str, Any] = {}
        self.lifecycle: dict[str, Any] = {}

    def list_buckets(self) -> dict[str, Any]:
        return {"Buckets": [{"Name": name} for name in self.names]}

    def create_bucket(self, Bucket: str, **_: Any) -> None:  # noqa: N803  # boto3's own name
        self.names.append(Bucket)

    def put_bucket_cors(self, Bucket: str, CORSConfiguration: Any) -> None:  # noqa: N803  # boto3's own names
        self.cors[Bucket] = CORSConfiguration["CORSRules"]

    def put_bucket_lifecycle_configuration(
        self,
        Bucket: str,  # noqa: N803  # boto3's own name
        LifecycleConfiguration: Any,  # noqa: N803  # boto3's own name
    ) -> None:
        self.lifecycle[Bucket] = LifecycleConfiguration["Rules"]


@pytest.fixture
def no_credentials() -> Iterator[None]:
    credentials = {name: os.environ.pop(name) for name in r2.CREDENTIALS if name in os.environ}
    yield
    os.environ.update(credentials)


def applied(buckets: Buckets) -> Buckets:
    r2.apply(buckets, "work", "public", ["https://ads.example"])  # type: ignore[arg-type]  # not a whole S3 client
    return buckets


def test_applying_twice_creates_each_bucket_once() -> None:
    buckets = applied(applied(Buckets()))

    assert buckets.names == ["work", "public"]


def test_originals_expire_and_published_videos_do_not() -> None:
    buckets = applied(Buckets())

    days = {rule["ID"]: rule["Expiration"]["Days"] for rule in buckets.lifecycle["work"] if "Expiration" in rule}
    assert days == {"uploads/": 30, "jobs/": 30, "drafts/": 30}
    assert set(buckets.lifecycle) == {"work"}


def test_only_the_page_may_upload_and_everybody_may_read() -> None:
    buckets = applied(Buckets())

    assert buckets.cors["work"][0]["AllowedOrigins"] == ["https://ads.example"]
    assert buckets.cors["work"][0]["AllowedMethods"] == ["PUT"]
    assert buckets.cors["public"][0]["AllowedOrigins"] == ["*"]
    assert "PUT" not in buckets.cors["public"][0]["AllowedMethods"]


@pytest.mark.usefixtures("no_credentials")
def test_missing_credentials_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        r2.main(["apply", "--origin", "https://ads.example"])

    assert left.value.code == 2
    assert "R2_ACCOUNT_ID" in capsys.readouterr().err
