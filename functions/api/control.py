"""Stopping a job and starting it again; both may be asked for twice."""

from typing import Final

from functions.api import ads
from functions.api.ports import Ports
from functions.api.public import may_be_public, stem_of
from functions.api.status import my_job
from vidx.errors import JobClosed, PipelineUnavailable
from vidx.jobs.events import WithdrawInput
from vidx.jobs.interruption import interrupt
from vidx.jobs.model import Job, Status
from vidx.ports import ExecutionState

REASON: Final = "canceled by its owner"


def cancel(job_id: str, owner: str, ports: Ports) -> Job:
    """Cancel the job. The record goes first: from then on no stage can write, and a render stops by itself.

    What an upload has published before that goes last; one that still publishes takes it down itself.

    Raises:
        NotFound: it is not the caller's.
        JobClosed: it is complete or has failed.
        Transient, StageFailed: files cannot be taken down just now; asking again finishes it.
    """
    my_job(job_id, owner, ports.jobs)
    canceled = ports.jobs.cancel(job_id)
    if canceled.ad_id:
        ports.ads.fail(canceled.ad_id)
    ports.executions.stop(canceled, REASON)
    if may_be_public(canceled):
        ports.withdrawals.withdraw(WithdrawInput(stem=stem_of(canceled)))
    return canceled


def discard(job_id: str, owner: str, ports: Ports) -> None:
    """Delete a video that is in no listing, finished or not; one that is gone already is fine.

    Raises:
        JobClosed: a listing shows or awaits it.
        Transient, StageFailed: files cannot be taken down just now; asking again finishes it.
    """
    job = ports.jobs.get(job_id)
    if job is None or job.owner != owner:
        return
    if job.ad_id:
        raise JobClosed("this video belongs to a listing; delete the listing instead", field="jobId")
    if not job.status.final:
        job = cancel(job_id, owner, ports)
    if may_be_public(job):
        ports.withdrawals.withdraw(WithdrawInput(stem=stem_of(job)))
    ports.jobs.delete(job)


def retry(job_id: str, owner: str, ports: Ports) -> Job:
    """Run a failed or canceled job again, from the stage that did not finish. One that still runs goes on.

    Raises:
        NotFound: it is not the caller's.
        JobClosed: it is complete.
        PipelineUnavailable: the execution cannot be started just now; the job is failed again.
    """
    job = my_job(job_id, owner, ports.jobs)
    if not job.status.final and ports.executions.state(job) is ExecutionState.ENDED:
        interrupt(job, ports.jobs, ports.ads)  # nobody has noticed yet that its execution was stopped
        job = my_job(job_id, owner, ports.jobs)
    if job.status is Status.COMPLETE:
        raise JobClosed("the video is ready, there is nothing to retry; start a new job to make another one")
    if job.status.final:
        job = _restarted(job, ports)
    ads.resume(job, ports)
    start(job, ports)
    return job


def start(job: Job, ports: Ports) -> None:
    """Start the execution of the job's current attempt. When that fails, the job and its ad fail, too.

    Raises:
        PipelineUnavailable: the execution cannot be started just now.
    """
    try:
        ports.executions.start(job)
    except PipelineUnavailable:
        interrupt(job, ports.jobs, ports.ads)
        raise


def _restarted(job: Job, ports: Ports) -> Job:
    try:
        return ports.jobs.restart(job.job_id, job.attempt + 1)
    except JobClosed:
        return my_job(job.job_id, job.owner, ports.jobs)  # another request was faster, or it was canceled again
