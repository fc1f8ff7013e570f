"""The function that ends interrupted jobs and starts waiting ones, and its event rules."""

from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.data import Records
from infra.dead_letters import DeadLetters
from infra.function import LambdaFunction
from infra.pipeline import Pipeline, admission_environment, grant_executions
from infra.settings import Deployment

MEMORY_MB: Final = 256
TIMEOUT_S: Final = 90
"""A sweep waits for 40 s in all between its checks."""
ENDED: Final = ("SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT")
SWEEP_EVERY: Final = Duration.minutes(1)
"""The shortest interval that EventBridge supports."""


class Watch(Construct):
    def __init__(
        self, scope: Construct, deployment: Deployment, records: Records, pipeline: Pipeline, dead_letters: DeadLetters
    ) -> None:
        super().__init__(scope, "Watch")
        upload = pipeline.stages["upload"]
        environment = {
            **records.environment(records.jobs, records.videos, records.ads),
            **admission_environment(deployment, records),
            "STATE_MACHINE_ARN": pipeline.machine.state_machine_arn,
            "UPLOAD_FUNCTION": upload.live.function_arn,
            "REVIEW_EXPIRY_DAYS": str(deployment.review_expiry_days),
            "UNLISTED_VIDEO_DAYS": str(deployment.unlisted_video_days),
        }
        self.lambda_function = LambdaFunction(
            self, "watch", deployment, MEMORY_MB, TIMEOUT_S, environment, dead_letters=dead_letters.queue
        )
        function = self.lambda_function.function
        records.grant(function, records.jobs, "GetItem", "UpdateItem", "DeleteItem", indexes=["by_status"])
        records.grant(function, records.ads, "GetItem", "UpdateItem", indexes=["by_status"])
        records.grant(function, records.videos, "GetItem", "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.admission, "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query")
        pipeline.machine.grant_start_execution(function)
        grant_executions(pipeline.machine, function, "DescribeExecution")
        upload.grant_invoke(function)
        pattern = events.EventPattern(
            source=["aws.states"],
            detail_type=["Step Functions Execution Status Change"],
            detail={"stateMachineArn": [pipeline.machine.state_machine_arn], "status": list(ENDED)},
        )
        target = targets.LambdaFunction(function, dead_letter_queue=dead_letters.queue)
        events.Rule(self, "ExecutionEnds", event_pattern=pattern, targets=[target])
        schedule = events.Schedule.rate(SWEEP_EVERY)
        events.Rule(self, "Sweep", schedule=schedule, targets=[target])
