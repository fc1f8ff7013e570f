"""What holds data survives mistakes in production; a development environment leaves nothing behind; names are free."""

import hashlib
import json
import os
import re
import subprocess
import sys
from functools import partial
from types import SimpleNamespace
from typing import Any, Final

import pytest
from aws_cdk import App
from aws_cdk import aws_secretsmanager as secretsmanager
from pydantic import ValidationError

from infra import data
from infra.settings import EXAMPLES, PARTS, ROOT, Deployment
from infra.stacks import Stacks
from tests.contract.synthesis import of_type, resources, resources_of, templates, templates_of

IMAGE: Final = ("packaging", "image")
DEVELOPMENT: Final = ("protected", "false")
STATEFUL: Final = {
    "AWS::DynamoDB::Table": {
        "RecordsAccounts42F980F0", "RecordsAdmissionA21A08A3", "RecordsAdsDFB59E19", "RecordsDeliveries9C7D3C3B",
        "RecordsJobsDDE67940", "RecordsVideos3FEB4E2A", "RecordsWebhooks7398A3FB",
    },
    "AWS::Cognito::UserPool": {"UsersPoolBFC35D3B"},
    "AWS::SecretsManager::Secret": {"SecretsOpenAiA5031F3F", "SecretsPublishDBA6E79E", "SecretsStorageA7924A17"},
}  # fmt: skip
"""Logical ids. CloudFormation deletes the resource of an id that is gone: never change one, only add."""
IN_USE: Final = {
    "AWS::StepFunctions::StateMachine": {"PipelineMachine70FD447C"},
    "AWS::Lambda::Function": {
        "AccountFunction", "ApiFunction", "CaptionsFunction", "NotifyFunction", "PhotosFunction", "RenderFunction",
        "ScriptFunction", "TtsFunction", "UploadFunction", "WatchFunction",
    },
    "AWS::IAM::Role": {
        "AccountRoleFF7B112D", "ApiRoleBCB8AC85", "NotifyRole41BA1998", "PipelineCaptionsRoleCF99E15C",
        "PipelineMachineRoleB7B471A8", "PipelinePhotosRoleD7C2BC71", "PipelineRenderRoleBF421957",
        "PipelineScriptRole3B7B073E", "PipelineTtsRoleFBC13035", "PipelineUploadRoleE79BF12B", "WatchRole0340DEEA",
    },
    "AWS::SQS::Queue": {"DeadLettersQueue631681B1", "NotifyDeliveries19FD8C0D"},
    "AWS::Cognito::UserPoolClient": {"UsersPoolClient39A19381"},
    "AWS::ApiGatewayV2::Api": {"GatewayHttp960327C4"},
}  # fmt: skip
"""Logical ids of what is in use during a deploy. With another id, CloudFormation deletes the old one: executions of a
deleted machine are aborted, a deleted function takes its published versions along, versions cannot run without their
role, messages of a deleted queue are lost, and a new client or API ends sign-ins or has another address."""
NAMES: Final = ("TableName", "UserPoolName", "QueueName", "TopicName", "BucketName", "FunctionName", "RoleName",
                "StateMachineName", "DashboardName", "AlarmName", "LogGroupName")  # fmt: skip
"""Properties that name a resource. A name of its own blocks a second deployment, and the next one of what stayed."""


def stateful(*context: tuple[str, str]) -> dict[str, dict[str, Any]]:
    return {
        name: resource
        for name, resource in resources(IMAGE, *context).items()
        if resource["Type"] in {*STATEFUL, "AWS::S3::Bucket"}
    }


@pytest.mark.parametrize("kind", STATEFUL)
def test_logical_ids_of_what_holds_data_never_change(kind: str) -> None:
    assert set(of_type(kind, IMAGE)) == STATEFUL[kind]


@pytest.mark.parametrize("kind", IN_USE)
def test_logical_ids_of_what_is_in_use_never_change(kind: str) -> None:
    assert set(of_type(kind, IMAGE)) >= IN_USE[kind]


def test_the_data_has_a_stack_of_its_own() -> None:
    """What happens to another stack, even its deletion, never reaches the data."""
    by_stack = templates(IMAGE)

    assert list(by_stack) == [f"Vidx{part}" for part in PARTS]
    for kind, names in STATEFUL.items():
        for stack, template in by_stack.items():
            found = {name for name, resource in template["Resources"].items() if resource["Type"] == kind}
            assert found == (names if stack == "VidxData" else set())


def test_a_stack_uses_only_those_before_it_and_pins_none_of_their_outputs() -> None:
    """CloudFormation refuses to change an export that another stack imports."""
    by_stack = templates(IMAGE)

    for position, (stack, template) in enumerate(by_stack.items()):
        text = json.dumps(template)
        used = set(re.findall(r'"Fn::GetStackOutput": \{"StackName": "(\w+)"', text))
        assert used <= set(list(by_stack)[:position]), stack
        assert "Fn::ImportValue" not in text
        assert not any("Export" in output for output in template.get("Outputs", {}).values())


def test_production_keeps_everything_that_holds_data() -> None:
    for resource in stateful().values():
        assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert {table["DeletionProtectionEnabled"] for table in of_type("AWS::DynamoDB::Table", IMAGE).values()} == {True}
    (pool,) = of_type("AWS::Cognito::UserPool", IMAGE).values()
    assert pool["DeletionProtection"] == "ACTIVE"
    assert all(stack.termination_protection for stack in stacks().by_name.values())


@pytest.mark.parametrize("kind", STATEFUL)
def test_jobs_in_flight_keep_what_a_deploy_replaces(kind: str) -> None:
    for context in ((), (DEVELOPMENT,)):
        of_kind = [resource for resource in stateful(*context).values() if resource["Type"] == kind]

        assert {resource["UpdateReplacePolicy"] for resource in of_kind} == {"Retain"}


KEYS: Final = {
    "RecordsAccounts42F980F0": ("account_id",),
    "RecordsAdmissionA21A08A3": ("scope", "item"),
    "RecordsAdsDFB59E19": ("ad_id",),
    "RecordsDeliveries9C7D3C3B": ("webhook_id", "message_id"),
    "RecordsJobsDDE67940": ("job_id",),
    "RecordsVideos3FEB4E2A": ("job_id",),
    "RecordsWebhooks7398A3FB": ("owner", "webhook_id"),
}


def test_no_property_changes_that_makes_cloudformation_replace_what_holds_data() -> None:
    """A new table is empty, a new secret holds no keys, and a new user pool has no users."""
    tables, secrets = of_type("AWS::DynamoDB::Table", IMAGE), of_type("AWS::SecretsManager::Secret", IMAGE)
    (pool,) = of_type("AWS::Cognito::UserPool", IMAGE).values()

    assert {name: tuple(key["AttributeName"] for key in table["KeySchema"]) for name, table in tables.items()} == KEYS
    assert not any("TableName" in table for table in tables.values())
    assert not any("Name" in secret for secret in secrets.values())
    assert (pool["UsernameAttributes"], pool.get("AliasAttributes"), pool.get("UsernameConfiguration")) == (
        ["email"],
        None,
        None,
    )


def test_a_replaced_secret_publishes_new_versions_of_the_functions_that_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The references in the template stay the same, but a published version has the name of the deleted secret."""
    before = resources(IMAGE)
    renamed = SimpleNamespace(
        Secret=partial(secretsmanager.Secret, secret_name="vidx/renamed"),
        SecretStringGenerator=secretsmanager.SecretStringGenerator,
        CfnSecret=secretsmanager.CfnSecret,
    )
    monkeypatch.setattr(data, "secretsmanager", renamed)

    after = resources_of(templates_of(stacks()))

    def versions(synthesised: dict[str, Any]) -> dict[str, str]:
        """Logical id of the published version, by function."""
        return {
            resource["Properties"]["FunctionName"]["Ref"]: logical_id
            for logical_id, resource in synthesised.items()
            if resource["Type"] == "AWS::Lambda::Version"
        }

    readers = {
        logical_id
        for logical_id, resource in before.items()
        if resource["Type"] == "AWS::Lambda::Function" and "SECRET_ARN" in json.dumps(resource)
    }
    assert len(readers) >= 8
    for reader in readers:
        assert versions(after)[reader] != versions(before)[reader]
        # AWS publishes no version of a function that is the same as in the last one.
        assert after[reader]["Properties"]["Description"] != before[reader]["Properties"]["Description"]


def test_a_development_environment_leaves_nothing_behind() -> None:
    for resource in stateful(DEVELOPMENT).values():
        assert resource["DeletionPolicy"] == "Delete"
    tables = of_type("AWS::DynamoDB::Table", IMAGE, DEVELOPMENT).values()
    assert {table["DeletionProtectionEnabled"] for table in tables} == {False}
    (pool,) = of_type("AWS::Cognito::UserPool", IMAGE, DEVELOPMENT).values()
    assert pool["DeletionProtection"] == "INACTIVE"
    emptied = {
        each["BucketName"]["Ref"] for each in of_type("Custom::S3AutoDeleteObjects", IMAGE, DEVELOPMENT).values()
    }
    assert emptied == set(of_type("AWS::S3::Bucket", IMAGE, DEVELOPMENT))
    assert not any(stack.termination_protection for stack in stacks(DEVELOPMENT).by_name.values())


def stacks(*context: tuple[str, str]) -> Stacks:
    return Stacks(App(), Deployment.model_validate({**EXAMPLES, **dict((IMAGE, *context))}))


def _is_named_after_the_stack(resource: dict[str, Any]) -> bool:
    """Alarms, which people and Slack's rule know by their names; they are regional and deleted with their stack."""
    name = resource.get("Properties", {}).get("AlarmName", "")
    return bool(name.startswith(f"{Deployment.model_fields['stack_name'].default}-"))


def test_nothing_has_a_name_that_blocks_another_deployment() -> None:
    named = {
        name: key
        for name, resource in resources(IMAGE).items()
        for key in NAMES
        if isinstance(resource.get("Properties", {}).get(key), str) and not _is_named_after_the_stack(resource)
    }

    assert named == {}
    assert all("Name" not in secret for secret in of_type("AWS::SecretsManager::Secret", IMAGE).values())


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig"),
        ("AWS::CloudFront::OriginAccessControl", "OriginAccessControlConfig"),
    ],
)
def test_names_of_cloudfront_differ_between_stacks_and_regions(kind: str, config: str) -> None:
    parts = [each[config]["Name"]["Fn::Join"][1] for each in of_type(kind, IMAGE, ("stackName", "Other")).values()]

    assert parts
    for before, region, _ in parts:
        assert (before, region) == ("Other-", {"Ref": "AWS::Region"})


def test_the_functions_use_a_restored_table_and_the_old_one_stays() -> None:
    stream = "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs-restored/stream/2026-11-30T00:00:00.000"
    restored = {"restoredTables": {"jobs": {"name": "jobs-restored", "streamArn": stream}, "videos": {"name": "v-2"}}}
    chosen = Deployment.model_validate({**EXAMPLES, **restored})

    synthesised = resources_of(templates_of(Stacks(App(), chosen)))

    def of(kind: str) -> str:
        return json.dumps([each for each in synthesised.values() if each["Type"] == kind])

    assert '"JOBS_TABLE": "jobs-restored"' in of("AWS::Lambda::Function")
    assert stream in of("AWS::Lambda::EventSourceMapping")
    assert ":table/jobs-restored/index/by_owner" in of("AWS::IAM::Policy")
    for kind in ("AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::IAM::Policy"):
        assert '"RecordsJobs' not in of(kind)
    kept = {name for name, each in synthesised.items() if each["Type"] == "AWS::DynamoDB::Table"}
    assert kept == STATEFUL["AWS::DynamoDB::Table"]


def test_a_restored_table_with_followers_needs_its_stream() -> None:
    with pytest.raises(ValidationError, match=r"restoredTables\.jobs needs its streamArn"):
        Deployment.model_validate({**EXAMPLES, "restoredTables": {"jobs": {"name": "jobs-restored"}}})


SYNTHESIS: Final = """
import hashlib, json
from tests.contract.synthesis import templates
print(hashlib.sha256(json.dumps(templates(("packaging", "image"))).encode()).hexdigest())
"""


def test_a_second_synthesis_in_another_process_is_identical() -> None:
    here = hashlib.sha256(json.dumps(templates(IMAGE)).encode()).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": f"{ROOT}:{ROOT}/layers/common/python"}

    command = [sys.executable, "-c", SYNTHESIS]
    there = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert there.stdout.split() == [here]
