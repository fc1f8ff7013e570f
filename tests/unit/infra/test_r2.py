"""Setting up the buckets can be repeated, and a missing credential is named."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra import r2
from infra.settings import EXAMPLES, Deployment


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

    def get_bucket_cors(self, Bucket: str) -> dict[str, Any]:  # noqa: N803  # boto3's own name
        if Bucket not in self.cors:
            raise ClientError({"Error": {"Code": "NoSuchCORSConfiguration"}}, "GetBucketCors")
        return {"CORSRules": self.cors[Bucket]}

    def get_bucket_lifecycle_configuration(self, Bucket: str) -> dict[str, Any]:  # noqa: N803  # boto3's own name
        if Bucket not in self.lifecycle:
            raise ClientError({"Error": {"Code": "NoSuchLifecycleConfiguration"}}, "GetBucketLifecycleConfiguration")
        return {"Rules": self.lifecycle[Bucket]}


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
@pytest.mark.parametrize("command", ["apply", "check"])
def test_missing_credentials_are_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        r2.main([command, "--origin", "https://ads.example"])

    assert left.value.code == 2
    assert "R2_ACCOUNT_ID" in capsys.readouterr().err


def differences(buckets: Buckets, origin: str = "https://ads.example") -> list[str]:
    return r2.differences(buckets, "work", "public", [origin])  # type: ignore[arg-type]  # not a whole S3 client


def test_what_was_applied_has_no_differences() -> None:
    assert differences(applied(Buckets())) == []


def test_missing_buckets_are_named() -> None:
    assert differences(Buckets()) == ["the bucket work is missing", "the bucket public is missing"]


def test_a_site_that_may_not_upload_is_named() -> None:
    (difference,) = differences(applied(Buckets()), "https://d111111abcdef8.cloudfront.net")

    assert difference == ("the CORS rules of work differ: pages of https://d111111abcdef8.cloudfront.net need them")


def test_buckets_without_rules_and_with_r2s_own_rule_differ() -> None:
    buckets = Buckets()
    buckets.names = ["work", "public"]
    own = {"ID": r2.R2S_OWN_RULE, "Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}
    buckets.lifecycle["work"] = [own]

    assert [each.split(":")[0] for each in differences(buckets)] == [
        "the CORS rules of work differ",
        "the CORS rules of public differ",
        "the lifecycle rules of work differ",
    ]


def test_the_pages_of_the_site_and_of_other_origins_may_upload() -> None:
    certificate = "arn:aws:acm:us-east-1:111122223333:certificate/12"
    chosen = {"siteDomain": "ads.test", "certificateArn": certificate, "webOrigins": "https://shop.test"}

    assert r2.site_origins(Deployment.model_validate({**EXAMPLES, **chosen})) == [
        "https://ads.test",
        "https://shop.test",
    ]
