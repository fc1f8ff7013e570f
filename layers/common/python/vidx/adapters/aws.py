"""AWS clients and secrets, created once per process."""

import json
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config

from vidx.adapters.aws_errors import logger, mapped_errors
from vidx.errors import AccessRefused, SecretUnavailable, VidxError
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
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
"""Seconds after which a secret is read again at its next use; also the shortest time between reads after refusals."""


@dataclass
class _Secret:
    """The values of a secret, and the times of its last read and of its last read after a refusal (monotonic clock)."""

    values: dict[str, Any]
    read_at_s: float
    refused_at_s: float = float("-inf")


_secrets: dict[str, _Secret] = {}
"""By ARN."""


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
def cognito() -> "CognitoIdentityProviderClient":
    return session().client("cognito-idp", config=_CONTROL_CONFIG)


@cache
def sqs() -> "SQSClient":
    return session().client("sqs", config=_CONTROL_CONFIG)


@cache
def lambda_client(answer_within_s: float = 24) -> "LambdaClient":
    """For synchronous invocations: waits less than the API's 29 s, and never sends a request twice."""
    invoke_config = Config(connect_timeout=3, read_timeout=answer_within_s, retries={"total_max_attempts": 1})
    return session().client("lambda", config=invoke_config)


@cache
def polly() -> "PollyClient":
    """Return a client for speech, without retries, because each request is charged."""
    speech_config = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 1})
    endpoint = settings().polly_endpoint or None
    return session().client("polly", config=speech_config, endpoint_url=endpoint)


def secret(arn: str) -> dict[str, Any]:
    """Return the secret's JSON object. It is read again after `SECRET_AGE_S`; if that fails, the earlier values count.

    Raises:
        SecretUnavailable: it was never read, and the service is down.
        AccessRefused: it was never read, and this process may not read it, or it is not a JSON object.
    """
    cached, now_s = _secrets.get(arn), time.monotonic()
    if cached is None:
        cached = _secrets[arn] = _Secret(_read_secret(arn), now_s)
    elif now_s - cached.read_at_s >= SECRET_AGE_S:
        cached.read_at_s = now_s
        try:
            cached.values = _read_secret(arn)
        except VidxError as error:
            logger.warning("a secret cannot be read again; its earlier values count", extra={"reason": str(error)})
    return cached.values


def read_secret_again(arn: str) -> bool:
    """Read the secret again after a service has refused what it holds; return whether it holds something else now.

    A secret that this process has never read is not read. After a refusal, a secret is read at most every
    `SECRET_AGE_S`, so that a wrong key does not cost a request for each job.

    Raises:
        SecretUnavailable, AccessRefused: as `secret` does.
    """
    cached, now_s = _secrets.get(arn), time.monotonic()
    if cached is None or now_s - cached.refused_at_s < SECRET_AGE_S:
        return False
    cached.refused_at_s = now_s
    before, cached.values, cached.read_at_s = cached.values, _read_secret(arn), now_s
    return cached.values != before


def _read_secret(arn: str) -> dict[str, Any]:
    with mapped_errors("our secrets", SecretUnavailable):
        text = _secrets_manager().get_secret_value(SecretId=arn)["SecretString"]
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError) as error:
        raise AccessRefused("a secret is not a JSON object") from error


@cache
def _secrets_manager() -> "SecretsManagerClient":
    return session().client("secretsmanager", config=_CONTROL_CONFIG)
