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
"""Seconds after which a secret is read again when it is used; also the shortest time between two readings because of
refusals."""


@dataclass
class _Secret:
    """What a secret held, and on the monotonic clock when it was read, and when it was read because of a refusal."""

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
    """Return the JSON object that the secret holds, read at most `SECRET_AGE_S` ago or when it last could be.

    Raises:
        SecretUnavailable: it was never read, and cannot be read just now.
        AccessRefused: it was never read, and this process may not read it, or it holds no JSON object.
    """
    known, now_s = _secrets.get(arn), time.monotonic()
    if known is None:
        known = _secrets[arn] = _Secret(_read_secret(arn), now_s)
    elif now_s - known.read_at_s >= SECRET_AGE_S:
        known.read_at_s = now_s
        try:
            known.values = _read_secret(arn)
        except VidxError as error:
            logger.warning("a secret is not read again", extra={"reason": str(error)})
    return known.values


def read_secret_again(arn: str) -> bool:
    """Read the secret again after a service has refused what it holds; return whether it holds something else now.

    A secret that this process has not read before is not read.

    Refusals make it read at most every `SECRET_AGE_S`, so that a wrong key does not cost a request for each job.

    Raises:
        SecretUnavailable, AccessRefused: as `secret` does.
    """
    known, now_s = _secrets.get(arn), time.monotonic()
    if known is None or now_s - known.refused_at_s < SECRET_AGE_S:
        return False
    known.refused_at_s = now_s
    before, known.values, known.read_at_s = known.values, _read_secret(arn), now_s
    return known.values != before


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
