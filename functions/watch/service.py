"""End jobs and ads whose executions are over and have not written a final status.

A job ends at most 60 s after its execution, even if EventBridge loses the event. A sweep skips a row for `QUIET` after
its last change, or for `GRACE` if it has no execution, and checks again after `LOOK_INTERVAL_S`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Json, ValidationError

from vidx import keys
from vidx.ads import Ad, AdStatus, make_ad_id
from vidx.errors import VidxError
from vidx.jobs.events import WithdrawInput
from vidx.jobs.interruption import fail_ad, interrupt
from vidx.jobs.model import Job, Status
from vidx.observability import logger, record_interruption
from vidx.ports import (
    Ads,
    Clock,
    Execution,
    Executions,
    ExecutionState,
    Jobs,
    PlannedWithdrawal,
    Withdrawals,
)

LOOKS: Final = 3
LOOK_INTERVAL_S: Final = 20.0
"""A sweep checks the rows several times, because EventBridge's schedules are at least a minute apart."""
QUIET: Final = timedelta(seconds=10)
"""A row that changed within this time has a running execution, so the sweep does not ask Step Functions about it."""
GRACE: Final = timedelta(seconds=30)
"""Longest time from the row of a job to its execution: the API's function runs for at most 29 s."""
PAGE_SIZE: Final = 100
Item = TypeVar("Item", str, Ad)
"""A job's id, or an ad."""


class ExecutionInput(BaseModel):
    """Input of an execution, as the API writes it."""

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
    withdrawals: Withdrawals
    clock: Clock


def end_job(end: ExecutionEnd, ports: Ports) -> None:
    """Set job and ad to a final status after their execution ended. A later attempt of the job stays unchanged."""
    job = ports.jobs.get(end.input.job_id)
    if job is None:
        ad = ports.ads.get(make_ad_id(end.input.job_id))
        if ad:
            _check_ad(ad, ports)
    elif job.attempt == end.input.attempt:
        if not job.status.final:
            _interrupt(job, end.status, ports.executions.describe(job), ports)
        elif job.status is not Status.COMPLETE and job.ad_id:
            fail_ad(job.ad_id, job.job_id, ports.jobs, ports.ads)


def sweep(ports: Ports) -> None:
    """End unfinished jobs whose executions are over, processing ads that no job will finish, and planned withdrawals.

    While something is unfinished, it checks `LOOKS` times, `LOOK_INTERVAL_S` apart.

    Raises:
        VidxError, ValidationError: the last check failed for at least one row. All other rows were checked, and the
            next sweep tries again.
    """
    failures = _look(ports)
    for _ in range(LOOKS - 1):
        if failures is None:
            return
        ports.clock.wait(LOOK_INTERVAL_S)
        failures = _look(ports)
    if failures:
        raise failures[0]


def _look(ports: Ports) -> list[Exception] | None:
    """Check all unfinished jobs, processing ads and planned withdrawals.

    Return the errors of rows that could not be checked; None if nothing is unfinished.
    """
    jobs = _check_each(ports.jobs.list_unfinished, _check_job, ports)
    ads = _check_each(lambda: list(_processing_ads(ports)), _check_waiting_ad, ports)
    files = _withdraw_planned(ports)
    if jobs is None and ads is None and files is None:
        return None
    return [*(jobs or ()), *(ads or ()), *(files or ())]


def _check_each(
    find: Callable[[], Sequence[Item]], check: Callable[[Item, Ports], None], ports: Ports
) -> list[Exception] | None:
    """Check each item. Return the errors of the list and of the items; None if there are no items."""
    failures: list[Exception] = []
    try:
        items = find()
    except (VidxError, ValidationError) as error:
        logger.exception("unfinished rows could not be listed")
        return [error]
    for item in items:
        try:
            check(item, ports)
        except (VidxError, ValidationError) as error:  # one unreadable row must not delay the others
            logger.exception("a row could not be checked", extra={"row": item if isinstance(item, str) else item.ad_id})
            failures.append(error)
    return failures if items else None


def _withdraw_planned(ports: Ports) -> list[Exception] | None:
    """Delete the files of all planned withdrawals, up to the first failure; None if nothing is planned."""
    try:
        planned = ports.jobs.list_withdrawals()
        for withdrawal in planned:
            _withdraw(withdrawal, ports)
    except (VidxError, ValidationError) as error:
        logger.exception("public files could not be deleted")
        return [error]
    return [] if planned else None


def _withdraw(planned: PlannedWithdrawal, ports: Ports) -> None:
    """Delete public files, unless a retry publishes them again or has done so since the withdrawal was planned."""
    job = ports.jobs.get(keys.job_of_stem(planned.stem))
    is_published_again = job is not None and (
        not job.status.final or (job.video is not None and job.updated_at > planned.planned_at)
    )
    if not is_published_again:
        ports.withdrawals.withdraw(WithdrawInput(stem=planned.stem))
    ports.jobs.drop_withdrawal(planned.stem)


def _check_job(job_id: str, ports: Ports) -> None:
    job = ports.jobs.get(job_id)
    age = ports.clock.now() - job.updated_at if job else timedelta()
    if job is None or job.status.final or age < QUIET:
        return
    execution = ports.executions.describe(job)
    never_started = execution.state is ExecutionState.MISSING and age >= GRACE
    if execution.state is ExecutionState.ENDED or never_started:
        _interrupt(job, execution.error or execution.state, execution, ports)


def _check_waiting_ad(ad: Ad, ports: Ports) -> None:
    if ports.clock.now() - ad.updated_at >= GRACE:
        _check_ad(ad, ports)


def _check_ad(ad: Ad, ports: Ports) -> None:
    """Give a processing ad the finished video of one of its jobs, or fail it when no job can finish one.

    A job writes to the ad on completion only if the job names it. Expired rows count as ended.
    """
    rows = [ports.jobs.get(job_id) for job_id in dict.fromkeys((ad.job_id, *ad.mentioned_by))]
    jobs = [job for job in rows if job and job.ad_id == ad.ad_id]
    current = ports.ads.get(ad.ad_id)  # newer than the list of processing ads
    if current is None or current.status is not AdStatus.PROCESSING or any(not job.status.final for job in jobs):
        return
    finished = next((job for job in jobs if job.video), None)
    if finished:
        ports.ads.select_version(current, finished)
        return
    logger.warning("a processing ad has no job that can finish its video", extra={"ad_id": ad.ad_id})
    fail_ad(ad.ad_id, ad.job_id, ports.jobs, ports.ads)


def _processing_ads(ports: Ports) -> Iterator[Ad]:
    cursor: str | None = None
    while True:
        page = ports.ads.list_processing(PAGE_SIZE, cursor)
        yield from page.ads
        cursor = page.cursor
        if cursor is None:
            return


def _interrupt(job: Job, reason: str, execution: Execution, ports: Ports) -> None:
    record_interruption(job.job_id, job.attempt, reason)
    interrupt(job, ports.jobs, ports.ads, execution)
