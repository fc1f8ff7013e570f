"""boto3 clients and secrets, made once per process."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config

from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_polly import PollyClient
    from mypy_boto3_stepfunctions import SFNClient

_TIGHT: Final = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})
"""AWS's own control calls are cheap and safe to repeat; paid calls never go through these clients."""


@cache
def dynamodb() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=_TIGHT)


@cache
def stepfunctions() -> "SFNClient":
    return boto3.client("stepfunctions", config=_TIGHT)


@cache
def lambda_client() -> "LambdaClient":
    """For synchronous invocations: waits for the answer, but not beyond the API's own 29 s, and never sends twice."""
    return boto3.client("lambda", config=Config(connect_timeout=3, read_timeout=24, retries={"total_max_attempts": 1}))


@cache
def polly() -> "PollyClient":
    """For speech, which is paid for by the request: never sends twice."""
    tight = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 1})
    return boto3.client("polly", config=tight, endpoint_url=settings().polly_endpoint or None)


@cache
def secret(arn: str) -> dict[str, Any]:
    """The JSON object that the secret holds."""
    client = boto3.client("secretsmanager", config=_TIGHT)
    held: dict[str, Any] = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    return held
