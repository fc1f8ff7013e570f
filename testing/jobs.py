"""The jobs table and the state machine's executions in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from testing.clock import FixedClock
from vidx.errors import Conflict, JobClosed, NotFound, PipelineUnavailable, StageBusy, unknown_cursor
from vidx.jobs.model import (
    CANCELED_MESSAGE,
    QUEUED_MESSAGE,
    STAGE_PROGRESS,
    SUMS,
    Failure,
    Job,
    JobSnapshot,
    Stage,
    StageRecord,
    Status,
)
from vidx.jobs.request import VideoChoices
from vidx.moderation import REVIEW_MESSAGE, Decision, Review
from vidx.ports.executions import Execution, Executions, ExecutionState
from vidx.ports.jobs import JobPage, Jobs, PlannedWithdrawal


def job_row(job_id: str = "j1", owner: str = "u1", clock: FixedClock | None = None) -> Job:
    """A job as `generate` creates it."""
    now = (clock or FixedClock()).now()
    return Job(
        job_id=job_id,
        owner=owner,
        title="Oak chair",
        created_at=now,
        updated_at=now,
        choices=VideoChoices(),
        photo_count=3,
        expires_at=int((now + timedelta(days=30)).timestamp()),
    )


def snapshot_of(job: Job) -> JobSnapshot:
    """The context that a stage gets about its job."""
    return JobSnapshot(**{name: getattr(job, name) for name in JobSnapshot.model_fields})


@dataclass
class MemoryJobs:
    """Keeps the rules that `DynamoJobs` enforces by conditions."""

    clock: FixedClock = field(default_factory=FixedClock)
    rows: dict[str, Job] = field(default_factory=dict)
    leases: dict[tuple[str, Stage], tuple[str, float]] = field(default_factory=dict)
    withdrawals: dict[str, PlannedWithdrawal] = field(default_factory=dict)

    def create(self, job: Job) -> None:
        if job.job_id in self.rows:
            raise Conflict(f"there is a job {job.job_id} already")
        self.rows[job.job_id] = job

    def get(self, job_id: str) -> Job | None:
        return self.rows.get(job_id)

    def list_by_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        jobs = [job for job in self.rows.values() if job.owner == owner and (status is None or job.status is status)]
        jobs.sort(key=lambda job: job.created_at, reverse=True)
        start = self._start(cursor)
        rest = jobs[start + limit :]
        return JobPage(jobs[start : start + limit], str(start + limit) if rest else None)

    def list_versions(self, owner: str, family: str) -> list[Job]:
        jobs = [job for job in self.rows.values() if job.owner == owner and job.family == family]
        return sorted(jobs, key=lambda job: job.created_at, reverse=True)

    def delete(self, job: Job) -> None:
        now = self.rows.get(job.job_id)
        if now and now.ad_id:
            raise Conflict(f"job {job.job_id} is in the ad {now.ad_id}")
        self.rows.pop(job.job_id, None)

    def list_ids_by_owner(self, owner: str) -> list[str]:
        return [job.job_id for job in self.rows.values() if job.owner == owner]

    def erase(self, job_id: str) -> None:
        self.rows.pop(job_id, None)

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        job = self._open(job_id, attempt)
        now_s = self.clock.now().timestamp()
        holder, until_s = self.leases.get((job_id, stage), (token, now_s))
        if holder != token and until_s >= now_s:
            raise StageBusy(f"another run of the {stage} stage is at work")
        self.leases[(job_id, stage)] = (token, now_s + lease_s)
        before = job.stages.get(stage)
        running = StageRecord(
            started_at=self.clock.now(),
            attempt=attempt,
            **{name: getattr(before, name) for name in SUMS if before},
        )
        phase = STAGE_PROGRESS[stage]
        stages = job.stages | {stage: running}
        return snapshot_of(
            self._set(job, phase.progress(0.0), status=phase.status, message=phase.message, stages=stages)
        )

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        self._set(self._open(job_id, attempt), STAGE_PROGRESS[stage].progress(fraction))

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        job = self._open(job_id, attempt)
        if self.leases.get((job_id, stage), ("", 0.0))[0] != token:
            raise StageBusy(f"another run of the {stage} stage is at work")
        del self.leases[(job_id, stage)]
        self._set(job, STAGE_PROGRESS[stage].progress(1.0), stages=job.stages | {stage: record})

    def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
        if self.leases.get((job_id, stage), ("", 0.0))[0] == token:
            self.leases[(job_id, stage)] = (token, self.clock.now().timestamp() + lease_s)

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        if self.leases.get((job_id, stage), ("", 0.0))[0] == token:
            del self.leases[(job_id, stage)]
            job = self.rows[job_id]
            self.rows[job_id] = job.model_copy(update={"stages": job.stages | {stage: record}})

    def request_review(self, job_id: str, attempt: int, review: Review) -> None:
        job = self._open(job_id, attempt)
        self._set(job, job.progress, status=Status.REVIEW, message=REVIEW_MESSAGE, review=review)

    def cancel(self, job_id: str) -> Job:
        job = self.rows.get(job_id)
        if job is None:
            raise NotFound(f"there is no job {job_id}")
        if job.status.final and job.status is not Status.CANCELED:
            raise JobClosed(f"the job has ended already ({job.status}); there is nothing to cancel")
        return self._set(job, job.progress, status=Status.CANCELED, message=CANCELED_MESSAGE)

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None:
        job = self._open(job_id, attempt)
        self._set(job, job.progress, status=Status.ERROR, message=failure.message, error=failure)

    def list_unfinished(self) -> list[str]:
        return [job.job_id for job in self.rows.values() if job.status.has_execution]

    def list_failed(self, created_since: datetime) -> list[str]:
        failed = [job for job in self.rows.values() if job.status is Status.ERROR and job.created_at >= created_since]
        return [job.job_id for job in sorted(failed, key=lambda job: job.created_at)]

    def plan_withdrawal(self, stem: str) -> None:
        self.withdrawals[stem] = PlannedWithdrawal(stem, self.clock.now())

    def list_withdrawals(self) -> list[PlannedWithdrawal]:
        return sorted(self.withdrawals.values(), key=lambda planned: planned.planned_at)

    def drop_withdrawal(self, stem: str) -> None:
        self.withdrawals.pop(stem, None)

    def restart(self, job_id: str, attempt: int) -> Job:
        job = self.rows[job_id]
        if job.attempt == attempt - 1 and job.status in {Status.ERROR, Status.CANCELED}:
            self._queue_attempt(job, attempt)
        return self._open(job_id, attempt)

    def _queue_attempt(self, job: Job, attempt: int, **changes: object) -> Job:
        queued = {"status": Status.QUEUED, "message": QUEUED_MESSAGE, "progress": 0, "attempt": attempt, "error": None}
        self.rows[job.job_id] = job.model_copy(update={**queued, "updated_at": self.clock.now(), **changes})
        return self.rows[job.job_id]

    def list_reviews(self, limit: int, cursor: str | None) -> JobPage:
        jobs = sorted(
            (job for job in self.rows.values() if job.status is Status.REVIEW), key=lambda job: job.created_at
        )
        start = self._start(cursor)
        return JobPage(jobs[start : start + limit], str(start + limit) if jobs[start + limit :] else None)

    def approve(self, job: Job, decision: Decision) -> Job:
        current = self._in_review(job)
        review = current.review.model_copy(update={"decision": decision}) if current.review else None
        approved = job.content_after_approval
        return self._queue_attempt(current, job.attempt + 1, review=review, approved_content=approved)

    def reject(self, job: Job, decision: Decision, failure: Failure) -> Job:
        current = self._in_review(job)
        review = current.review.model_copy(update={"decision": decision}) if current.review else None
        changes = {"status": Status.ERROR, "message": failure.message, "error": failure, "review": review}
        return self._set(current, current.progress, **changes)

    def _in_review(self, job: Job) -> Job:
        current = self.rows.get(job.job_id)
        if current is None or current.status is not Status.REVIEW or current.attempt != job.attempt:
            raise JobClosed("this job is not in review any more; see the list of jobs in review", field="jobId")
        return current

    @staticmethod
    def _start(cursor: str | None) -> int:
        if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
            raise unknown_cursor()
        return int(cursor or 0)

    def _set(self, job: Job, progress: int, **changes: object) -> Job:
        update = {"progress": max(job.progress, progress), "updated_at": self.clock.now(), **changes}
        self.rows[job.job_id] = job.model_copy(update=update)
        return self.rows[job.job_id]

    def _open(self, job_id: str, attempt: int) -> Job:
        job = self.rows.get(job_id)
        if job is None or not job.status.has_execution or job.attempt != attempt:
            raise JobClosed(f"attempt {attempt} of job {job_id} is over")
        return job


@dataclass
class MemoryExecutions:
    """Records the names of started and stopped executions."""

    started: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    """Names of executions that have ended, for any reason."""
    failures: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """Error and cause of executions that failed, by name."""
    unavailable: bool = False
    refuses_starts: bool = False
    """StartExecution alone fails."""

    def start(self, job: Job) -> None:
        self._reach()
        if self.refuses_starts:
            raise PipelineUnavailable("no execution can be started just now")
        if job.execution_name not in self.started:
            self.started.append(job.execution_name)

    def stop(self, job: Job, reason: str) -> None:
        assert reason
        self._reach()
        self.stopped.append(job.execution_name)

    def describe(self, job: Job) -> Execution:
        self._reach()
        name = job.execution_name
        if name in {*self.ended, *self.stopped, *self.failures}:
            return Execution(ExecutionState.ENDED, *self.failures.get(name, (None, None)))
        return Execution(ExecutionState.RUNNING if name in self.started else ExecutionState.MISSING)

    def _reach(self) -> None:
        if self.unavailable:
            raise PipelineUnavailable("the video pipeline cannot be reached just now")


def _conforms(jobs: MemoryJobs, executions: MemoryExecutions) -> tuple[Jobs, Executions]:
    """Let the type checker compare the fakes with their ports. Never called."""
    return jobs, executions
