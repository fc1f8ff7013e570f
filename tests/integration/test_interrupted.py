"""A job ends when its execution was stopped from outside, never started or is gone."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import boto3
import pytest

from local import emulator
from local.cloud import Cloud
from local.sample_events import path_of
from testing.clock import FixedClock
from testing.jobs import job_row
from testing.seller import BRIEF, TIMEOUT_S, Provider, Seller
from tests.contract.ads_rules import CHAIR
from tests.integration.test_ads import publish, until
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.ads import Ad, AdStatus, new_ad
from vidx.jobs.model import Job, Status


def stop(cloud: Cloud, name: str) -> None:
    """Stop an execution as an operator does in the console."""
    arn = cloud.description.state_machine_arn.replace(":stateMachine:", ":execution:")
    cloud.aws.stepfunctions.stop_execution(executionArn=f"{arn}:{name}")


@pytest.fixture
def hanging(seller: Seller, photo_keys: list[str], provider: Provider) -> tuple[str, str]:
    """Ids of a job and its ad; the job stays in the voice stage."""
    provider.fail_all_voices("timeout")
    job_id, ad_id = publish(seller, photo_keys, script=BRIEF)
    seller.wait(job_id, "audio")
    return job_id, ad_id


def test_a_job_stopped_from_outside_fails_with_its_ad_and_can_be_retried(
    seller: Seller, cloud: Cloud, hanging: tuple[str, str], provider: Provider
) -> None:
    job_id, ad_id = hanging
    stop(cloud, job_id)

    failed = seller.wait(job_id)
    until(seller, ad_id, "failed")
    provider.heal()
    retried = seller.http.post(f"/api/video/jobs/{job_id}/retry").raise_for_status().json()
    seller.wait(job_id, "complete")

    assert (failed["status"], failed["error"]["code"], failed["error"]["retryable"]) == (
        "error",
        "JobInterrupted",
        True,
    )
    assert retried["attempt"] == 2
    assert until(seller, ad_id, "active")["jobId"] == job_id


@pytest.fixture
def lost_events(cloud: Cloud) -> Iterator[None]:
    """EventBridge reports no end of an execution."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=emulator.REGION)
    with closing(session.client("events", endpoint_url=cloud.aws.endpoint)) as events:
        (rule,) = [
            rule["Name"]
            for page in events.get_paginator("list_rules").paginate()
            for rule in page["Rules"]
            if "WatchExecutionEnds" in rule["Name"]
        ]
        events.disable_rule(Name=rule)
        yield
        events.enable_rule(Name=rule)


@pytest.mark.usefixtures("lost_events")
def test_a_job_whose_event_is_lost_is_ended_by_the_sweep(
    seller: Seller, cloud: Cloud, hanging: tuple[str, str]
) -> None:
    job_id, ad_id = hanging
    stop(cloud, job_id)
    age(cloud, job_id)
    sweep(cloud)

    failed = seller.wait(job_id)

    assert (failed["status"], failed["error"]["code"]) == ("error", "JobInterrupted")
    until(seller, ad_id, "failed")


def age(cloud: Cloud, job_id: str) -> None:
    """Let the job's row look as if nothing had changed it for an hour: a sweep skips what changed a moment ago."""
    cloud.aws.dynamodb.update_item(
        TableName=cloud.description.jobs_table,
        Key={"job_id": {"S": job_id}},
        UpdateExpression="SET updated_at = :then",
        ExpressionAttributeValues={":then": {"S": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}},
    )


def sweep(cloud: Cloud) -> None:
    """Start a sweep, as EventBridge does every minute. It waits between its looks, so nobody waits for its end."""
    event = path_of("watch-sweep").read_bytes()
    cloud.aws.functions.invoke(FunctionName=watch_function(cloud), InvocationType="Event", Payload=event)


def test_a_sweep_starts_a_job_that_never_came_into_the_queue(cloud: Cloud) -> None:
    """It ends with its ad, because this one has no request in the storage."""
    description = cloud.description
    ads = DynamoAds(cloud.aws.dynamodb, description.ads_table, description.jobs_table, description.videos_table)
    jobs = DynamoJobs(cloud.aws.dynamodb, description.jobs_table)
    an_hour_ago = FixedClock(datetime.now(UTC) - timedelta(hours=1))
    job = job_row(uuid4().hex, clock=an_hour_ago)
    ad = new_ad(job, CHAIR, an_hour_ago.now())
    ads.create_with_job(ad, job)

    sweep(cloud)

    wait_until(lambda: is_failed(jobs.get(job.job_id), ads.get(ad.ad_id)))
    arn = description.state_machine_arn.replace(":stateMachine:", ":execution:")
    machine = cloud.aws.stepfunctions
    wait_until(lambda: machine.describe_execution(executionArn=f"{arn}:{job.job_id}")["status"] == "FAILED")


def is_failed(job: Job | None, ad: Ad | None) -> bool:
    return job is not None and ad is not None and (job.status, ad.status) == (Status.ERROR, AdStatus.FAILED)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < deadline_s, "it never came true"
        time.sleep(0.2)


def watch_function(cloud: Cloud) -> str:
    pages = cloud.aws.functions.get_paginator("list_functions").paginate()
    names = [function["FunctionName"] for page in pages for function in page["Functions"]]
    (name,) = [name for name in names if "WatchFunction" in name]
    return name
