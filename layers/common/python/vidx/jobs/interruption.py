"""Failure of a job whose execution ended without recording it, or never started."""

import json
import re
from contextlib import suppress
from typing import Final

from vidx.errors import Conflict, JobClosed, JobInterrupted, errors_by_code
from vidx.jobs.model import Failure, Job, Stage
from vidx.ports.ads import Ads
from vidx.ports.executions import Execution, ExecutionState
from vidx.ports.jobs import Jobs

NOT_STARTED: Final = "start"
"""`Failure.stage` of a job that no stage has started."""
MESSAGE: Final = "Making your video was interrupted. Your photos and text are safe."
MAX_MESSAGE_CHARS: Final = 2000
_ERROR_MESSAGE: Final = re.compile(r'"errorMessage"\s*:\s*("(?:[^"\\\x00-\x1f]|\\.)*")')
"""A whole `errorMessage`: the cause around it may be cut, so it cannot be parsed as JSON."""
_MISSING: Final = Execution(ExecutionState.MISSING)


def interrupt(job: Job, jobs: Jobs, ads: Ads, execution: Execution = _MISSING) -> None:
    """Fail the job's current attempt and the ad that waits for its video. A job that has ended stays as it is.

    Safe to repeat: the job's row changes only while the attempt is unfinished, the ad only while it is processing.
    """
    with suppress(JobClosed):
        jobs.fail(job.job_id, job.attempt, _failure(job, execution))
        failed = jobs.get(job.job_id)  # `job` may be older than its ad
        if failed and failed.ad_id:
            fail_ad(failed.ad_id, failed.job_id, jobs, ads)


def fail_ad(ad_id: str, job_id: str, jobs: Jobs, ads: Ads) -> None:
    """Fail the ad of a job that ended, unless a retry has started the job again in the meantime."""
    ads.fail(ad_id)
    current = jobs.get(job_id)
    if current and not current.status.final:
        ads.resume(ad_id)


def never_started(job: Job) -> bool:
    """Whether the job was interrupted before its first stage, so that nothing was paid for."""
    return job.error is not None and job.error.code == JobInterrupted.code() and job.error.stage == NOT_STARTED


def _failure(job: Job, execution: Execution) -> Failure:
    """The error of ours with which the execution ended, if it could not record it; else an interruption."""
    kind = errors_by_code().get(execution.error or "")
    message = message_of_cause(execution.cause or "")
    if kind is None or issubclass(kind, Conflict) or not message:
        return Failure(code=JobInterrupted.code(), stage=_unfinished_stage(job), message=MESSAGE)
    return Failure(code=kind.code(), stage=_unfinished_stage(job), message=message)


def message_of_cause(cause: str) -> str:
    """Return `errorMessage` of a failed function's cause; empty if the cause has none that is whole."""
    quoted = _ERROR_MESSAGE.search(cause)
    if quoted is None:
        return ""
    try:
        text = str(json.loads(quoted[1]))
    except ValueError:
        return ""
    return text.encode(errors="replace").decode().strip()[:MAX_MESSAGE_CHARS]  # half a surrogate pair cannot be stored


def _unfinished_stage(job: Job) -> str:
    """The last stage that the current attempt began, by its name in the record."""
    started = [stage for stage in Stage if stage in job.stages and job.stages[stage].attempt == job.attempt]
    return started[-1].value if started else NOT_STARTED
