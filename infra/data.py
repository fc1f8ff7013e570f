"""The tables and the secrets, which a deploy never replaces."""

import json
from collections.abc import Sequence
from typing import Final, Literal

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.acknowledge import acknowledge, skip_checkov

STORAGE_NAMES: Final = ("R2_ACCOUNT_ID", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY", "R2_BUCKET_NAME")
"""What a storage token's secret holds; R2_BUCKET_NAME is the bucket that the token is for."""


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


class Records(Construct):
    """The tables. They stay when the stack is deleted, and can be restored to any second of the last 35 days.

    Args:
        protected: whether DynamoDB refuses to delete a table until an operator allows it.
    """

    def __init__(self, scope: Construct, *, protected: bool) -> None:
        super().__init__(scope, "Records")
        self._protected = protected
        self.jobs = self._table("Jobs", "job_id", expires_at="expires_at", has_stream=True)
        self.videos = self._table("Videos", "job_id")
        self.ads = self._table("Ads", "ad_id", has_stream=True)
        self.webhooks = self._table("Webhooks", "owner", "webhook_id")
        self.deliveries = self._table("Deliveries", "webhook_id", "message_id", expires_at="expires_at")
        self.admission = self._table("Admission", "scope", "item", expires_at="expires_at")
        self.accounts = self._table("Accounts", "account_id", expires_at="expires_at")
        self._index(self.jobs, "by_owner", "owner")
        self._index(self.jobs, "by_status", "status", dynamodb.ProjectionType.KEYS_ONLY)
        self._index(self.ads, "by_owner", "owner")
        self._index(self.ads, "by_status", "status")
        self._index(self.accounts, "by_status", "status", dynamodb.ProjectionType.KEYS_ONLY)

    def _table(
        self,
        name: str,
        key: str,
        sort_key: str | None = None,
        *,
        expires_at: str | None = None,
        has_stream: bool = False,
    ) -> dynamodb.Table:
        table = dynamodb.Table(
            self,
            name,
            partition_key=_text(key),
            sort_key=_text(sort_key) if sort_key else None,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES if has_stream else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            time_to_live_attribute=expires_at,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            removal_policy=RemovalPolicy.RETAIN,
            deletion_protection=self._protected,
        )
        skip_checkov(table, CKV_AWS_119="DynamoDB encrypts every table with a key of its own.")
        return table

    @staticmethod
    def environment(*tables: dynamodb.Table) -> dict[str, str]:
        """Return the settings that name the tables to a function: `JOBS_TABLE` for `Jobs`."""
        return {f"{table.node.id.upper()}_TABLE": table.table_name for table in tables}

    @staticmethod
    def grant(grantee: iam.IGrantable, table: dynamodb.Table, *actions: str, indexes: Sequence[str] = ()) -> None:
        """Allow actions on the rows of a table, and `Query` on the named indexes only.

        `Table.grant` of the CDK would allow every action on every index.

        Args:
            actions: names of DynamoDB actions without `dynamodb:`.
        """
        iam.Grant.add_to_principal(
            grantee=grantee, actions=[f"dynamodb:{action}" for action in actions], resource_arns=[table.table_arn]
        )
        if indexes:
            names = [f"{table.table_arn}/index/{name}" for name in indexes]
            iam.Grant.add_to_principal(grantee=grantee, actions=["dynamodb:Query"], resource_arns=names)

    @staticmethod
    def _index(
        table: dynamodb.Table, name: str, key: str, projection: dynamodb.ProjectionType = dynamodb.ProjectionType.ALL
    ) -> None:
        """Rows by `key`, oldest first by `created_at` (ISO 8601, UTC)."""
        table.add_global_secondary_index(
            index_name=name, partition_key=_text(key), sort_key=_text("created_at"), projection_type=projection
        )


class Secrets(Construct):
    """Secrets are created empty. An operator, or the local cloud, fills them in; no deploy overwrites them."""

    def __init__(self, scope: Construct, stack_name: str) -> None:
        super().__init__(scope, "Secrets")
        self._stack_name = stack_name
        self.openai = self._secret("OpenAi", "API key of OpenAI", ("OPENAI_API_KEY",))
        self.storage = self._secret("Storage", "Token that reads and writes the work bucket", STORAGE_NAMES)
        self.publish = self._secret("Publish", "Token that also writes the public bucket", STORAGE_NAMES)
        acknowledge(self, "OpenAI and Cloudflare issue these keys; an operator replaces them.", "AwsSolutions-SMG4")

    def _secret(self, name: str, purpose: str, names: tuple[str, ...]) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            name,
            secret_name=self._path(name),
            description=f"vidx: {purpose}",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template=json.dumps(dict.fromkeys(names, "")), generate_string_key="unused"
            ),
        )
        skip_checkov(secret, CKV_AWS_149="Secrets Manager encrypts it with the account's own key.")
        return secret

    def grant(self, name: Literal["OpenAi", "Storage", "Publish"], function: lambda_.Function) -> None:
        """Let the function read the secret, by its name: AWS ends a secret's ARN in six characters of its own."""
        arn = Stack.of(self).format_arn(
            service="secretsmanager",
            resource="secret",
            resource_name=f"{self._path(name)}-??????",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        function.add_to_role_policy(iam.PolicyStatement(actions=["secretsmanager:GetSecretValue"], resources=[arn]))

    def _path(self, name: str) -> str:
        return f"{self._stack_name}/{name}"
