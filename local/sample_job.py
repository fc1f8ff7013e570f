"""The job of the sample events on a running local cloud: the sample photos, before any stage has run."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from local.cloud import Cloud
from local.errors import SampleFailed
from local.paths import ROOT
from local.sample_events import sample
from local.stage import start_job
from vidx import keys
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.s3 import S3Store
from vidx.jobs.model import Job, Stage

JOB_ID: Final[str] = sample(Stage.PHOTOS)["job_id"]
OWNER: Final = "sample-events"
SAMPLES: Final = ROOT / "samples"
KEPT: Final = timedelta(days=1)


def create(cloud: Cloud) -> None:
    """Write the job anew: its request, its photos and its row. What an earlier one left is deleted.

    The job has no execution. The cloud's sweep ends it when no stage has run for half a minute.
    """
    store = S3Store(lambda: cloud.aws.buckets, cloud.description.work_bucket)
    jobs = DynamoJobs(cloud.aws.dynamodb, cloud.description.jobs_table)
    for each in store.list_objects(keys.job_files(JOB_ID)):
        store.delete(each.key)
    jobs.erase(JOB_ID)
    details = json.loads((SAMPLES / "details.json").read_text(encoding="utf-8"))
    request = start_job(store, sorted(SAMPLES.glob("*.jpg")), details, JOB_ID, OWNER)
    now = datetime.now(UTC)
    jobs.create(
        Job(
            job_id=JOB_ID,
            owner=OWNER,
            title=request.listing.title,
            created_at=now,
            updated_at=now,
            choices=request.choices,
            photo_count=len(request.photo_keys),
            expires_at=int((now + KEPT).timestamp()),
        )
    )


def stages_before(function: str) -> list[Stage] | None:
    """Return the stages whose results a function's sample events need, in their order; None if it is no stage."""
    return list(Stage)[: list(Stage).index(Stage(function))] if function in set(Stage) else None


def invoke(cloud: Cloud, name: str) -> Any:
    """Invoke the cloud's function with the sample event `name`, and return its result.

    Raises:
        SampleFailed: the function ended with an error.
    """
    function = configuration(cloud, name.partition("-")[0])["FunctionName"]
    response = cloud.aws.functions.invoke(FunctionName=function, Payload=json.dumps(sample(name)).encode())
    result = json.loads(response["Payload"].read())
    if "FunctionError" in response:
        raise SampleFailed(f"events/{name}.json ended with {json.dumps(result)[:300]}")
    return result


def configuration(cloud: Cloud, function: str) -> dict[str, Any]:
    """Return the deployed function's settings, as Lambda's GetFunctionConfiguration does.

    Raises:
        SampleFailed: no such function is deployed.
    """
    pages = cloud.aws.functions.get_paginator("list_functions").paginate()
    deployed = [
        each
        for page in pages
        for each in page["Functions"]
        if each.get("Description", "").startswith(f"vidx: {function} ")
    ]
    if not deployed:
        raise SampleFailed(f"the local cloud has no function {function}")
    return dict(deployed[0])
