"""AWS clients and secrets, created once per process."""

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

_CONTROL_CONFIG: Final = Config(
    connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3}
)
"""For calls that are cheap and safe to repeat. Paid calls never use these clients."""


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


@cache
def secret(arn: str) -> dict[str, Any]:
    """Return the JSON object in a secret."""
    client = session().client("secretsmanager", config=_CONTROL_CONFIG)
    values: dict[str, Any] = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    return values
