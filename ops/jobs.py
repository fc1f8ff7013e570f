"""What operators do with jobs: find one with everything about it, find failed ones, retry and cancel many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from pydantic.alias_generators import to_camel

from functions.api.costs import cost_lines
from functions.api.dependencies import Ports
from functions.api.errors import job_error
from functions.api.job_status import stage_lines
from functions.api.jobs import cancel, find_any, retry
from functions.api.schemas.common import CostLines
from functions.api.schemas.jobs import StageLine
from ops.history import ReportModel, Step, execution_arn, timeline
from ops.logs import WARNINGS, LogLine, lines_of_job
from vidx.admission.limits import Limit
from vidx.admission.queue import position
from vidx.errors import JobClosed, LimitReached, NotFound, Transient, VidxError
from vidx.jobs.model import Failure, Job, Status

if TYPE_CHECKING:
    from ops.connection import Connection

LONGEST_RUN: Final = timedelta(days=1)
"""Longest time from the creation of a job to its failure; it is shorter unless admission was paused for longer."""
READERS: Final = 8
"""Rows that are read at once."""
FAILURES_IN_A_ROW: Final = 5
"""After so many failures in a row, a bulk retry stops: the service itself is out of order."""
MINUTE_S: Final = 60.0


class JobReport(ReportModel):
    """Everything that an operator asks about a job."""

    job_id: str
    owner: str
    title: str
    status: Status
    message: str
    progress: int
    attempt: int
    created_at: datetime
    updated_at: datetime
    error: Failure | None
    queue_position: int | None
    paused: bool
    """Whether it waits because admission is paused."""
    ad_id: str | None
    video_url: str | None
    timeline: list[Step]
    stages: list[StageLine]
    cost: CostLines
    logs: list[LogLine]
    """Warnings and errors, or all lines."""
    links: dict[str, str]
    """Pages of the AWS console; none on the local cloud."""


def report(job_id: str, current: "Connection", *, all_logs: bool) -> JobReport:
    """Return everything about a job. Raises `NotFound`."""
    job = any_job(job_id, current.ports)
    queue = current.ports.queue.read() if job.status is Status.QUEUED else None
    lines = lines_of_job(job.job_id, job.created_at, job.updated_at, current.functions.values(), current.logs)
    machine = current.settings.state_machine_arn
    return JobReport(
        **job.model_dump(include=set(JobReport.model_fields) & set(Job.model_fields) - {"stages", "error"}),
        error=job.error,
        queue_position=position(queue, job.execution_name) if queue else None,
        paused=queue is not None and queue.pause is not None,
        video_url=job.video.video_url if job.video else None,
        timeline=timeline(job, machine, current.steps),
        stages=stage_lines(job),
        cost=cost_lines(job.stages.values(), job.attempt),
        logs=[line for line in lines if all_logs or line.level in WARNINGS],
        links={} if current.is_local else console_links(job, machine, current),
    )


def any_job(job_id: str, ports: Ports) -> Job:
    """Return anybody's job. Raises `NotFound`."""
    job = find_any(job_id, ports.jobs)
    if job is None:
        raise NotFound("there is no job with this id; records are deleted after 30 days")
    return job


def console_links(job: Job, machine_arn: str, current: "Connection") -> dict[str, str]:
    """Return pages of the AWS console: the execution, and the log groups of the stages that ran."""
    region = current.region
    console = f"https://{region}.console.aws.amazon.com"
    logs = f"{console}/cloudwatch/home?region={region}#logsV2:log-groups/log-group/"
    groups = {
        f"logs of {stage}": logs + quote(quote(current.functions[stage].log_group, safe=""), safe="").replace("%", "$")
        for stage in job.stages
        if stage in current.functions
    }
    arn = execution_arn(job, machine_arn)
    return {"execution": f"{console}/states/home?region={region}#/v2/executions/details/{arn}", **groups}


@dataclass(frozen=True)
class Selection:
    """Which failed jobs are meant. What is empty or None allows all."""

    since: timedelta
    """Time before now in which they failed."""
    codes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    owner: str | None = None

    def has(self, job: Job, now: datetime) -> bool:
        failure = job.error
        return (
            failure is not None
            and job.status is Status.ERROR
            and job.updated_at >= now - self.since
            and (not self.codes or failure.code in self.codes)
            and (not self.stages or failure.stage in self.stages)
            and self.owner in {None, job.owner}
        )


def failed_jobs(selection: Selection, ports: Ports) -> list[Job]:
    """Return the selected jobs, the one that failed first first."""
    now = ports.clock.now()
    ids = ports.jobs.list_failed(now - selection.since - LONGEST_RUN)
    with ThreadPoolExecutor(READERS) as pool:
        jobs = [job for job in pool.map(ports.jobs.get, ids) if job and selection.has(job, now)]
    return sorted(jobs, key=lambda job: job.updated_at)


class FailureGroup(ReportModel):
    """Failed jobs with the same error."""

    code: str
    stage: str
    jobs: int
    sellers: int
    retryable: bool
    example: str
    """Id of the job that failed last."""


def failure_groups(jobs: Sequence[Job]) -> list[FailureGroup]:
    """Return the failures by code and stage, the most frequent first."""
    counts = Counter((job.error.code, job.error.stage) for job in jobs if job.error)
    groups = []
    for (code, stage), count in counts.most_common():
        members = [job for job in jobs if job.error and (job.error.code, job.error.stage) == (code, stage)]
        groups.append(
            FailureGroup(
                code=code,
                stage=stage,
                jobs=count,
                sellers=len({job.owner for job in members}),
                retryable=any(map(is_retryable, members)),
                example=members[-1].job_id,
            )
        )
    return groups


def is_retryable(job: Job) -> bool:
    """Return whether another attempt may succeed, as the seller's page says."""
    return job.error is not None and job_error(job, job.error).retryable


class Outcome(ReportModel):
    """What became of one job of a bulk command."""

    job_id: str
    result: Literal["done", "skipped", "failed"]
    reason: str = ""


def retry_all(jobs: Sequence[Job], ports: Ports, per_minute: float) -> Iterator[Outcome]:
    """Retry jobs at a rate, the first at once. Jobs that cannot succeed are skipped.

    It ends early when the budget of the day is used up, and after `FAILURES_IN_A_ROW`.
    """
    failures = 0
    is_first = True
    for job in jobs:
        if not is_retryable(job):
            yield Outcome(job_id=job.job_id, result="skipped", reason=f"{_code(job)}: another attempt cannot succeed")
            continue
        if not is_first:
            ports.clock.wait(MINUTE_S / per_minute)
        is_first = False
        outcome, goes_on = _retry_one(job, ports)
        yield outcome
        failures = failures + 1 if outcome.result == "failed" else 0
        if not goes_on or failures >= FAILURES_IN_A_ROW:
            return


def _retry_one(job: Job, ports: Ports) -> tuple[Outcome, bool]:
    """Retry a job; return the outcome, and whether it makes sense to go on with others."""
    try:
        retry(job.job_id, job.owner, ports)
    except LimitReached as error:
        goes_on = error.limit != to_camel(Limit.SPEND)
        return Outcome(job_id=job.job_id, result="skipped", reason=str(error)), goes_on
    except Transient as error:
        return Outcome(job_id=job.job_id, result="failed", reason=str(error)), True
    except VidxError as error:
        return Outcome(job_id=job.job_id, result="skipped", reason=str(error)), True
    return Outcome(job_id=job.job_id, result="done"), True


def _code(job: Job) -> str:
    return job.error.code if job.error else job.status


def unfinished_jobs(owner: str, ports: Ports) -> list[Job]:
    """Return the seller's jobs that wait or run."""
    jobs = [ports.jobs.get(job_id) for job_id in ports.jobs.list_ids_by_owner(owner)]
    return [job for job in jobs if job and not job.status.final]


def cancel_all(jobs: Sequence[Job], ports: Ports) -> Iterator[Outcome]:
    """Cancel jobs, as their sellers could. One that has ended is skipped."""
    for job in jobs:
        try:
            cancel(job.job_id, job.owner, ports)
        except JobClosed as error:
            yield Outcome(job_id=job.job_id, result="skipped", reason=str(error))
        except VidxError as error:
            yield Outcome(job_id=job.job_id, result="failed", reason=str(error))
        else:
            yield Outcome(job_id=job.job_id, result="done")
