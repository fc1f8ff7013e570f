"""What a deploy needs is checked before it starts, and what is missing is named with its cure."""

from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from infra import preflight
from infra.settings import EXAMPLES, Deployment

TOKEN = {"R2_ACCOUNT_ID": "a", "R2_ACCESS_KEY_ID": "k", "R2_SECRET_ACCESS_KEY": "s", "R2_BUCKET_NAME": "b"}
CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/12"


def chosen(**values: Any) -> Deployment:
    return Deployment.model_validate({**EXAMPLES, **values})


def client(name: Any) -> Any:
    return boto3.client(name, region_name="eu-west-1", aws_access_key_id="k", aws_secret_access_key="s")


@pytest.fixture
def aws() -> Iterator[dict[str, tuple[Any, Stubber]]]:
    clients = {name: client(name) for name in ("sts", "ssm", "lambda", "cloudformation", "secretsmanager")}
    stubs = {name: (each, Stubber(each)) for name, each in clients.items()}
    for _, stub in stubs.values():
        stub.activate()
    yield stubs
    for _, stub in stubs.values():
        stub.assert_no_pending_responses()


def test_missing_credentials_and_region_are_named(aws: dict[str, tuple[Any, Stubber]]) -> None:
    sts, stub = aws["sts"]
    stub.add_client_error("get_caller_identity", "ExpiredToken")

    region, credentials = preflight.account_problems(sts, None)

    assert region.startswith("no region is set: export AWS_REGION=")
    assert credentials.startswith("AWS credentials are missing or expired")


def test_a_region_without_the_cdks_resources_is_named(aws: dict[str, tuple[Any, Stubber]]) -> None:
    ssm, stub = aws["ssm"]
    stub.add_client_error("get_parameter", "ParameterNotFound")

    (problem,) = preflight.bootstrap_problems(ssm, "eu-west-1")

    assert problem.endswith("npx cdk bootstrap aws://ACCOUNT_ID/eu-west-1`")


@pytest.mark.parametrize(
    ("concurrency", "values", "cures"),
    [
        (10, {}, []),
        (10, {"maxExecutions": 40}, ["set maxExecutions to 5,"]),
        (10, {"renderMemoryMb": 4096}, ["set renderMemoryMb to 3008,"]),
        (1000, {"renderMemoryMb": 4096, "maxExecutions": 400, "lambdaConcurrency": 1000}, []),
        (1000, {}, ["set it to 1000, so that the alarm"]),
        (10, {"provisionedConcurrency": 1}, ["set it to 0, or request a higher quota"]),
        (1000, {"provisionedConcurrency": 5, "lambdaConcurrency": 1000}, []),
    ],
)
def test_quotas_of_the_account_bound_the_settings(
    concurrency: int, values: dict[str, int], cures: list[str], aws: dict[str, tuple[Any, Stubber]]
) -> None:
    functions, stub = aws["lambda"]
    stub.add_response("get_account_settings", {"AccountLimit": {"ConcurrentExecutions": concurrency}})

    problems = list(preflight.quota_problems(functions, chosen(**values)))

    assert len(problems) == len(cures)
    assert all(cure in problem for cure, problem in zip(cures, problems, strict=True))


@pytest.mark.parametrize(
    ("running", "engine", "cure"),
    [
        ({"docker"}, None, None),
        ({"finch"}, None, "export CDK_DOCKER=finch"),
        ({"finch"}, "finch", None),
        (set(), "finch", "start it"),
        (set(), None, "install and start one of docker, finch, podman"),
    ],
)
def test_a_container_engine_is_needed(running: set[str], engine: str | None, cure: str | None) -> None:
    problems = list(preflight.engine_problems(running.__contains__, engine))

    assert [problem.endswith(str(cure)) for problem in problems] == ([True] if cure else [])


@pytest.mark.parametrize(
    ("certificate", "problem"),
    [
        ({"Status": "ISSUED", "SubjectAlternativeNames": ["ads.test.example"]}, None),
        ({"Status": "ISSUED", "SubjectAlternativeNames": ["*.test.example"]}, None),
        ({"Status": "PENDING_VALIDATION", "SubjectAlternativeNames": ["ads.test.example"]}, "PENDING_VALIDATION"),
        ({"Status": "ISSUED", "SubjectAlternativeNames": ["shop.test.example"]}, "not for siteDomain"),
    ],
)
def test_the_certificate_is_issued_for_the_sites_domain(certificate: dict[str, Any], problem: str | None) -> None:
    settings = chosen(siteDomain="ads.test.example", certificateArn=CERTIFICATE)

    problems = list(preflight.certificate_problems(lambda _: certificate, settings))

    assert [str(problem) in each for each in problems] == ([True] if problem else [])


def test_secrets_that_nobody_has_filled_in_are_named_without_values(aws: dict[str, tuple[Any, Stubber]]) -> None:
    stacks, stub = aws["cloudformation"]
    secrets, secrets_stub = aws["secretsmanager"]
    outputs = [{"OutputKey": "StorageSecretArn", "OutputValue": "arn:aws:secretsmanager:storage"}]
    stack = {"StackName": "Vidx", "CreationTime": "2026-11-30T00:00:00Z", "StackStatus": "CREATE_COMPLETE"}
    stub.add_response("describe_stacks", {"Stacks": [{**stack, "Outputs": outputs}]})
    secrets_stub.add_response("get_secret_value", {"SecretString": '{"R2_ACCOUNT_ID": "a", "R2_ACCESS_KEY_ID": ""}'})

    (problem,) = preflight.secret_problems(preflight.read_secrets(stacks, secrets, "Vidx"))

    assert problem == (
        "the secret StorageSecretArn (an output of the stack) has no R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY, "
        "R2_BUCKET_NAME: fill it in"
    )


def test_a_first_deploy_has_no_secrets_to_check(aws: dict[str, tuple[Any, Stubber]]) -> None:
    stacks, stub = aws["cloudformation"]
    stub.add_client_error("describe_stacks", "ValidationError")

    assert preflight.read_secrets(stacks, aws["secretsmanager"][0], "Vidx") == {}


class Bucket:
    """The part of an S3 client that writes and deletes, with the rights of one token."""

    def __init__(self, writable: set[str]) -> None:
        self._writable = writable

    def put_object(self, Bucket: str, **_: Any) -> None:  # noqa: N803  # boto3's own name
        if Bucket not in self._writable:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "PutObject")

    def delete_object(self, **_: Any) -> None:
        """Deleting needs the same right."""


@pytest.mark.parametrize(
    ("storage", "publish", "problems"),
    [
        ({"vidx-work"}, {"vidx-work", "vidx-public"}, []),
        (set(), {"vidx-work", "vidx-public"}, ["the token of StorageSecretArn cannot write vidx-work (AccessDenied)"]),
        ({"vidx-work"}, {"vidx-work"}, ["the token of PublishSecretArn cannot write vidx-public (AccessDenied)"]),
        (
            {"vidx-work", "vidx-public"},
            {"vidx-work", "vidx-public"},
            ["the token of StorageSecretArn may write vidx-pub"],
        ),
    ],
)
def test_each_token_has_its_rights_and_no_more(storage: set[str], publish: set[str], problems: list[str]) -> None:
    rights = {"storage": storage, "publish": publish}
    values = {
        "StorageSecretArn": {**TOKEN, "R2_ACCESS_KEY_ID": "storage"},
        "PublishSecretArn": {**TOKEN, "R2_ACCESS_KEY_ID": "publish"},
    }

    def client_of(token: Mapping[str, str], _: str) -> Any:
        return Bucket(rights[token["R2_ACCESS_KEY_ID"]])

    found = list(preflight.token_problems(values, chosen(), client_of))

    assert len(found) == len(problems)
    assert all(each.startswith(problem) for each, problem in zip(found, problems, strict=True))


def test_buckets_that_the_deploy_will_create_are_no_fault_of_a_token() -> None:
    class NoBuckets(Bucket):
        def put_object(self, Bucket: str, **_: Any) -> None:  # noqa: N803  # boto3's own name
            raise ClientError({"Error": {"Code": "NoSuchBucket"}}, "PutObject")

    values = {"StorageSecretArn": TOKEN, "PublishSecretArn": TOKEN}

    def client_of(_token: Mapping[str, str], _endpoint: str) -> Any:
        return NoBuckets(set())

    assert list(preflight.token_problems(values, chosen(), client_of)) == []


def test_tokens_that_are_not_filled_in_are_not_tried() -> None:
    assert list(preflight.token_problems({"StorageSecretArn": {**TOKEN, "R2_ACCOUNT_ID": ""}}, chosen())) == []


@pytest.mark.parametrize(
    ("state", "protected", "is_problem"),
    [
        ("ROLLBACK_COMPLETE", True, True),
        ("ROLLBACK_FAILED", True, True),
        ("ROLLBACK_COMPLETE", False, False),
        ("UPDATE_ROLLBACK_COMPLETE", True, False),
        ("CREATE_COMPLETE", True, False),
    ],
)
def test_a_protected_stack_whose_first_deploy_failed_is_named_with_the_command_that_frees_it(
    state: str, protected: bool, is_problem: bool, aws: dict[str, tuple[Any, Stubber]]
) -> None:
    stacks, stub = aws["cloudformation"]
    stack = {"StackName": "VidxApi", "CreationTime": "2026-11-30T00:00:00Z", "StackStatus": state}
    stub.add_client_error("describe_stacks", "ValidationError")
    stub.add_response("describe_stacks", {"Stacks": [{**stack, "EnableTerminationProtection": protected}]})

    problems = list(preflight.stack_problems(stacks, ["VidxData", "VidxApi"]))

    assert ["--stack-name VidxApi --no-enable" in problem for problem in problems] == [True] * is_problem


class Account:
    """The part of an S3 client that lists buckets, which needs the right of an administrator."""

    def __init__(self, *, is_admin: bool) -> None:
        self._is_admin = is_admin

    def list_buckets(self) -> None:
        if not self._is_admin:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "ListBuckets")


def test_the_token_of_the_setup_is_needed_with_the_right_of_an_administrator() -> None:
    def found(environment: Mapping[str, str], *, is_admin: bool = True) -> list[str]:
        def client_of(_token: Mapping[str, str], _endpoint: str) -> Any:
            return Account(is_admin=is_admin)

        return list(preflight.setup_problems(environment, chosen(), client_of))

    assert found(TOKEN) == []
    assert found({})[0].startswith("R2_ACCOUNT_ID, R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY is not in the environment")
    assert "it needs Admin Read & Write" in found(TOKEN, is_admin=False)[0]
