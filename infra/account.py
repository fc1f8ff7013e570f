"""The function that deletes closed accounts, and the rule of its sweep."""

from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.data import Records, Secrets
from infra.dead_letters import DeadLetters
from infra.function import LambdaFunction
from infra.pipeline import Pipeline, grant_executions, storage_environment
from infra.settings import Deployment
from infra.users import Users

MEMORY_MB: Final = 512
TIMEOUT_S: Final = 900
"""The longest time-out of Lambda: an account may have thousands of files. The sweep continues a longer deletion."""
SWEEP_EVERY: Final = Duration.minutes(1)


class Account(Construct):
    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        records: Records,
        secrets: Secrets,
        users: Users,
        pipeline: Pipeline,
        dead_letters: DeadLetters,
    ) -> None:
        super().__init__(scope, "Account")
        upload = pipeline.stages["upload"]
        environment = {
            **storage_environment(deployment, secrets),
            **records.environment(
                records.jobs,
                records.videos,
                records.ads,
                records.webhooks,
                records.deliveries,
                records.accounts,
                records.admission,
            ),
            "STATE_MACHINE_ARN": pipeline.machine.state_machine_arn,
            "UPLOAD_FUNCTION": upload.live.function_arn,
            "USER_POOL_ID": users.pool.user_pool_id,
        }
        self.lambda_function = LambdaFunction(
            self, "account", deployment, MEMORY_MB, TIMEOUT_S, environment, dead_letters=dead_letters.queue
        )
        function = self.lambda_function.function
        records.grant(function, records.jobs, "GetItem", "UpdateItem", "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.videos, "GetItem", "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.ads, "GetItem", "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.webhooks, "Query", "DeleteItem")
        records.grant(function, records.deliveries, "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.accounts, "UpdateItem", indexes=["by_status"])
        records.grant(function, records.admission, "Query", "DeleteItem")
        secrets.grant(secrets.storage, function)
        grant_executions(pipeline.machine, function, "StopExecution")
        upload.grant_invoke(function)
        delete_user = iam.PolicyStatement(actions=["cognito-idp:AdminDeleteUser"], resources=[users.pool.user_pool_arn])
        function.add_to_role_policy(delete_user)
        target = targets.LambdaFunction(function, dead_letter_queue=dead_letters.queue)
        events.Rule(self, "Sweep", schedule=events.Schedule.rate(SWEEP_EVERY), targets=[target])

    def let_start_deletions(self, caller: LambdaFunction) -> None:
        """Give the caller the function's ARN and the right to invoke it."""
        caller.function.add_environment("ACCOUNT_FUNCTION", self.lambda_function.version.function_arn)
        self.lambda_function.grant_invoke(caller.function)
