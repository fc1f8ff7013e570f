"""Secrets are read again when a service refuses what they hold, and after five minutes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx2
import openai
import pytest
from botocore.exceptions import ClientError

from vidx.adapters import aws
from vidx.adapters.openai.client import KEY_NAME, Host, client, mapped_errors, with_current_key
from vidx.adapters.s3 import S3Store, store
from vidx.errors import AccessRefused, ProviderUnauthorized, SecretUnavailable
from vidx.settings import settings

ARN = "arn:aws:secretsmanager:us-east-1:1:secret:s"


@dataclass
class SecretsManager:
    """Holds one secret; counts its readings."""

    text: str = json.dumps({KEY_NAME: "old"})
    error: Exception | None = None
    readings: int = 0
    now_s: float = field(default=1_000.0)

    def get_secret_value(self, **_request: str) -> dict[str, str]:
        self.readings += 1
        if self.error:
            raise self.error
        return {"SecretString": self.text}

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretsManager]:
    manager = SecretsManager()
    monkeypatch.setattr(aws, "_secrets_manager", lambda: manager)
    monkeypatch.setattr(aws, "time", manager)
    monkeypatch.setattr(aws, "_secrets", {})
    monkeypatch.setenv("OPENAI_SECRET_ARN", ARN)
    monkeypatch.setenv("STORAGE_SECRET_ARN", ARN)
    settings.cache_clear()
    yield manager
    settings.cache_clear()


def key_error(status: int) -> openai.APIStatusError:
    request = httpx2.Request("POST", "https://example.test")
    return openai.APIStatusError("refused", response=httpx2.Response(status, request=request), body=None)


class Endpoint:
    """Accepts the key `new`; counts its calls."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    @with_current_key
    def speak(self) -> str:
        self.keys.append(client(1.0, Host("https://example.test", KEY_NAME)).api_key)
        with mapped_errors("tts"):
            if self.keys[-1] != "new":
                raise key_error(401)
        return "spoken"


def test_a_secret_is_read_again_after_five_minutes(manager: SecretsManager) -> None:
    assert aws.secret(ARN) == aws.secret(ARN) == {KEY_NAME: "old"}
    manager.text = json.dumps({KEY_NAME: "new"})
    manager.now_s += aws.SECRET_AGE_S - 1
    assert aws.secret(ARN) == {KEY_NAME: "old"}
    manager.now_s += 1

    assert aws.SECRET_AGE_S == 300
    assert aws.secret(ARN) == aws.secret(ARN) == {KEY_NAME: "new"}
    assert manager.readings == 2


def test_a_secret_that_cannot_be_read_again_stays_as_it_was(manager: SecretsManager) -> None:
    before = aws.secret(ARN)
    manager.error = SecretUnavailable("down")
    manager.now_s += aws.SECRET_AGE_S

    assert [aws.secret(ARN) for _ in range(3)] == [before] * 3
    assert manager.readings == 2


def test_a_replaced_key_is_found_after_a_refusal(manager: SecretsManager) -> None:
    aws.secret(ARN)
    manager.text = json.dumps({KEY_NAME: "new"})
    endpoint = Endpoint()

    assert endpoint.speak() == "spoken"
    assert endpoint.keys == ["old", "new"]


def test_refusals_make_a_secret_be_read_at_most_every_five_minutes(manager: SecretsManager) -> None:
    endpoint = Endpoint()
    for _ in range(10):
        with pytest.raises(ProviderUnauthorized):
            endpoint.speak()
        manager.now_s += 29

    assert manager.readings == 2
    assert len(endpoint.keys) == 10


class Bucket:
    """A storage that accepts the token `new` alone; counts its calls."""

    def __init__(self) -> None:
        self.tokens: list[str] = []

    def connect(self) -> Any:
        return _client(aws.secret(ARN)[KEY_NAME], self)


@dataclass(frozen=True)
class _BucketClient:
    token: str
    bucket: Bucket

    def put_object(self, **_request: Any) -> None:
        self.bucket.tokens.append(self.token)
        if self.token != "new":
            response: Any = {"Error": {"Code": "AccessDenied"}, "ResponseMetadata": {"HTTPStatusCode": 403}}
            raise ClientError(response, "PutObject")


@cache
def _client(token: str, bucket: Bucket) -> Any:
    return _BucketClient(token, bucket)


def test_a_write_is_repeated_with_a_replaced_token(manager: SecretsManager) -> None:
    bucket = Bucket()
    bucket.connect()
    manager.text = json.dumps({KEY_NAME: "new"})

    S3Store(bucket.connect, "work").put("k", b"", "text/plain")

    assert bucket.tokens == ["old", "new"]


def test_every_thread_finds_a_replaced_token(manager: SecretsManager) -> None:
    """The first refusal of several makes the secret be read; the others use what it holds."""
    bucket = Bucket()
    store, late = S3Store(bucket.connect, "work"), _client("old", bucket)
    clients = iter([late])
    bucket.connect()
    manager.text = json.dumps({KEY_NAME: "new"})
    store.put("k", b"", "text/plain")

    S3Store(lambda: next(clients, bucket.connect()), "work").put("k", b"", "text/plain")

    assert manager.readings == 2


def test_a_refused_token_that_was_not_replaced_is_a_fault_of_ours(manager: SecretsManager) -> None:
    bucket = Bucket()
    for _ in range(3):
        with pytest.raises(AccessRefused):
            S3Store(bucket.connect, "work").put("k", b"", "text/plain")

    assert bucket.tokens == ["old"] * 3
    assert manager.readings == 2


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("InternalServiceError", 500, SecretUnavailable),
        ("ThrottlingException", 400, SecretUnavailable),
        ("AccessDeniedException", 400, AccessRefused),
        ("ResourceNotFoundException", 400, AccessRefused),
    ],
)
def test_a_secret_that_cannot_be_read(manager: SecretsManager, code: str, status: int, kind: type[Exception]) -> None:
    response: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    manager.error = ClientError(response, "GetSecretValue")

    with pytest.raises(kind):
        aws.secret(ARN)


def test_a_secret_that_is_no_json_object_is_a_fault_of_ours(manager: SecretsManager) -> None:
    manager.text = "sk-123"

    with pytest.raises(AccessRefused):
        aws.secret(ARN)


def test_an_empty_storage_secret_is_named_and_used_once_it_is_filled(
    manager: SecretsManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """boto3 takes an empty key for none, and would send the function's own AWS credentials to the storage."""
    monkeypatch.setenv("WORK_BUCKET", "work")
    settings.cache_clear()
    token = {"R2_ACCOUNT_ID": "a", "R2_ACCESS_KEY_ID": "", "R2_SECRET_ACCESS_KEY": ""}
    manager.text = json.dumps(token)

    with pytest.raises(AccessRefused, match=f"the secret {ARN} has no R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY: fill it"):
        store().connect()
    manager.text = json.dumps({**token, "R2_ACCESS_KEY_ID": "k", "R2_SECRET_ACCESS_KEY": "s"})
    manager.now_s += aws.SECRET_AGE_S

    assert store().connect() is store().connect()


def test_a_storage_secret_without_an_account_is_named(manager: SecretsManager, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an endpoint in the settings, the account's id is part of the address."""
    monkeypatch.setenv("STORAGE_ENDPOINT", "")
    settings.cache_clear()
    manager.text = json.dumps({"R2_ACCOUNT_ID": "", "R2_ACCESS_KEY_ID": "k", "R2_SECRET_ACCESS_KEY": "s"})

    with pytest.raises(AccessRefused, match="has no R2_ACCOUNT_ID"):
        store().connect()
