"""The tables and the secrets, which a deploy never replaces."""

import json
from collections.abc import Sequence
from typing import Final, cast

from aws_cdk import CfnDeletionPolicy, CfnResource, RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.acknowledge import acknowledge, skip_checkov
from infra.settings import Deployment, TableName

OPENAI_NAMES: Final = ("OPENAI_API_KEY",)
STORAGE_NAMES: Final = ("R2_ACCOUNT_ID", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY", "R2_BUCKET_NAME")
"""What a storage token's secret holds; R2_BUCKET_NAME is the bucket that the token is for."""
RESTORED: Final = "Restored"
"""Start of the id of a restored table's construct, before the table's name."""


def removal_policy(*, protected: bool) -> RemovalPolicy:
    """Return what becomes of a resource with data when its stack is deleted."""
    return RemovalPolicy.RETAIN if protected else RemovalPolicy.DESTROY


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


def keep_when_replaced(table_or_secret: Construct) -> None:
    """Let a replaced resource stay: jobs in flight use it until they end, and it may hold data or keys."""
    resource = cast("CfnResource", table_or_secret.node.default_child)
    resource.cfn_options.update_replace_policy = CfnDeletionPolicy.RETAIN


class Records(Construct):
    """The tables, which can be restored to any second of the last 35 days.

    A restored table takes the place of the one in the template, which stays as it is.

    Args:
        deployment: when `protected`, tables stay when the stack is deleted, and DynamoDB refuses to delete one until an
            operator allows it. Tables have no names of their own, so that those that stayed never block a new deploy.
    """

    def __init__(self, scope: Construct, deployment: Deployment) -> None:
        super().__init__(scope, "Records")
        self._protected, self._restored = deployment.protected, deployment.restored_tables
        jobs = self._table("Jobs", "job_id", expires_at="expires_at", has_stream=True)
        ads = self._table("Ads", "ad_id", has_stream=True)
        accounts = self._table("Accounts", "account_id", expires_at="expires_at")
        self._index(jobs, "by_owner", "owner")
        self._index(jobs, "by_status", "status", dynamodb.ProjectionType.KEYS_ONLY)
        self._index(ads, "by_owner", "owner")
        self._index(ads, "by_status", "status")
        self._index(accounts, "by_status", "status", dynamodb.ProjectionType.KEYS_ONLY)
        self.jobs = self._in_use("jobs", jobs)
        self.ads = self._in_use("ads", ads)
        self.accounts = self._in_use("accounts", accounts)
        videos = self._table("Videos", "job_id")
        self._index(videos, "by_owner", "owner")
        self.videos = self._in_use("videos", videos)
        self.webhooks = self._in_use("webhooks", self._table("Webhooks", "owner", "webhook_id"))
        deliveries = self._table("Deliveries", "webhook_id", "message_id", expires_at="expires_at")
        self._index(deliveries, "by_owner", "owner")
        self.deliveries = self._in_use("deliveries", deliveries)
        self.admission = self._in_use("admission", self._table("Admission", "scope", "item", expires_at="expires_at"))

    def _in_use(self, name: TableName, table: dynamodb.Table) -> dynamodb.ITable:
        """Return the restored table of the deployment, if there is one for this name."""
        restored = self._restored.get(name)
        if restored is None:
            return table
        return dynamodb.Table.from_table_attributes(
            self,
            f"{RESTORED}{table.node.id}",
            table_name=restored.name,
            table_stream_arn=restored.stream_arn or None,
        )

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
            removal_policy=removal_policy(protected=self._protected),
            deletion_protection=self._protected,
        )
        keep_when_replaced(table)
        skip_checkov(table, CKV_AWS_119="DynamoDB encrypts every table with a key of its own.")
        return table

    @staticmethod
    def environment(*tables: dynamodb.ITable) -> dict[str, str]:
        """Return the settings that name the tables to a function: `JOBS_TABLE` for `Jobs`."""
        return {f"{table.node.id.removeprefix(RESTORED).upper()}_TABLE": table.table_name for table in tables}

    @staticmethod
    def grant(grantee: iam.IGrantable, table: dynamodb.ITable, *actions: str, indexes: Sequence[str] = ()) -> None:
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
    """Secrets are created empty. An operator, or the local cloud, fills them in; no deploy overwrites them.

    They have no names of their own: a deleted secret keeps its name for the recovery window, which would block the next
    deploy of that name.

    Args:
        protected: whether they stay when the stack is deleted.
    """

    def __init__(self, scope: Construct, *, protected: bool) -> None:
        super().__init__(scope, "Secrets")
        self._removal = removal_policy(protected=protected)
        self.openai = self._secret("OpenAi", "API key of OpenAI", OPENAI_NAMES)
        self.storage = self._secret("Storage", "Token that reads and writes the work bucket", STORAGE_NAMES)
        self.publish = self._secret("Publish", "Token that also writes the public bucket", STORAGE_NAMES)
        acknowledge(self, "OpenAI and Cloudflare issue these keys; an operator replaces them.", "AwsSolutions-SMG4")

    def _secret(self, name: str, purpose: str, names: tuple[str, ...]) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            name,
            description=f"vidx: {purpose}",
            removal_policy=self._removal,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template=json.dumps(dict.fromkeys(names, "")), generate_string_key="unused"
            ),
        )
        keep_when_replaced(secret)
        skip_checkov(secret, CKV_AWS_149="Secrets Manager encrypts it with the account's own key.")
        return secret

    @staticmethod
    def grant(secret: secretsmanager.Secret, function: lambda_.Function) -> None:
        """Let the function read the secret. Its attribute `Id` is the ARN; the emulator's `Ref` is only the name."""
        arn = cast("secretsmanager.CfnSecret", secret.node.default_child).attr_id
        statement = iam.PolicyStatement(actions=["secretsmanager:GetSecretValue"], resources=[arn])
        function.add_to_role_policy(statement)
