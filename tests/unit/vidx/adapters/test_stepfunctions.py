"""What an execution gets from the request that created its job."""

import json
from typing import Any

import pytest

from testing.jobs import job_row
from vidx.adapters.stepfunctions import StepFunctionsExecutions


class RecordingClient:
    """The one call of Step Functions' client, with what it was called with."""

    class exceptions:  # noqa: N801 (boto3's name)
        class ExecutionAlreadyExists(Exception): ...

    def __init__(self) -> None:
        self.starts: list[dict[str, Any]] = []

    def start_execution(self, **arguments: Any) -> None:
        self.starts.append(arguments)


@pytest.fixture
def client() -> RecordingClient:
    return RecordingClient()


def start(client: RecordingClient) -> dict[str, Any]:
    executions = StepFunctionsExecutions(client, "arn:machine")  # type: ignore[arg-type]  # as much of it as is called
    executions.start(job_row("j1").model_copy(update={"request_id": "request-7"}))
    (started,) = client.starts
    return started


def test_an_execution_has_the_id_of_its_request(client: RecordingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("_X_AMZN_TRACE_ID", raising=False)
    started = start(client)

    assert started["name"] == "j1"
    assert json.loads(started["input"]) == {
        "job_id": "j1", "attempt": 1, "has_script": False, "request_id": "request-7",
    }  # fmt: skip
    assert "traceHeader" not in started


def test_an_execution_continues_the_trace_of_its_starter(
    client: RecordingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "Root=1-65f0a1b2-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=1"
    monkeypatch.setenv("_X_AMZN_TRACE_ID", header)

    assert start(client)["traceHeader"] == header
