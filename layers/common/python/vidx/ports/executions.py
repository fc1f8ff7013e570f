"""Port of the executions of the state machine."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vidx.jobs.model import Job


class ExecutionState(StrEnum):
    """State of the execution of a job's current attempt."""

    RUNNING = "running"
    ENDED = "ended"
    MISSING = "missing"
    """It never started, or AWS has deleted it (after 90 days)."""


@dataclass(frozen=True)
class Execution:
    """A job's current execution; `error` and `cause` are those of its end, if it failed."""

    state: ExecutionState
    error: str | None = None
    cause: str | None = None
    """At most 32 KiB, cut where it is longer: for a failed function, the JSON of its error."""


class Executions(Protocol):
    """Executions of the state machine. Every method may raise `PipelineUnavailable`."""

    def start(self, job: Job) -> None:
        """Start the execution of the job's current attempt. A repeated call changes nothing."""
        ...

    def stop(self, job: Job, reason: str) -> None:
        """Stop the execution of the current attempt, if it runs."""
        ...

    def describe(self, job: Job) -> Execution:
        """The execution of the current attempt; best effort: an execution that just ended may still be RUNNING."""
        ...
