"""End jobs and ads whose executions are over and have not written a final status.

A job ends at most 60 s after its execution, even if EventBridge loses the event: a sweep skips a row for `QUIET` after
its last change, or for `GRACE` if it has no execution, and checks again after `LOOK_INTERVAL_S`. A job that waits in
the queue has no execution.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Json, ValidationError

from vidx import keys
from vidx.admission.dispatch import dispatch
from vidx.admission.limits import EVERYBODY, MICRO_USD, AdmissionLimits, Limit, Reservation
from vidx.admission.queue import QueueEntry, entry_of
from vidx.admission.settling import settle, settle_reservation
from vidx.ads import Ad, AdStatus, make_ad_id
from vidx.errors import JobClosed, VidxError
from vidx.jobs.events import WithdrawInput
from vidx.jobs.interruption import fail_ad, interrupt
from vidx.jobs.model import EXPIRED_MESSAGE, Failure, Job, Stage, Status
from vidx.moderation import Decision, Verdict, expiry
from vidx.observability import (
    logger,
    record_expired_review,
    record_interruption,
    record_oldest_review,
    record_queue,
)
from vidx.ports.admission import Queue, Quotas
from vidx.ports.ads import Ads
from vidx.ports.clock import Clock
from vidx.ports.executions import Execution, Executions, ExecutionState
from vidx.ports.invocations import Withdrawals
from vidx.ports.jobs import Jobs, PlannedWithdrawal
from vidx.ports.videos import PublicVideo, Videos

LOOKS: Final = 3
LOOK_INTERVAL_S: Final = 20.0
"""A sweep checks the rows several times, because EventBridge's schedules are at least a minute apart."""
QUIET: Final = timedelta(seconds=10)
"""A row that changed within this time has a running execution, so the sweep does not ask Step Functions about it."""
GRACE: Final = timedelta(seconds=30)
"""Time for an execution to appear after its row was written: the API's function runs no longer than 29 s."""
UNCREATED_AFTER: Final = timedelta(minutes=2)
"""Age from which a reservation without its job or attempt is settled: the request that should create it has ended."""
PAGE_SIZE: Final = 100
EXPIRED_PER_LOOK: Final = 25
"""Videos without a listing that are deleted in one check. Each takes a call of the upload function."""
Item = TypeVar("Item", str, Job, Ad, QueueEntry, Reservation)
"""A job or its id, an ad, a place in the queue or a reservation."""


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

    name: str
    status: str
    input: Json[ExecutionInput]
    start_date: int | None = Field(default=None, alias="startDate")
    """Milliseconds since 1970."""
    stop_date: int | None = Field(default=None, alias="stopDate")

    @property
    def run_s(self) -> float | None:
        """Seconds from start to end, if the event names both."""
        if self.start_date is None or self.stop_date is None:
            return None
        return (self.stop_date - self.start_date) / 1000


@dataclass(frozen=True)
class Ports:
    jobs: Jobs
    ads: Ads
    executions: Executions
    withdrawals: Withdrawals
    quotas: Quotas
    queue: Queue
    videos: Videos
    clock: Clock
    max_executions: int = AdmissionLimits().max_executions
    review_expiry_days: int = 7
    """Days after which a job in review ends, if no operator has decided."""
    unlisted_video_days: int = 90
    """Days for which a video without a listing stays public; 0: until its seller deletes it."""


def end_job(end: ExecutionEnd, ports: Ports) -> None:
    """Bring job and ad to a final status after their execution ended, settle its cost, and start the next waiting job.

    A later attempt is not changed. The execution's place in the queue is freed first: an unreadable row must not
    keep it.
    """
    ports.queue.release(end.name, end.run_s)
    _finish(end, ports)
    settle(end.name, ports.jobs, ports.quotas)
    dispatch(ports, ports.max_executions)


def _finish(end: ExecutionEnd, ports: Ports) -> None:
    job = ports.jobs.get(end.input.job_id)
    if job is None:
        ad = ports.ads.get(make_ad_id(end.input.job_id))
        if ad:
            _check_ad(ad, ports)
    elif job.attempt == end.input.attempt:
        if job.status.has_execution:
            _interrupt(job, end.status, ports.executions.describe(job), ports)
        elif job.status in {Status.ERROR, Status.CANCELED} and job.ad_id:
            fail_ad(job.ad_id, job.job_id, ports.jobs, ports.ads)


def sweep(ports: Ports) -> None:
    """End unfinished jobs whose executions are over, processing ads that no job will finish, and planned withdrawals.

    Then start waiting jobs. Check again after `LOOK_INTERVAL_S` while something is unfinished. First, the queue and the
    day's spend are measured, once a sweep.

    Raises:
        VidxError, ValidationError: the last check failed for at least one row. All other rows were checked, and the
            next sweep tries again.
    """
    _measure(ports)
    expiring = _check_reviews(ports)
    failures = _look(ports)
    for _ in range(LOOKS - 1):
        if failures is None:
            break
        ports.clock.wait(LOOK_INTERVAL_S)
        failures = _look(ports)
    if expiring or failures:
        raise [*expiring, *(failures or ())][0]


def _check_reviews(ports: Ports) -> list[Exception]:
    """End the jobs whose reviews have expired, and record how long the oldest of the others waits."""
    started_at: list[datetime] = []

    def check(job: Job, ports: Ports) -> None:
        since = job.review.started_at if job.review else job.updated_at
        if ports.clock.now() - since < timedelta(days=ports.review_expiry_days):
            started_at.append(since)
            return
        _end_review(job, ports)

    failures = _check_each(lambda: list(_jobs_in_review(ports)), check, ports)
    if started_at:
        record_oldest_review((ports.clock.now() - min(started_at)) / timedelta(hours=1))
    return failures or []


def _jobs_in_review(ports: Ports) -> Iterator[Job]:
    cursor: str | None = None
    while True:
        page = ports.jobs.list_reviews(PAGE_SIZE, cursor)
        yield from page.jobs
        cursor = page.cursor
        if cursor is None:
            return


def _end_review(job: Job, ports: Ports) -> None:
    """Refuse the content of a job and fail its ad. An operator who decides meanwhile wins."""
    error = expiry()
    decision = Decision(verdict=Verdict.REFUSE, operator="", decided_at=ports.clock.now(), reason=str(error))
    failure = Failure(code=error.code(), stage=Stage.SCRIPT.value, message=str(error))
    try:
        ended = ports.jobs.reject(job, decision, failure)
    except JobClosed:
        return
    record_expired_review(job.job_id, job.attempt)
    if ended.ad_id:
        fail_ad(ended.ad_id, job.job_id, ports.jobs, ports.ads)


def _measure(ports: Ports) -> None:
    """Record the queue and the day's spend. If that fails, an alarm finds that the measurements are missing."""
    now = ports.clock.now()
    try:
        state = ports.queue.read()
        spent = ports.quotas.used(Limit.SPEND, EVERYBODY, now)
    except (VidxError, ValidationError):
        logger.exception("the queue could not be measured")
        return
    waiting = [entry for entry in state.waiting if entry.execution not in state.running]
    oldest_s = max(((now - entry.queued_at).total_seconds() for entry in waiting), default=0.0)
    record_queue(len(waiting), max(0.0, oldest_s), len(state.running), spent / MICRO_USD)


def _look(ports: Ports) -> list[Exception] | None:
    """Check all places in the queue, unfinished jobs, processing ads, reservations and planned withdrawals.

    Start waiting jobs as soon as their places are free: the rest can take longer than the function may run. Return the
    errors; None if nothing is unfinished.
    """
    waiting: set[str] = set()
    queued: set[str] = set()

    def places() -> list[QueueEntry]:
        state = ports.queue.read()
        waiting.update(entry.job_id for entry in state.waiting)
        queued.update(entry.execution for entry in state.waiting)
        return list(state.running.values())

    def check_started(job_id: str, ports: Ports) -> None:
        if job_id not in waiting:  # a waiting job has no execution yet
            _check_job(job_id, ports)

    def reservations() -> list[Reservation]:  # a waiting attempt has not ended
        return [each for each in ports.quotas.reservations() if each.execution not in queued]

    freed = _check_each(places, _check_place, ports)
    started = _start_waiting(ports)
    checks = [
        freed,
        _check_each(ports.jobs.list_unfinished, check_started, ports),
        _check_each(lambda: list(_processing_ads(ports)), _check_waiting_ad, ports),
        _check_each(reservations, _check_reservation, ports),
        _withdraw_planned(ports),
    ]
    expired = _check_each(lambda: _unlisted_due(ports), _expire, ports)
    if not started and all(failures is None for failures in (*checks, expired)):
        return None
    return [*started, *_start_waiting(ports), *(each for failures in (*checks, expired) for each in failures or ())]


def _unlisted_due(ports: Ports) -> Sequence[str]:
    if not ports.unlisted_video_days:
        return ()
    before = ports.clock.now() - timedelta(days=ports.unlisted_video_days)
    return ports.videos.list_unlisted(before, EXPIRED_PER_LOOK)


def _expire(job_id: str, ports: Ports) -> None:
    """Delete the public files and rows of a video, unless a listing shows it or one of its later versions.

    The video leaves its job first, so that no listing can be created for it meanwhile. A repetition does the rest.
    """
    video = ports.videos.get(job_id)
    if video is None or _is_listed(video, ports) or not ports.videos.retire(job_id, EXPIRED_MESSAGE):
        ports.videos.keep(job_id)
        return
    ports.withdrawals.withdraw(WithdrawInput(stem=video.stem))
    ports.videos.delete(job_id)


def _is_listed(video: PublicVideo, ports: Ports) -> bool:
    """Return whether the listing of the video's versions has it. The listing's deletion then deletes its files."""
    ad = ports.ads.get(make_ad_id(video.family or video.job_id))
    return ad is not None and video.stem in {*ad.stems, ad.video_stem}


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
        except (VidxError, ValidationError) as error:  # an unreadable row does not stop the others
            logger.exception("a row could not be checked", extra={"row": _row_name(item)})
            failures.append(error)
    return failures if items else None


def _row_name(item: str | Job | Ad | QueueEntry | Reservation) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, Job):
        return item.job_id
    return item.ad_id if isinstance(item, Ad) else item.execution


def _start_waiting(ports: Ports) -> list[Exception]:
    try:
        dispatch(ports, ports.max_executions)
    except (VidxError, ValidationError) as error:
        logger.exception("waiting jobs could not be started")
        return [error]
    return []


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


def _check_place(entry: QueueEntry, ports: Ports) -> None:
    """Free the place of an execution that has ended. Put a job that never started back into the queue."""
    if entry.started_at is not None and ports.clock.now() - entry.started_at < GRACE:
        return
    job = ports.jobs.get(entry.job_id)
    current = job if job and job.attempt == entry.attempt else None
    state = ports.executions.describe(current).state if current else ExecutionState.ENDED
    if state is ExecutionState.RUNNING:
        return
    ports.queue.release(entry.execution)
    if state is ExecutionState.MISSING and current and current.status is Status.QUEUED:
        ports.queue.add(entry)


def _check_reservation(reservation: Reservation, ports: Ports) -> None:
    """Settle a reservation whose attempt has ended, or was never created."""
    now, job = ports.clock.now(), ports.jobs.get(reservation.job_id)
    if job is not None and job.attempt == reservation.attempt:
        over = not job.status.has_execution and now - job.updated_at >= GRACE
    else:
        over = now - reservation.charges[0].at >= UNCREATED_AFTER
    if over:
        settle_reservation(reservation, job, ports.quotas)


def _check_job(job_id: str, ports: Ports) -> None:
    job = ports.jobs.get(job_id)
    age = ports.clock.now() - job.updated_at if job else timedelta()
    if job is None or not job.status.has_execution or age < QUIET:
        return
    execution = ports.executions.describe(job)
    is_missing = execution.state is ExecutionState.MISSING and age >= GRACE
    if is_missing and job.status is Status.QUEUED:
        ports.queue.add(entry_of(job, job.updated_at))  # the request that created it ended before this
    elif is_missing or execution.state is ExecutionState.ENDED:
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
