"""Connect to one deployment with the operator's own AWS credentials.

The process takes the settings of the deployed API function and uses the same ports, so a command does what the API
does. It never reads a secret.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Final

import typer
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, NoRegionError, TokenRetrievalError

from cli.errors import CliError, InvalidRequest, LimitReached, NotFound, Refused, SignedOut, Unavailable, Unreachable
from cli.output import Screen
from functions.api.dependencies import Ports
from functions.api.dependencies import ports as api_ports
from infra.settings import FUNCTION_PARTS
from local import cloud
from local.emulator import CREDENTIALS
from local.errors import LocalCloudError
from vidx import errors
from vidx.adapters.aws import session
from vidx.settings import Settings, settings

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_stepfunctions import SFNClient

STACK_VARIABLE: Final = "VIDX_STACK"
LOCAL_STACK: Final = "Vidx"
API: Final = "ApiFunction"
"""Logical id of the API's function (`infra/function.py`)."""
FUNCTION: Final = "AWS::Lambda::Function"
NO_DEPLOYMENT: Final = "No local cloud is running and no stack is named."
NAME_ONE: Final = f"Name the stack with --stack or {STACK_VARIABLE}, or start a local cloud with `vidx local up`."
FORBIDDEN: Final = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
EXPIRED: Final = frozenset(
    {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"}
)


@dataclass(frozen=True)
class Target:
    """Which deployment, with which credentials, and the form of the output."""

    stack: Annotated[
        str | None,
        typer.Option(
            help=f"Deployment on AWS, by its `stackName`, instead of the local cloud [{STACK_VARIABLE}].",
            metavar="NAME",
        ),
    ] = None
    profile: Annotated[
        str | None, typer.Option(help="Profile with your credentials [AWS_PROFILE].", metavar="NAME")
    ] = None
    region: Annotated[str | None, typer.Option(help="Region of the stack [AWS_REGION].", metavar="NAME")] = None
    json: Annotated[
        bool, typer.Option("--json", metavar="", help="Print one JSON document on stdout and nothing else.")
    ] = False


@dataclass(frozen=True)
class FunctionInfo:
    """A deployed function: its stage or role, its physical name and its log group."""

    name: str
    physical_name: str
    log_group: str


@dataclass(frozen=True)
class Connection:
    """A deployment and its ports."""

    stack: str
    ports: Ports
    settings: Settings
    screen: Screen
    is_local: bool

    @property
    def region(self) -> str:
        return session().region_name or ""

    @cached_property
    def logs(self) -> "CloudWatchLogsClient":
        return session().client("logs")

    @cached_property
    def users(self) -> "CognitoIdentityProviderClient":
        return session().client("cognito-idp")

    @cached_property
    def steps(self) -> "SFNClient":
        return session().client("stepfunctions")

    @cached_property
    def caller(self) -> str:
        """ARN of the operator."""
        return session().client("sts").get_caller_identity()["Arn"]

    @cached_property
    def functions(self) -> Mapping[str, FunctionInfo]:
        """The functions of the stack by name, such as `render`."""
        client = session().client("lambda")
        names = _functions(session().client("cloudformation"), self.stack)
        return {name: _function_info(client, name, physical) for name, physical in names.items()}


@contextmanager
def connection(target: Target) -> Iterator[Connection]:
    """Connect to the deployment, and turn errors of AWS and of the ports into those of the command line."""
    with _mapped_errors():
        stack = target.stack or os.environ.get(STACK_VARIABLE)
        _choose_credentials(target, stack)
        name = stack or LOCAL_STACK
        _take_settings(_api_environment(name))
        yield Connection(name, api_ports(), settings(), Screen(as_json=target.json), is_local=stack is None)


def _choose_credentials(target: Target, stack: str | None) -> None:
    """Set the environment that boto3 reads. Without a stack, that of the running local cloud."""
    if stack is None:
        try:
            description = cloud.running().description
        except LocalCloudError as error:
            raise Unreachable(NO_DEPLOYMENT, code="NoDeployment", hint=NAME_ONE) from error
        os.environ.pop("AWS_PROFILE", None)
        os.environ.update(CREDENTIALS | {"AWS_ENDPOINT_URL": description.aws_endpoint})
        return
    if target.profile:
        os.environ["AWS_PROFILE"] = target.profile
    region = target.region or os.environ.get("AWS_REGION")
    if region:
        os.environ["AWS_DEFAULT_REGION"] = region  # boto3 does not read AWS_REGION


def _take_settings(variables: Mapping[str, str]) -> None:
    """Let `vidx.settings` read the API's settings, and none that the operator's environment happens to have."""
    for name in (name.upper() for name in Settings.model_fields if not name.startswith("aws_")):
        os.environ.pop(name, None)
        if name in variables:
            os.environ[name] = variables[name]
    settings.cache_clear()


def _api_environment(stack: str) -> Mapping[str, str]:
    names = _functions(session().client("cloudformation"), stack)
    if API.removesuffix("Function").lower() not in names:
        raise NotFound(
            f"The stack {stack} has no API of vidx.", hint="Name the stackName of its settings, such as Vidx."
        )
    client: LambdaClient = session().client("lambda")
    configuration = client.get_function_configuration(FunctionName=names["api"])
    return configuration.get("Environment", {}).get("Variables", {})


def _functions(client: "CloudFormationClient", stack: str) -> dict[str, str]:
    """Return the physical names of the deployment's functions by folder: `render`."""
    paginator = client.get_paginator("list_stack_resources")
    pages = (page for part in FUNCTION_PARTS for page in paginator.paginate(StackName=f"{stack}{part}"))
    return {
        resource["LogicalResourceId"].removesuffix("Function").lower(): resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == FUNCTION and "PhysicalResourceId" in resource
    }


def _function_info(client: "LambdaClient", name: str, physical_name: str) -> FunctionInfo:
    configuration = client.get_function_configuration(FunctionName=physical_name)
    log_group = configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{physical_name}"
    return FunctionInfo(name, physical_name, log_group)


@contextmanager
def _mapped_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise _client_error(error) from error
    except (NoCredentialsError, TokenRetrievalError) as error:
        hint = "Sign in with `aws sso login`, or name a profile with --profile."
        raise SignedOut(
            "No AWS credentials were found, or they have expired.", code="NoCredentials", hint=hint
        ) from error
    except NoRegionError as error:
        raise InvalidRequest("The region of the stack is not known.", hint="Name it with --region.") from error
    except BotoCoreError as error:
        raise Unreachable(f"AWS cannot be reached: {error}") from error
    except errors.VidxError as error:
        raise _vidx_error(error) from error


def _client_error(error: ClientError) -> CliError:
    code, message = error.response["Error"].get("Code", ""), error.response["Error"].get("Message", str(error))
    if code in FORBIDDEN:
        hint = "Attach the policy of operators to your role: docs/ops.md, Permissions."
        return SignedOut(f"Your AWS user may not do this: {message}", code="AccessDenied", hint=hint)
    if code in EXPIRED:
        return SignedOut(f"Your AWS credentials do not work: {message}", code="NoCredentials")
    if code == "ValidationError" and "does not exist" in message:
        return NotFound(message, code="NoStack", hint="Check the name of the stack and the region.")
    return Unavailable(f"AWS refused {error.operation_name}: {message}", code=code or None)


KINDS: Final[tuple[tuple[type[errors.VidxError], type[CliError]], ...]] = (
    (errors.NotFound, NotFound),
    (errors.LimitReached, LimitReached),
    (errors.AccessRefused, SignedOut),
    (errors.JobClosed, Refused),
    (errors.InvalidInput, InvalidRequest),
)
"""The errors of the ports, and those of the command line that they become; all others are `Unavailable`."""


def _vidx_error(error: errors.VidxError) -> CliError:
    kind = next((theirs for ours, theirs in KINDS if isinstance(error, ours)), Unavailable)
    return kind(str(error), code=error.code())
