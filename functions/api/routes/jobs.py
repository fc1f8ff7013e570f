"""Routes that follow and control jobs."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.params import Query

from functions.api import jobs
from functions.api.dependencies import Caller, PortsDependency
from functions.api.job_photos import shown_photos
from functions.api.job_status import etag, job_list, poll_after_s, status, unchanged, versions
from functions.api.jobs import own_job
from functions.api.routes.common import (
    DEFAULT_LIMIT,
    JSON,
    PRIVATE,
    Cursor,
    Headers,
    JobId,
    Limit,
    job_accepted,
    new_router,
    no_content,
)
from functions.api.schemas.jobs import JobList, JobStatus, ShownPhotos, Versions
from vidx.jobs.model import Status

router = new_router()


def not_modified(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Return 304 without a body if the caller has the current state."""
    response = next_middleware(app)
    known_etag = app.current_event.headers.get("if-none-match")
    if not unchanged(known_etag, str(response.headers.get("ETag", ""))):
        return response
    headers = {name: value for name, value in response.headers.items() if name != "Content-Type"}
    return Response(304, body="", headers=headers)  # the emulator requires a body


@router.get(
    "/api/video/status/<jobId>",
    tags=["follow a job"],
    summary="How far a job is",
    middlewares=[not_modified],
    description="Progress, stages, cost and result; 304 to `If-None-Match` with its ETag while nothing has changed.",
)
def job_status(job_id: JobId, owner: Caller, ports: PortsDependency) -> Response[JobStatus]:
    job = own_job(job_id, owner, ports.jobs)
    state = status(job, ports)
    headers: Headers = {"ETag": etag(state), "Cache-Control": "private, no-cache"}
    if not job.status.final:
        headers["Retry-After"] = str(poll_after_s(job, ports.clock.now()))
    return Response(200, JSON, state, headers)


@router.get(
    "/api/video/jobs",
    tags=["follow a job"],
    summary="My jobs, newest first",
    description="A page of jobs; `cursor` leads to the next one.",
)
def my_jobs(
    owner: Caller,
    ports: PortsDependency,
    status: Annotated[Status | None, Query()] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> JobList:
    return job_list(owner, status, limit, cursor, ports.jobs)


@router.get(
    "/api/video/jobs/<jobId>/photos",
    tags=["follow a job"],
    summary="What a finished video shows",
    description="Its photos and clips in order, so that one can be chosen to be replaced by `remake`.",
)
def job_photos(job_id: JobId, owner: Caller, ports: PortsDependency) -> Response[ShownPhotos]:
    return Response(200, JSON, shown_photos(job_id, owner, ports), PRIVATE)


@router.get(
    "/api/video/jobs/<jobId>/versions",
    tags=["follow a job"],
    summary="All versions of a video",
    description=(
        "The job and every other version of its video, and which of them the listing shows. To have it show another "
        "one, publish that with `/api/ads/create`."
    ),
)
def job_versions(job_id: JobId, owner: Caller, ports: PortsDependency) -> Versions:
    return versions(job_id, owner, ports)


@router.delete(
    "/api/video/jobs/<jobId>",
    tags=["follow a job"],
    summary="Delete a video that is in no listing",
    status_code=204,
    responses={204: {"description": "The job is deleted"}},
    description=(
        "It is stopped while it is being made, and taken down from its public address. A video that a listing shows "
        "or awaits is deleted with the listing. Repeating the request does no harm."
    ),
)
def delete_job(job_id: JobId, owner: Caller, ports: PortsDependency) -> Response[str]:
    jobs.delete(job_id, owner, ports)
    return no_content()


@router.post(
    "/api/video/jobs/<jobId>/cancel",
    tags=["follow a job"],
    summary="Stop a job",
    description=(
        "What it has published is taken down. Repeating the request does no harm. "
        "What was paid for is kept for a retry."
    ),
)
def cancel_job(job_id: JobId, owner: Caller, ports: PortsDependency) -> JobStatus:
    return status(jobs.cancel(job_id, owner, ports), ports)


@router.post(
    "/api/video/jobs/<jobId>/retry",
    tags=["follow a job"],
    summary="Go on with a stopped job",
    status_code=202,
    description="A failed or canceled job goes on at the stage that did not finish; what was paid for is kept.",
)
def retry_job(job_id: JobId, owner: Caller, ports: PortsDependency) -> Response[JobStatus]:
    job = jobs.retry(job_id, owner, ports)
    return job_accepted(status(job, ports), f"{ports.links}/api/video/status/{job_id}")
