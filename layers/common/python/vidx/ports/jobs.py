"""Ports of the jobs table: what stages change, and all that the other functions do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from vidx.jobs.model import Failure, Job, JobSnapshot, Stage, StageRecord, Status
from vidx.moderation import Decision, Review


class StageJobs(Protocol):
    """The jobs table, for stages. Progress only grows within an attempt.

    Methods raise `JobClosed` if the job is unknown, has a final status, is in review or has a later attempt.
    """

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        """Lease the stage to `token` and set the job's status, message and progress.

        Args:
            lease_s: time after which another token may take the lease, in seconds.

        Raises:
            StageBusy: another token holds the lease.
        """
        ...

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        """Set the progress to `fraction` (0…1) of the stage's share."""
        ...

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        """Store the stage's record and release its lease."""
        ...

    def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
        """Let the token's lease last `lease_s` seconds from now. A lease that another token holds is not changed."""
        ...

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        """Release the lease after a failure, so that the next try need not wait until it expires.

        `record` is the stage's record from before the run, plus the costs of the failed run.
        """
        ...

    def request_review(self, job_id: str, attempt: int, review: Review) -> None:
        """Set the status `review`, in which the job waits without an execution. The stage must end."""
        ...


@dataclass(frozen=True)
class JobPage:
    jobs: Sequence[Job]
    cursor: str | None
    """Opaque token of the next page; None on the last page."""


@dataclass(frozen=True)
class PlannedWithdrawal:
    """Public files that could not be deleted when they should have been."""

    stem: str
    planned_at: datetime


class Jobs(StageJobs, Protocol):
    """The whole jobs table. Only `restart` changes a final status, and only `approve` continues a review."""

    def create(self, job: Job) -> None:
        """Create the job's row. Raises `Conflict` if the id is taken."""
        ...

    def get(self, job_id: str) -> Job | None: ...

    def list_by_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        """Return one page of the owner's jobs, newest first."""
        ...

    def list_versions(self, owner: str, family: str) -> Sequence[Job]:
        """Return the owner's jobs of one `Job.family`, newest first."""
        ...

    def cancel(self, job_id: str) -> Job:
        """Set the status `canceled`. Raises `JobClosed` if the job has another final status."""
        ...

    def delete(self, job: Job) -> None:
        """Delete the rows of a job and of its video, if they exist. Raises `Conflict` if an ad refers to the job."""
        ...

    def list_ids_by_owner(self, owner: str) -> Sequence[str]:
        """Return the ids of all jobs of the owner, even of rows that cannot be read. A new one may be missing."""
        ...

    def erase(self, job_id: str) -> None:
        """Delete the rows of a job and of its video, if they exist, even if an ad refers to the job."""
        ...

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None:
        """Set the status `error`. Raises `JobClosed` as the methods of `StageJobs` do."""
        ...

    def list_unfinished(self) -> Sequence[str]:
        """Return the ids of all owners' jobs that should have an execution. A job that just changed may be missing."""
        ...

    def list_failed(self, created_since: datetime) -> Sequence[str]:
        """Return the ids of all owners' jobs that ended in `error`, the oldest first. A job that just failed may be
        missing.

        Args:
            created_since: jobs that were created before it are left out.
        """
        ...

    def plan_withdrawal(self, stem: str) -> None:
        """Remember that the public files of `stem` must be deleted. A second plan replaces the first."""
        ...

    def list_withdrawals(self) -> Sequence[PlannedWithdrawal]:
        """All planned withdrawals, oldest first. One that was just planned may be missing."""
        ...

    def drop_withdrawal(self, stem: str) -> None:
        """Forget a planned withdrawal; one that is gone already is fine."""
        ...

    def restart(self, job_id: str, attempt: int) -> Job:
        """Set the status `queued` for attempt number `attempt` of a job that ended in `error` or `canceled`."""
        ...

    def list_reviews(self, limit: int, cursor: str | None) -> JobPage:
        """Return one page of all owners' jobs in review, oldest first. One that has just changed may be missing."""
        ...

    def approve(self, job: Job, decision: Decision) -> Job:
        """Set the status `queued` for the next attempt, and approve the content that the review names.

        Raises `JobClosed` if the job's attempt is no longer in review.
        """
        ...

    def reject(self, job: Job, decision: Decision, failure: Failure) -> Job:
        """Set the status `error`. Raises `JobClosed` as `approve` does."""
        ...
