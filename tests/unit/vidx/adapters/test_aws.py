"""Secrets are read once, and again when a service refuses what they hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import openai
import pytest
from botocore.exceptions import ClientError

from vidx.adapters import aws
from vidx.adapters.openai.client import KEY_NAME, Host, client, mapped_errors, with_current_key
from vidx.adapters.s3 import S3Store
from vidx.errors import AccessRefused, ProviderUnauthorized, SecretUnavailable, StorageUnavailable
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


def test_a_secret_is_read_once(manager: SecretsManager) -> None:
    assert aws.secret(ARN) == aws.secret(ARN) == {KEY_NAME: "old"}
    assert manager.readings == 1


def test_a_replaced_key_is_found_after_a_refusal(manager: SecretsManager) -> None:
    endpoint = Endpoint()
    with pytest.raises(ProviderUnauthorized):
        endpoint.speak()
    manager.text = json.dumps({KEY_NAME: "new"})
    manager.now_s += aws.SECRET_AGE_S

    assert endpoint.speak() == "spoken"
    assert endpoint.keys == ["old", "old", "new"]


def test_a_secret_is_read_again_at_most_every_five_minutes(manager: SecretsManager) -> None:
    endpoint = Endpoint()
    for _ in range(10):
        with pytest.raises(ProviderUnauthorized):
            endpoint.speak()
        manager.now_s += 60

    assert aws.SECRET_AGE_S == 300
    assert manager.readings == 2
    assert len(endpoint.keys) == 10


def test_a_refused_storage_token_is_worth_another_try_once_it_was_replaced(manager: SecretsManager) -> None:
    class Refusing:
        def put_object(self, **_request: Any) -> None:
            response: Any = {"Error": {"Code": "AccessDenied"}, "ResponseMetadata": {"HTTPStatusCode": 403}}
            raise ClientError(response, "PutObject")

    refusing: Any = Refusing()
    aws.secret(ARN)
    manager.now_s += aws.SECRET_AGE_S
    with pytest.raises(AccessRefused):
        S3Store(refusing, "work").put("k", b"", "text/plain")
    manager.text, manager.now_s = json.dumps({KEY_NAME: "new"}), manager.now_s + aws.SECRET_AGE_S

    with pytest.raises(StorageUnavailable):
        S3Store(refusing, "work").put("k", b"", "text/plain")


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
