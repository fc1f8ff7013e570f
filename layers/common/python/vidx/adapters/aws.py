"""AWS clients and secrets, created once per process."""

import json
import time
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config

from vidx.adapters.aws_errors import mapped_errors
from vidx.errors import AccessRefused, SecretUnavailable
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_polly import PollyClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

_CONTROL_CONFIG: Final = Config(
    connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3}
)
"""For calls that are cheap and safe to repeat. Paid calls never use these clients."""


SECRET_AGE_S: Final = 300.0
"""Shortest time between two readings of a secret, in seconds."""
_secrets: dict[str, tuple[float, dict[str, Any]]] = {}
"""By ARN: when a secret was read, on the monotonic clock, and what it held."""


@cache
def session() -> boto3.Session:
    """Return the session of all clients, which has loaded credentials and service descriptions."""
    return boto3.Session()


@cache
def dynamodb() -> "DynamoDBClient":
    return session().client("dynamodb", config=_CONTROL_CONFIG)


@cache
def stepfunctions() -> "SFNClient":
    return session().client("stepfunctions", config=_CONTROL_CONFIG)


@cache
def sqs() -> "SQSClient":
    return session().client("sqs", config=_CONTROL_CONFIG)


@cache
def lambda_client(answer_within_s: float = 24) -> "LambdaClient":
    """For synchronous invocations: waits for the answer, but not beyond the API's own 29 s, and never sends twice."""
    invoke_config = Config(connect_timeout=3, read_timeout=answer_within_s, retries={"total_max_attempts": 1})
    return session().client("lambda", config=invoke_config)


@cache
def polly() -> "PollyClient":
    """Return a client for speech, without retries, because each request is charged."""
    speech_config = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 1})
    endpoint = settings().polly_endpoint or None
    return session().client("polly", config=speech_config, endpoint_url=endpoint)


def secret(arn: str) -> dict[str, Any]:
    """Return the JSON object that the secret holds, read once per process and again by `read_secret_again`.

    Raises:
        SecretUnavailable: it cannot be read just now.
        AccessRefused: this process may not read it, or it holds no JSON object.
    """
    if arn not in _secrets:
        _secrets[arn] = (time.monotonic(), _read_secret(arn))
    return _secrets[arn][1]


def is_secret_read(arn: str) -> bool:
    """Return whether this process uses the secret."""
    return arn in _secrets


def read_secret_again(arn: str) -> bool:
    """Read the secret again after a service has refused what it holds; return whether it holds something else now.

    It is read at most every `SECRET_AGE_S`, so that a wrong key does not cost a request for each job.

    Raises:
        SecretUnavailable, AccessRefused: as `secret` does.
    """
    read_at_s, before = _secrets.get(arn, (float("-inf"), None))
    if not arn or time.monotonic() - read_at_s < SECRET_AGE_S:
        return False
    _secrets[arn] = (time.monotonic(), _read_secret(arn))
    return _secrets[arn][1] != before


def _read_secret(arn: str) -> dict[str, Any]:
    with mapped_errors("our secrets", SecretUnavailable):
        text = _secrets_manager().get_secret_value(SecretId=arn)["SecretString"]
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError) as error:
        raise AccessRefused("a secret holds no JSON object") from error


@cache
def _secrets_manager() -> "SecretsManagerClient":
    return session().client("secretsmanager", config=_CONTROL_CONFIG)
