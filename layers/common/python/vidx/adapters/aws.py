"""AWS clients and secrets, made once per process."""

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
"""AWS's own control calls are cheap and safe to repeat; paid calls never go through these clients."""


@cache
def session() -> boto3.Session:
    """The session that all clients share, with what it has read of credentials and service descriptions."""
    return boto3.Session()


@cache
def dynamodb() -> "DynamoDBClient":
    return session().client("dynamodb", config=_CONTROL_CONFIG)


@cache
def stepfunctions() -> "SFNClient":
    return session().client("stepfunctions", config=_CONTROL_CONFIG)


@cache
def lambda_client() -> "LambdaClient":
    """For synchronous invocations: waits for the answer, but not beyond the API's own 29 s, and never sends twice."""
    invoke_config = Config(connect_timeout=3, read_timeout=24, retries={"total_max_attempts": 1})
    return session().client("lambda", config=invoke_config)


@cache
def polly() -> "PollyClient":
    """For speech, which is paid for by the request: never sends twice."""
    speech_config = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 1})
    endpoint = settings().polly_endpoint or None
    return session().client("polly", config=speech_config, endpoint_url=endpoint)


@cache
def secret(arn: str) -> dict[str, Any]:
    """The JSON object that the secret holds."""
    client = session().client("secretsmanager", config=_CONTROL_CONFIG)
    values: dict[str, Any] = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    return values
