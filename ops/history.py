"""The timeline of a job, from the histories of its executions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from vidx.jobs.interruption import message_of_cause
from vidx.jobs.model import Job

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

ENTERED: Final = "TaskStateEntered"
EXITED: Final = "TaskStateExited"
STARTED: Final = "ExecutionStarted"
ENDS: Final = {
    "ExecutionSucceeded": "Execution ends",
    "ExecutionFailed": "Execution fails",
    "ExecutionAborted": "Execution is stopped",
    "ExecutionTimedOut": "Execution times out",
}
FAULTS: Final = ("Failed", "TimedOut", "Aborted")
"""Ends of the names of events that report a fault: `TaskFailed`, `LambdaFunctionTimedOut`."""


class ReportModel(BaseModel):
    """Base of what commands print: camel case in JSON."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)


class Step(ReportModel):
    """One line of the timeline."""

    at: datetime
    attempt: int
    name: str
    """A state of the state machine, or what happened."""
    seconds: float | None = None
    """From its start to its end; None for a moment, and while it runs."""
    detail: str = ""
    fault: bool = False


def steps_of(events: Iterable[Mapping[str, Any]], attempt: int) -> list[Step]:
    """Return the steps of one execution, in the order of their starts.

    Args:
        events: events of `GetExecutionHistory`, the oldest first.
    """
    steps: list[Step] = []
    running: dict[str, int] = {}  # positions in `steps` by the state's name
    for event in events:
        kind, at = event["type"], event["timestamp"]
        if kind == STARTED:
            steps.append(Step(at=at, attempt=attempt, name="Execution starts"))
        elif kind == ENTERED:
            name = event["stateEnteredEventDetails"]["name"]
            running[name] = len(steps)
            steps.append(Step(at=at, attempt=attempt, name=name))
        elif kind == EXITED:
            place = running.pop(event["stateExitedEventDetails"]["name"], None)
            if place is not None:
                seconds = round((at - steps[place].at).total_seconds(), 1)
                steps[place] = steps[place].model_copy(update={"seconds": seconds})
        elif kind in ENDS or kind.endswith(FAULTS):
            is_fault = kind.endswith(FAULTS)
            steps.append(Step(at=at, attempt=attempt, name=ENDS.get(kind, kind), detail=_detail(event), fault=is_fault))
    return steps


def _detail(event: Mapping[str, Any]) -> str:
    """Return error and cause of an event; the cause of a failed function is a JSON document."""
    for details in event.values():
        if isinstance(details, Mapping) and ("error" in details or "cause" in details):
            error, cause = details.get("error", ""), details.get("cause", "")
            return ": ".join(filter(None, [error, message_of_cause(cause) or cause]))
    return ""


def timeline(job: Job, machine_arn: str, client: "SFNClient") -> list[Step]:
    """Return the steps of all attempts of the job, the oldest first. AWS deletes histories after 90 days."""
    steps = [Step(at=job.created_at, attempt=1, name="Job is created")]
    for attempt in range(1, job.attempt + 1):
        arn = execution_arn(job.model_copy(update={"attempt": attempt}), machine_arn)
        steps += steps_of(_events(arn, client), attempt)
    return steps


def execution_arn(job: Job, machine_arn: str) -> str:
    """Return the ARN of the execution of the job's current attempt."""
    return f"{machine_arn.replace(':stateMachine:', ':execution:')}:{job.execution_name}"


def _events(arn: str, client: "SFNClient") -> Iterator[Mapping[str, Any]]:
    pages = client.get_paginator("get_execution_history").paginate(executionArn=arn, includeExecutionData=False)
    try:
        for page in pages:
            yield from page["events"]
    except client.exceptions.ExecutionDoesNotExist:
        return  # it waits in the queue, or AWS has deleted it
