"""A deploy while jobs run, and its way back, with the commands of docs/operations.md."""

import json
from collections.abc import Iterator

import httpx
import pytest

from infra.function import LIVE
from local.cloud import Cloud
from local.sample_job import configuration
from testing.seller import BRIEF, Provider, Seller

BAD: dict[str, object] = {"StartAt": "Bad", "States": {"Bad": {"Type": "Fail", "Error": "BadDeploy"}}}


@pytest.fixture
def bad_machine(cloud: Cloud) -> Iterator[list[str]]:
    """Deploys, when it is first used, a state machine that fails every job; the good one returns after the test."""
    machine, arn = cloud.aws.stepfunctions, cloud.description.state_machine_arn
    good = machine.describe_state_machine(stateMachineArn=arn)["definition"]
    yield [arn, json.dumps(BAD)]
    machine.update_state_machine(stateMachineArn=arn, definition=good)


def test_a_job_in_flight_finishes_on_the_versions_that_it_started_with(
    cloud: Cloud, seller: Seller, provider: Provider, photo_keys: list[str], bad_machine: list[str]
) -> None:
    provider.hold("speech")
    job = seller.start(photo_keys, script=BRIEF)
    seller.wait(job, "audio")

    arn, definition = bad_machine
    cloud.aws.stepfunctions.update_state_machine(stateMachineArn=arn, definition=definition)
    for stage in ("tts", "render"):
        cloud.aws.functions.publish_version(FunctionName=configuration(cloud, stage)["FunctionName"])
    provider.heal()

    assert seller.wait(job)["status"] == "complete"


def test_the_api_goes_back_to_the_version_before_by_its_alias(cloud: Cloud) -> None:
    functions, name = cloud.aws.functions, configuration(cloud, "api")["FunctionName"]
    before = functions.get_alias(FunctionName=name, Name=LIVE)["FunctionVersion"]
    functions.update_function_configuration(FunctionName=name, Handler="functions.api.handler.gone")
    bad = functions.publish_version(FunctionName=name)["Version"]

    try:
        functions.update_alias(FunctionName=name, Name=LIVE, FunctionVersion=bad)
        failed = httpx.get(f"{cloud.description.api_url}/api/healthz").status_code
    finally:
        functions.update_alias(FunctionName=name, Name=LIVE, FunctionVersion=before)
        functions.update_function_configuration(FunctionName=name, Handler="functions.api.handler.lambda_handler")

    assert failed >= httpx.codes.INTERNAL_SERVER_ERROR
    assert httpx.get(f"{cloud.description.api_url}/api/healthz").json()["status"] == "ok"
