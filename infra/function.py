"""The construct behind every function: packaging, size, logs and published version."""

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final, cast

from aws_cdk import Duration, IgnoreMode, Reference, RemovalPolicy, Size, Stack, Tokenization
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.acknowledge import acknowledge, logical_id, skip_checkov
from infra.settings import ROOT, Deployment

RETENTION: Final = {
    1: logs.RetentionDays.ONE_DAY,
    3: logs.RetentionDays.THREE_DAYS,
    7: logs.RetentionDays.ONE_WEEK,
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    60: logs.RetentionDays.TWO_MONTHS,
    90: logs.RetentionDays.THREE_MONTHS,
    180: logs.RetentionDays.SIX_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}
SHARED: Final = ("functions/Dockerfile", "functions/__init__.py", "layers/common/python/**", "layers/packages/**")
EXTRAS: Final = {
    "photos": ("layers/ffmpeg/**",),
    "render": ("layers/ffmpeg/**", "layers/subpixel_resize/**", "layers/music/**"),
}
"""Further files in the images of some functions."""
ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""OpenBLAS, which numpy uses, starts one thread per processor, and each spins for a tenth of a second."""

ANY_RESOURCE: Final = "AwsSolutions-IAM5[Resource::*]"
SYNCHRONOUS: Final = "It is called synchronously: the caller sees every failure."
NOT_IN_A_FUNCTION: Final = {
    "CKV_AWS_115": "A new account has a concurrency of 10 in all, of which Lambda lets nobody reserve any.",
    "CKV_AWS_117": "It calls public services only, and a VPC would add a gateway that they are reached through.",
    "CKV_AWS_173": "Its variables hold names and addresses; secrets are in Secrets Manager.",
}
"""Rules of checkov for Lambda functions that do not hold here, with the reason."""
ARCHITECTURES: Final = {"x86_64": lambda_.Architecture.X86_64, "arm64": lambda_.Architecture.ARM_64}
PLATFORMS: Final = {"x86_64": ecr_assets.Platform.LINUX_AMD64, "arm64": ecr_assets.Platform.LINUX_ARM64}
DRAFTS: Final = frozenset({"api", "script"})
"""The functions whose start a seller waits for when a draft is written."""
LIVE: Final = "live"
"""The alias of the version that answers requests."""
INCLUDED_DISK_MB: Final = 512
"""Disk space included in the price of every function, in MB."""
Packaged = tuple[lambda_.Code, lambda_.Runtime, str]
"""Code, runtime and handler of a function."""


def log_group_of(scope: Construct, deployment: Deployment, name: str = "Logs") -> logs.LogGroup:
    """Return a log group that deletes its entries after the deployment's number of days."""
    retention = RETENTION[deployment.log_retention_days]
    log_group = logs.LogGroup(scope, name, retention=retention, removal_policy=RemovalPolicy.DESTROY)
    skip_checkov(log_group, CKV_AWS_158="CloudWatch encrypts it with a key of its own, and it holds no seller's text.")
    return log_group


def asset_exclude(name: str) -> list[str]:
    """Patterns, as in .dockerignore, that exclude everything but the function's own and the shared files."""
    included = (*SHARED, f"functions/{name}/**", *EXTRAS.get(name, ()))
    return ["*", *(f"!{path}" for path in included), "**/__pycache__", "**/*.pyc", "**/*.so"]


def _identity_of(values: Iterable[str]) -> str:
    """Return a hash of what, when it changes, makes CloudFormation replace a table or secret that the values name.

    A published version has the names that were valid when it was published, and the template shows references only: it
    does not change when a resource is replaced. The hash in the function's description then publishes a new version.
    """
    tokens = [token for value in values for token in Tokenization.reverse_string(value).tokens]
    references = [cast("Reference", token) for token in tokens if Reference.is_reference(token)]
    targets = {reference.target.node.path: reference.target for reference in references}
    create_only = (_create_only(targets[path]) for path in sorted(targets))
    return hashlib.sha256(json.dumps([each for each in create_only if each]).encode()).hexdigest()[:12]


def _create_only(resource: object) -> Any:
    """Return the properties of a table or secret that CloudFormation cannot change without replacing it."""
    if isinstance(resource, secretsmanager.CfnSecret):
        return Stack.of(resource).resolve([resource.name])
    if isinstance(resource, dynamodb.CfnTable):
        return Stack.of(resource).resolve([resource.table_name, resource.key_schema])
    return None


class LambdaFunction(Construct):
    """The function in `functions/<name>`, published as a version so that a deploy never changes a job in flight.

    Args:
        name: the function's folder.
        memory_mb: memory in MiB; CPU follows in proportion.
        timeout_s: longest run in seconds; the state machine's TimeoutSeconds for it must be larger.
        disk_mb: size of `/tmp` in MiB.
        environment: settings by the names in vidx/settings.py, upper case.
        dead_letters: queue for events that fail, if something calls the function asynchronously.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        deployment: Deployment,
        memory_mb: int,
        timeout_s: int,
        environment: dict[str, str],
        disk_mb: int = INCLUDED_DISK_MB,
        dead_letters: sqs.IQueue | None = None,
    ) -> None:
        super().__init__(scope, name.capitalize())
        self.name = name
        self._provisioned = deployment.provisioned_concurrency if name in DRAFTS else 0
        log_group = log_group_of(self, deployment)
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(role)
        code, runtime, handler = self._from_tree() if deployment.local else self._from_image(deployment)
        self.function = lambda_.Function(
            self,
            "Function",
            description=f"vidx: {name} ({_identity_of(environment.values())})",
            code=code,
            runtime=runtime,
            handler=handler,
            architecture=ARCHITECTURES[deployment.architecture],
            memory_size=memory_mb,
            ephemeral_storage_size=Size.mebibytes(disk_mb) if disk_mb != INCLUDED_DISK_MB else None,
            timeout=Duration.seconds(timeout_s),
            role=role,
            dead_letter_queue=dead_letters,
            environment={
                "POWERTOOLS_SERVICE_NAME": name,
                "ENVIRONMENT": deployment.stack_name,
                **ONE_THREAD,
                **environment,
            },
            log_group=log_group,
            tracing=lambda_.Tracing.ACTIVE,
            current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
        )
        # Without the CDK's hash, since people type it: `sam local invoke RenderFunction`.
        resource = cast("lambda_.CfnFunction", self.function.node.default_child)
        resource.override_logical_id(f"{name.capitalize()}Function")
        if deployment.local:
            self.function.add_environment("CODE_DIR", str(deployment.code_dir))
            self.function.add_environment("LAMBDA_PYTHON", str(deployment.python))
            if deployment.image_roots:
                self.function.add_environment("IMAGE_ROOTS", str(deployment.image_roots))
                self.function.add_environment("IMAGE_TMP_MB", str(disk_mb))
        self.version = self.function.current_version
        acknowledge(role, "X-Ray has no resources to name.", ANY_RESOURCE)
        skip_checkov(self.function, **NOT_IN_A_FUNCTION)
        if dead_letters is None:
            acknowledge(self.function, SYNCHRONOUS, "Serverless-LambdaDLQ")
            skip_checkov(self.function, CKV_AWS_116=SYNCHRONOUS)

    @cached_property
    def live(self) -> lambda_.Alias:
        """The name of the newest version: its ARN stays the same in every deploy, unlike that of a version."""
        return lambda_.Alias(
            self,
            "Live",
            alias_name=LIVE,
            version=self.version,
            provisioned_concurrent_executions=self._provisioned or None,
        )

    def grant_invoke(self, grantee: lambda_.Function | sfn.StateMachine) -> None:
        """Allow the call of every published version: jobs that run during a deploy call the version before."""
        versions = f"{self.function.function_arn}:*"
        iam.Grant.add_to_principal(grantee=grantee, actions=["lambda:InvokeFunction"], resource_arns=[versions])
        acknowledge(
            grantee.role or grantee,
            "Every version of one function: jobs in flight call the version that they started with.",
            f"AwsSolutions-IAM5[Resource::<{logical_id(self.function)}.Arn>:*]",
        )

    @property
    def _handler(self) -> str:
        return f"functions.{self.name}.handler.lambda_handler"

    def _from_image(self, deployment: Deployment) -> Packaged:
        """An image of AWS's base for Python with this function's code alone, so that no other's change affects it."""
        code = lambda_.Code.from_asset_image(
            str(ROOT),
            file="functions/Dockerfile",
            target=self.name,
            build_args={"FUNCTION": self.name},
            cmd=[self._handler],
            platform=PLATFORMS[deployment.architecture],
            exclude=asset_exclude(self.name),
            ignore_mode=IgnoreMode.DOCKER,
        )
        return code, lambda_.Runtime.FROM_IMAGE, lambda_.Handler.FROM_IMAGE

    def _from_tree(self) -> Packaged:
        """A zip of nothing but a `bootstrap`, which runs the handler from this working tree."""
        code = lambda_.Code.from_asset(str(ROOT / "local/runtime"), exclude=["*", "!bootstrap"])
        return code, lambda_.Runtime.PROVIDED_AL2023, self._handler
