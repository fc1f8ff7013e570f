"""A job's whole record, as the API keeps it, and the seams to the table and the executions of such jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from vidx.jobs.model import QUEUED_MESSAGE, Failure, Stage, StageRun, Status, Video
from vidx.jobs.request import VideoChoices
from vidx.ports import StageJobs


class Job(BaseModel):
    """One row of the jobs table."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    job_id: str
    owner: str
    title: str
    created_at: datetime
    updated_at: datetime
    status: Status = Status.QUEUED
    progress: int = 0
    message: str = QUEUED_MESSAGE
    attempt: int = 1
    choices: VideoChoices
    photo_count: int
    has_script: bool = False
    ad_id: str | None = None
    """The ad that awaits (or shows) the job's video."""
    remake_of: str | None = None
    """The job that this one makes another version of."""
    first_version: str | None = None
    """The job of the very first version; None when this is the first one."""
    stages: dict[Stage, StageRun] = Field(default_factory=dict)
    error: Failure | None = None
    video: Video | None = None
    """None until it is published, and again once it was taken down with its listing."""
    expires_at: int
    """When DynamoDB drops the row (its TTL), in seconds since 1970."""

    @property
    def family(self) -> str:
        """The id that all versions of a video share: the first one's."""
        return self.first_version or self.job_id

    @property
    def execution_name(self) -> str:
        """Name of the Step Functions execution that runs (or ran) the current attempt."""
        return self.job_id if self.attempt == 1 else f"{self.job_id}-{self.attempt}"


@dataclass(frozen=True)
class JobPage:
    jobs: Sequence[Job]
    cursor: str | None
    """Opaque; None on the last page."""


class Jobs(StageJobs, Protocol):
    """The whole jobs table. Nothing changes a final status but `restart`."""

    def create(self, job: Job) -> None:
        """Raises `Conflict` when the id is taken."""
        ...

    def get(self, job_id: str) -> Job | None: ...

    def of_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        """The owner's jobs, newest first."""
        ...

    def versions(self, owner: str, family: str) -> Sequence[Job]:
        """The owner's jobs of one `Job.family`, newest first."""
        ...

    def cancel(self, job_id: str) -> Job: ...

    def delete(self, job: Job) -> None:
        """Remove the record of a job and of its video; one that is gone already is fine.

        Raises `Conflict` when a listing mentions the job.
        """
        ...

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None: ...

    def unfinished(self) -> Sequence[str]:
        """Ids of all jobs without a final status, of every owner. A job that has just changed may be missing."""
        ...

    def restart(self, job_id: str, attempt: int) -> Job:
        """Queue attempt number `attempt` of a job that ended in `error` or `canceled`."""
        ...


class ExecutionState(StrEnum):
    """What a job's current attempt has of an execution."""

    RUNNING = "running"
    ENDED = "ended"
    MISSING = "missing"
    """It never started, or AWS has forgotten it (after 90 days)."""


class Executions(Protocol):
    """Executions of the state machine. Every method may raise `PipelineUnavailable`."""

    def start(self, job: Job) -> None:
        """Start the execution of the job's current attempt; the same call again changes nothing."""
        ...

    def stop(self, job: Job, reason: str) -> None:
        """Stop the current attempt's execution; one that has ended already is fine."""
        ...

    def state(self, job: Job) -> ExecutionState: ...
