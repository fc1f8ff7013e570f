"""Executions of the state machine through Step Functions."""

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vidx.adapters.aws import stepfunctions
from vidx.records import Job
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


@dataclass(frozen=True)
class StepFunctionsExecutions:
    """Implements `Executions`; an execution is named after its job and attempt, so that a name is never used twice."""

    client: "SFNClient"
    machine_arn: str

    def start(self, job: Job) -> None:
        event = {"job_id": job.job_id, "attempt": job.attempt, "has_script": job.has_script}
        try:
            self.client.start_execution(
                stateMachineArn=self.machine_arn, name=job.execution_name, input=json.dumps(event, sort_keys=True)
            )
        except self.client.exceptions.ExecutionAlreadyExists:
            return  # started by an earlier, identical call

    def stop(self, job: Job, reason: str) -> None:
        arn = f"{self.machine_arn.replace(':stateMachine:', ':execution:')}:{job.execution_name}"
        try:
            self.client.stop_execution(executionArn=arn, error="JobCanceled", cause=reason)
        except (self.client.exceptions.ExecutionDoesNotExist, self.client.exceptions.ResourceNotFound):
            return  # it never started, or ended and was forgotten


@cache
def executions() -> StepFunctionsExecutions:
    """Executions of the machine named in the settings."""
    return StepFunctionsExecutions(stepfunctions(), settings().state_machine_arn)
