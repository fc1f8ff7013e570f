"""Failure of a job whose execution ended outside the state machine's graph, or never started."""

from contextlib import suppress
from typing import Final

from vidx.errors import JobClosed, JobInterrupted
from vidx.jobs.model import Failure, Job, Stage
from vidx.ports import Ads, Jobs

NOT_STARTED: Final = "start"
"""`Failure.stage` of a job that no stage has started."""
MESSAGE: Final = "Making your video was interrupted. Your photos and text are safe."


def interrupt(job: Job, jobs: Jobs, ads: Ads) -> None:
    """Fail the job's current attempt and the ad that waits for its video. A job that has ended stays as it is.

    Safe to repeat: the job's row changes only while the attempt is unfinished, the ad only while it is processing.
    """
    failure = Failure(code=JobInterrupted.code(), stage=_unfinished_stage(job), message=MESSAGE)
    with suppress(JobClosed):
        jobs.fail(job.job_id, job.attempt, failure)
        failed = jobs.get(job.job_id)  # `job` may be older than its ad
        if failed and failed.ad_id:
            ads.fail(failed.ad_id)


def never_started(job: Job) -> bool:
    """Whether the job was interrupted before its first stage, so that nothing was paid for."""
    return job.error is not None and job.error.code == JobInterrupted.code() and job.error.stage == NOT_STARTED


def _unfinished_stage(job: Job) -> str:
    """The last stage that the current attempt began, by its name in the record."""
    started = [stage for stage in Stage if stage in job.stages and job.stages[stage].attempt == job.attempt]
    return started[-1].value if started else NOT_STARTED
