"""Executions of the state machine through Step Functions."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from vidx.adapters.aws import stepfunctions
from vidx.errors import PipelineUnavailable
from vidx.jobs.model import Job
from vidx.ports.executions import Execution, ExecutionState
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


@dataclass(frozen=True)
class StepFunctionsExecutions:
    """Implements `Executions`. An execution's name has the job's id and attempt, so no name is used twice."""

    client: "SFNClient"
    machine_arn: str

    def start(self, job: Job) -> None:
        event = {
            "job_id": job.job_id,
            "attempt": job.attempt,
            "has_script": job.has_script,
            "request_id": job.request_id,
        }
        with _mapped_errors():
            try:
                self.client.start_execution(
                    stateMachineArn=self.machine_arn,
                    name=job.execution_name,
                    input=json.dumps(event, sort_keys=True),
                    **_trace(),
                )
            except self.client.exceptions.ExecutionAlreadyExists:
                return  # an earlier, identical call started it

    def stop(self, job: Job, reason: str) -> None:
        with _mapped_errors():
            try:
                self.client.stop_execution(executionArn=self._arn(job), error="JobCanceled", cause=reason)
            except (self.client.exceptions.ExecutionDoesNotExist, self.client.exceptions.ResourceNotFound):
                return  # it never started, or AWS has deleted it

    def describe(self, job: Job) -> Execution:
        with _mapped_errors():
            try:
                execution = self.client.describe_execution(executionArn=self._arn(job))
            except self.client.exceptions.ExecutionDoesNotExist:
                return Execution(ExecutionState.MISSING)
        state = ExecutionState.RUNNING if execution["status"] == "RUNNING" else ExecutionState.ENDED
        return Execution(state, execution.get("error"), execution.get("cause"))

    def _arn(self, job: Job) -> str:
        return f"{self.machine_arn.replace(':stateMachine:', ':execution:')}:{job.execution_name}"


def _trace() -> dict[str, str]:
    """Return the argument that continues the current invocation's X-Ray trace in the execution; none without a trace.

    Lambda's runtime sets the variable anew for every invocation:
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
    """
    header = os.environ.get("_X_AMZN_TRACE_ID", "")
    return {"traceHeader": header} if header else {}


@contextmanager
def _mapped_errors() -> Iterator[None]:
    """Raise `PipelineUnavailable` for every error of Step Functions, after botocore's own retries."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise PipelineUnavailable("the video pipeline cannot be reached just now; try again in a moment") from error


@cache
def executions() -> StepFunctionsExecutions:
    """Return executions of the state machine in the settings."""
    return StepFunctionsExecutions(stepfunctions(), settings().state_machine_arn)
