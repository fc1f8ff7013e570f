"""Jobs and ads that would wait for ever: their executions are over, and nobody else will write their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, Json

from vidx.ads import Ad
from vidx.errors import VidxError
from vidx.jobs.interruption import interrupt
from vidx.jobs.model import Job, Status
from vidx.observability import logger, record_interruption
from vidx.ports import Ads, Clock, Executions, ExecutionState, Jobs

GRACE: Final = timedelta(seconds=30)
"""Age of a row's last change before the sweep looks at it: its execution may be about to start or to write."""
PAGE_SIZE: Final = 100


class ExecutionInput(BaseModel):
    """What the API starts an execution with."""

    model_config = ConfigDict(extra="ignore")

    job_id: str
    attempt: int


class ExecutionEnd(BaseModel):
    """`detail` of EventBridge's "Step Functions Execution Status Change".

    Source: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
    """

    model_config = ConfigDict(extra="ignore")

    status: str
    input: Json[ExecutionInput]


@dataclass(frozen=True)
class Ports:
    jobs: Jobs
    ads: Ads
    executions: Executions
    clock: Clock


def end_job(end: ExecutionEnd, ports: Ports) -> None:
    """Bring job and ad to a final status after their execution ended. A later attempt is left alone."""
    job = ports.jobs.get(end.input.job_id)
    if job is None or job.attempt != end.input.attempt:
        return
    if not job.status.final:
        _interrupt(job, end.status, ports)
    elif job.status is not Status.COMPLETE and job.ad_id:
        ports.ads.fail(job.ad_id)


def sweep(ports: Ports) -> None:
    """Compare all unfinished jobs with their executions, and all processing ads with their jobs, and end the lost ones.

    Raises:
        VidxError: a row could not be checked. The others were; the next sweep tries again.
    """
    failures: list[VidxError] = []
    for job_id in ports.jobs.list_unfinished():
        try:
            _check_job(job_id, ports)
        except VidxError as error:
            logger.exception("a job could not be checked", extra={"job_id": job_id})
            failures.append(error)
    for ad in list(_processing_ads(ports)):  # all pages first: a failed ad leaves the list
        try:
            _check_ad(ad, ports)
        except VidxError as error:
            logger.exception("an ad could not be checked", extra={"ad_id": ad.ad_id})
            failures.append(error)
    if failures:
        raise failures[0]


def _check_job(job_id: str, ports: Ports) -> None:
    job = ports.jobs.get(job_id)
    if job is None or job.status.final or ports.clock.now() - job.updated_at < GRACE:
        return
    state = ports.executions.state(job)
    if state is not ExecutionState.RUNNING:
        _interrupt(job, state, ports)


def _check_ad(ad: Ad, ports: Ports) -> None:
    """Fail the ad when none of the jobs whose video it may show can still finish; expired rows count as ended."""
    if ports.clock.now() - ad.updated_at < GRACE:
        return
    jobs = [ports.jobs.get(job_id) for job_id in dict.fromkeys((ad.job_id, *ad.mentioned_by))]
    if all(job is None or job.status in {Status.ERROR, Status.CANCELED} for job in jobs):
        logger.warning("an ad waited for a video that nobody makes", extra={"ad_id": ad.ad_id})
        ports.ads.fail(ad.ad_id)


def _processing_ads(ports: Ports) -> Iterator[Ad]:
    cursor: str | None = None
    while True:
        page = ports.ads.list_processing(PAGE_SIZE, cursor)
        yield from page.ads
        cursor = page.cursor
        if cursor is None:
            return


def _interrupt(job: Job, reason: str, ports: Ports) -> None:
    record_interruption(job.job_id, job.attempt, reason)
    interrupt(job, ports.jobs, ports.ads)
