"""AWS clients and secrets, made once per process.

The clients come from botocore, on which boto3 lies: they are the same, retries, credentials and errors included, while
boto3 itself (resources, managed transfers) would lengthen every cold start by more than the rest of a light handler.
"""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

import botocore.session
from botocore.config import Config

from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_polly import PollyClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_stepfunctions import SFNClient

_TIGHT: Final = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})
"""AWS's own control calls are cheap and safe to repeat; paid calls never go through these clients."""


@cache
def session() -> botocore.session.Session:
    """The session that all clients share, with what it has read of credentials and service descriptions."""
    return botocore.session.get_session()


@cache
def dynamodb() -> "DynamoDBClient":
    return cast("DynamoDBClient", session().create_client("dynamodb", config=_TIGHT))


@cache
def stepfunctions() -> "SFNClient":
    return cast("SFNClient", session().create_client("stepfunctions", config=_TIGHT))


@cache
def lambda_client() -> "LambdaClient":
    """For synchronous invocations: waits for the answer, but not beyond the API's own 29 s, and never sends twice."""
    patient = Config(connect_timeout=3, read_timeout=24, retries={"total_max_attempts": 1})
    return cast("LambdaClient", session().create_client("lambda", config=patient))


@cache
def polly() -> "PollyClient":
    """For speech, which is paid for by the request: never sends twice."""
    tight = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 1})
    endpoint = settings().polly_endpoint or None
    return cast("PollyClient", session().create_client("polly", config=tight, endpoint_url=endpoint))


@cache
def secret(arn: str) -> dict[str, Any]:
    """The JSON object that the secret holds."""
    client = cast("SecretsManagerClient", session().create_client("secretsmanager", config=_TIGHT))
    held: dict[str, Any] = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    return held
