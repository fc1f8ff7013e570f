"""The timeline of a job, from the events of Step Functions."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from ops.history import execution_arn, steps_of
from testing.jobs import job_row

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def event(second: float, kind: str, **details: Any) -> dict[str, Any]:
    return {"type": kind, "timestamp": NOON + timedelta(seconds=second), **details}


def entered(second: float, name: str) -> dict[str, Any]:
    return event(second, "TaskStateEntered", stateEnteredEventDetails={"name": name})


def exited(second: float, name: str) -> dict[str, Any]:
    return event(second, "TaskStateExited", stateExitedEventDetails={"name": name})


def test_each_state_has_its_start_and_its_seconds() -> None:
    events = [
        event(0, "ExecutionStarted"),
        entered(0.5, "Photos"),
        exited(2.75, "Photos"),
        entered(3, "Script"),
        exited(3.5, "Script"),
        event(4, "ExecutionSucceeded"),
    ]

    steps = steps_of(events, 1)

    assert [(step.name, step.seconds, step.fault) for step in steps] == [
        ("Execution starts", None, False),
        ("Photos", 2.2, False),
        ("Script", 0.5, False),
        ("Execution ends", None, False),
    ]


def test_a_fault_tells_the_error_and_the_message_of_the_function() -> None:
    cause = json.dumps({"errorType": "ProviderFailed", "errorMessage": "the voice is down", "stackTrace": ["secret"]})
    events = [
        entered(0, "Voice"),
        event(1, "TaskFailed", taskFailedEventDetails={"error": "ProviderFailed", "cause": cause}),
        event(2, "ExecutionFailed", executionFailedEventDetails={"error": "ProviderFailed"}),
    ]

    steps = steps_of(events, 2)

    assert [(step.name, step.detail, step.fault) for step in steps[1:]] == [
        ("TaskFailed", "ProviderFailed: the voice is down", True),
        ("Execution fails", "ProviderFailed", True),
    ]
    assert {step.attempt for step in steps} == {2}


def test_a_running_state_has_no_seconds() -> None:
    assert steps_of([entered(0, "Render")], 1)[0].seconds is None


def test_a_state_that_is_entered_twice_is_two_steps() -> None:
    steps = steps_of([entered(0, "Voice"), exited(1, "Voice"), entered(2, "Voice"), exited(4, "Voice")], 1)

    assert [step.seconds for step in steps] == [1.0, 2.0]


def test_an_execution_has_the_name_of_the_attempt() -> None:
    job = job_row("j1").model_copy(update={"attempt": 3})

    assert execution_arn(job, "arn:aws:states:r:1:stateMachine:m") == "arn:aws:states:r:1:execution:m:j1-3"
