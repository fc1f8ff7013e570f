"""boto3 clients of the emulator."""

from functools import cached_property
from typing import TYPE_CHECKING

import boto3
from botocore.client import BaseClient

from local.emulator import CREDENTIALS, REGION
from vidx.adapters.s3 import s3_client

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_stepfunctions import SFNClient
    from mypy_boto3_sts import STSClient


class Aws:
    """Clients of the emulator at `endpoint`."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._session = boto3.Session(
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )

    @cached_property
    def cloudformation(self) -> "CloudFormationClient":
        return self._session.client("cloudformation", endpoint_url=self.endpoint)

    @cached_property
    def cognito(self) -> "CognitoIdentityProviderClient":
        return self._session.client("cognito-idp", endpoint_url=self.endpoint)

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        return self._session.client("dynamodb", endpoint_url=self.endpoint)

    @cached_property
    def parameters(self) -> "SSMClient":
        return self._session.client("ssm", endpoint_url=self.endpoint)

    @cached_property
    def s3(self) -> "S3Client":
        """For the deploy's own objects; the buckets of vidx are reached as on R2, see `buckets`."""
        return self._session.client("s3", endpoint_url=self.endpoint)

    @cached_property
    def buckets(self) -> "S3Client":
        token = {
            "R2_ACCESS_KEY_ID": CREDENTIALS["AWS_ACCESS_KEY_ID"],
            "R2_SECRET_ACCESS_KEY": CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        }
        return s3_client(token, self.endpoint)

    @cached_property
    def functions(self) -> "LambdaClient":
        return self._session.client("lambda", endpoint_url=self.endpoint)

    @cached_property
    def sts(self) -> "STSClient":
        return self._session.client("sts", endpoint_url=self.endpoint)

    @cached_property
    def secrets(self) -> "SecretsManagerClient":
        return self._session.client("secretsmanager", endpoint_url=self.endpoint)

    @cached_property
    def stepfunctions(self) -> "SFNClient":
        return self._session.client("stepfunctions", endpoint_url=self.endpoint)

    def close(self) -> None:
        """Close the connections of every client made so far."""
        for client in vars(self).values():
            if isinstance(client, BaseClient):
                client.close()
