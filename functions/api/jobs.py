"""Find, cancel, retry and delete a job. Cancel, retry and delete may be repeated."""

import re
from collections.abc import Iterable
from typing import Final

from functions.api.admission import admit_job
from functions.api.dependencies import Ports
from vidx.admission.dispatch import enqueue
from vidx.admission.queue import QueueState
from vidx.admission.settling import settle
from vidx.ads import Ad, make_ad_id
from vidx.errors import (
    ContentRefused,
    FilesExpired,
    JobClosed,
    JobUnfinished,
    NotFound,
    VidxError,
    files_expired,
)
from vidx.jobs.events import WithdrawInput
from vidx.jobs.interruption import fail_ad, interrupt
from vidx.jobs.model import Job, Status
from vidx.observability import logger
from vidx.ports.ads import Ads
from vidx.ports.executions import ExecutionState
from vidx.ports.jobs import Jobs

_JOB_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


def own_job(job_id: str, owner: str, jobs: Jobs) -> Job:
    """Return the owner's job.

    Raises:
        NotFound: no such job, or somebody else's. The response is the same for both.
    """
    job = find(job_id, owner, jobs)
    if job is None:
        raise no_job()
    return job


def no_job() -> NotFound:
    """Return the error for an id that does not exist or is somebody else's: both look the same to the caller."""
    return NotFound("you have no job with this id; list your jobs to see their ids", field="jobId")


def find_any(job_id: str, jobs: Jobs) -> Job | None:
    """Return the job, whoever owns it, or None if there is none or `job_id` is malformed."""
    return jobs.get(job_id) if _JOB_ID.fullmatch(job_id) else None


def find(job_id: str, owner: str, jobs: Jobs) -> Job | None:
    """Return the owner's job, or None if there is none or `job_id` is malformed."""
    job = find_any(job_id, jobs)
    return job if job and job.owner == owner else None


def finished_job(job_id: str, owner: str, jobs: Jobs) -> Job:
    """Return the owner's job, whose video is ready.

    Raises:
        NotFound: see `own_job`.
        JobUnfinished: the video is still being made.
        JobClosed: the job ended without a video.
    """
    job = own_job(job_id, owner, jobs)
    if job.status is Status.COMPLETE:
        return job
    if job.status.final:
        raise JobClosed(f"the job ended without a video ({job.status}); retry it, or start a new one", field="jobId")
    raise JobUnfinished("the video is still being made; ask for another version once it is ready", field="jobId")


def ad_of(job: Job, ads: Ads) -> Ad | None:
    """Return the ad of the job's video: the job's own ad, or the one of another version."""
    for ad_id in dict.fromkeys((job.ad_id, make_ad_id(job.family))):
        ad = ads.get(ad_id) if ad_id else None
        if ad and ad.owner == job.owner:
            return ad
    return None


CANCEL_REASON: Final = "canceled by its owner"


def cancel(job_id: str, owner: str, ports: Ports) -> Job:
    """Cancel the job.

    The record changes first: from then on no stage can write to it, and a running render stops. Published files are
    deleted last. An upload that is still publishing deletes its own files.

    Raises:
        NotFound: the job is not the caller's.
        JobClosed: the job is complete or has failed.
    """
    own_job(job_id, owner, ports.jobs)
    canceled = ports.jobs.cancel(job_id)
    if canceled.ad_id:
        fail_ad(canceled.ad_id, job_id, ports.jobs, ports.ads)
    stop_execution(canceled, CANCEL_REASON, ports)
    if canceled.may_be_public:
        withdraw_files([canceled.public_stem], ports)
    return canceled


def stop_execution(canceled: Job, reason: str, ports: Ports) -> None:
    """Take a canceled job out of the queue, or stop its execution, whose end settles its cost.

    If that is impossible now, the stages stop at their next report, and `functions/watch` settles the cost.
    """
    try:
        if ports.queue.remove(canceled.execution_name):
            settle(canceled.execution_name, ports.jobs, ports.quotas)
        ports.executions.stop(canceled, reason)
    except VidxError:
        logger.warning("an execution could not be stopped", exc_info=True, extra={"job_id": canceled.job_id})


def withdraw_files(stems: Iterable[str], ports: Ports) -> None:
    """Delete the public files of each stem. If storage is down, the watch deletes them once it is up again."""
    waiting = list(stems)
    try:
        while waiting:
            ports.withdrawals.withdraw(WithdrawInput(stem=waiting[0]))
            waiting.pop(0)
    except VidxError:
        logger.warning("public files are deleted later", exc_info=True, extra={"stems": waiting})
        for stem in waiting:
            ports.jobs.plan_withdrawal(stem)


def delete(job_id: str, owner: str, ports: Ports) -> None:
    """Delete a job and its video, finished or not, if no listing uses it. A job that is already gone is no error.

    Raises:
        NotFound: no job can have this id.
        JobClosed: a listing shows the video or waits for it.
    """
    if not _JOB_ID.fullmatch(job_id):
        raise no_job()
    job = find(job_id, owner, ports.jobs)
    if job is None:
        return
    if job.ad_id:
        raise JobClosed("this video belongs to a listing; delete the listing instead", field="jobId")
    if not job.status.final:
        job = cancel(job_id, owner, ports)
    if job.may_be_public:
        withdraw_files([job.public_stem], ports)
    ports.jobs.delete(job)


def retry(job_id: str, owner: str, ports: Ports) -> Job:
    """Run a failed or canceled job again, from the stage that did not finish.

    A running job continues, and a job in review waits on.

    Raises:
        NotFound: the job is not the caller's.
        JobClosed: the job is complete.
        FilesExpired: the job failed because its request or uploads are gone.
        ContentRefused: moderation or an operator refused its content.
        PipelineUnavailable: the state machine cannot be reached; the job stays as it is.
        LimitReached: the seller has too many unfinished jobs, or the budget of the day is used up. The job is not
            changed.
    """
    job = own_job(job_id, owner, ports.jobs)
    if job.status is Status.REVIEW:
        return job
    execution = None if job.status.final else ports.executions.describe(job)
    if execution and execution.state is ExecutionState.ENDED:  # and the record does not show it yet
        interrupt(job, ports.jobs, ports.ads, execution)
        job = own_job(job_id, owner, ports.jobs)
    if job.status is Status.COMPLETE:
        raise JobClosed("the video is ready, there is nothing to retry; start a new job to make another one")
    if job.error and job.error.code == FilesExpired.code():
        raise files_expired("jobId")
    if job.error and job.error.code == ContentRefused.code():
        raise ContentRefused(job.error.message, field="jobId")
    if job.status.final:
        job = restart(job, ports)
    resume_ad(job, ports)
    if execution is None or execution.state is not ExecutionState.RUNNING:
        queue_job(job, ports)
    return job


def queue_job(job: Job, ports: Ports) -> QueueState | None:
    """Put the job's current attempt into the queue, start what can start now, and return the queue after it.

    The job is safe in its table already. So an error here only delays it: `functions/watch` puts it into the queue.
    """
    try:
        return enqueue(job, ports, ports.limits.max_executions)
    except VidxError:
        logger.exception("the job waits for the next sweep", extra={"job_id": job.job_id})
        return None


def restart(job: Job, ports: Ports) -> Job:
    """Begin the next attempt of a job that has ended. Raise `LimitReached` as `admit_job` does."""
    admit_next_attempt(job, ports)
    try:
        return ports.jobs.restart(job.job_id, job.attempt + 1)
    except JobClosed:
        return own_job(job.job_id, job.owner, ports.jobs)  # another request was first, or it was canceled again


def admit_next_attempt(job: Job, ports: Ports) -> None:
    """Settle what the job's attempt has cost, and reserve what the next one will. Raise `LimitReached`."""
    settle(job.execution_name, ports.jobs, ports.quotas)
    admit_job(job.model_copy(update={"attempt": job.attempt + 1}), ports, is_new=False)


def resume_ad(job: Job, ports: Ports) -> None:
    """Set the ad of a restarted job to processing again, unless the job has ended in the meantime."""
    if job.ad_id is None:
        return
    ports.ads.resume(job.ad_id)
    current = ports.jobs.get(job.job_id)
    if current and current.status in {Status.ERROR, Status.CANCELED}:
        ports.ads.fail(job.ad_id)
