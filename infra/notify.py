"""The function that sends messages to sellers' webhooks, and the queue of these messages."""

from typing import Any, Final

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.acknowledge import acknowledge, skip_checkov
from infra.data import Records
from infra.dead_letters import DeadLetters
from infra.function import LambdaFunction
from infra.settings import Deployment

MEMORY_MB: Final = 512
TIMEOUT_S: Final = 60
"""One attempt takes 40 s at most: 10 s to resolve the name, 15 s to connect, 15 s for the answer."""
HIDDEN_S: Final = 6 * TIMEOUT_S
"""AWS asks for six times the function's time-out:
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""
RETENTION: Final = Duration.days(14)
"""The longest retention of SQS."""
MAX_RECEIVES: Final = 1000
"""The largest value of SQS. A message is received for each of its eight attempts, after each pause that its receiver
requests, and every six minutes while DynamoDB is down. An unreadable one goes to the dead-letter queue at once."""
CONCURRENCY: Final = 2
"""Messages that are sent at once: the smallest value of SQS, since a new account runs ten Lambda functions at once."""
CHANGES_PER_BATCH: Final = 25
JOB_ENDS: Final = {
    "eventName": ["MODIFY"],
    "dynamodb": {"NewImage": {"status": {"S": ["complete", "error", "canceled"]}}},
}
"""Every write to a job that has ended; the function compares it with the row before. Progress invokes nothing."""
AD_CHANGES: Final = (
    {"dynamodb": {"NewImage": {"status": {"S": ["active"]}}}},
    {"dynamodb": {"OldImage": {"status": {"S": ["active"]}}}},
)
"""Every write to an ad that is active, or was active before."""


class Notify(Construct):
    """The function and its queue.

    Args:
        public_url: start of the links in messages.
    """

    def __init__(
        self, scope: Construct, deployment: Deployment, records: Records, dead_letters: DeadLetters, public_url: str
    ) -> None:
        super().__init__(scope, "Notify")
        self.deliveries = sqs.Queue(
            self,
            "Deliveries",
            visibility_timeout=Duration.seconds(HIDDEN_S),
            retention_period=RETENTION,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=not deployment.local,  # the emulator has no TLS
            dead_letter_queue=sqs.DeadLetterQueue(queue=dead_letters.queue, max_receive_count=MAX_RECEIVES),
        )
        skip_checkov(self.deliveries, CKV_AWS_27="SQS encrypts it with a key of its own.")
        environment = {
            **webhooks_environment(deployment, records, self.deliveries),
            "DEAD_LETTERS_URL": dead_letters.queue.queue_url,
            "API_PUBLIC_URL": public_url,
        }
        self.lambda_function = LambdaFunction(
            self, "notify", deployment, MEMORY_MB, TIMEOUT_S, environment, dead_letters=dead_letters.queue
        )
        function = self.lambda_function.function
        records.grant(function, records.webhooks, "GetItem", "UpdateItem", "Query")
        records.grant(function, records.deliveries, "GetItem", "PutItem", "UpdateItem")
        self.deliveries.grant_send_messages(function)
        self.deliveries.grant_consume_messages(function)
        self._changes("JobEnds", records.jobs, dead_letters, [JOB_ENDS])
        self._changes("AdChanges", records.ads, dead_letters, list(AD_CHANGES))
        messages = lambda_.EventSourceMapping(
            self,
            "Messages",
            target=function,
            event_source_arn=self.deliveries.queue_arn,
            batch_size=1,
            max_concurrency=CONCURRENCY,
            report_batch_item_failures=True,
        )
        acknowledge(
            messages,
            "A queue's failed messages go to the queue's own dead-letter queue; Lambda offers no destination for them.",
            "Serverless-LambdaEventSourceMappingDestination",
        )

    def _changes(
        self, name: str, table: dynamodb.ITable, dead_letters: DeadLetters, patterns: list[dict[str, Any]]
    ) -> None:
        """Invoke the function for changes of a table, in order. Lambda repeats a failed batch for up to a day."""
        function = self.lambda_function.function
        read = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        stream_arn = table.table_stream_arn or ""
        function.add_to_role_policy(iam.PolicyStatement(actions=read, resources=[stream_arn]))
        # Lambda requires it to create the mapping; IAM allows no resource in it:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
        function.add_to_role_policy(iam.PolicyStatement(actions=["dynamodb:ListStreams"], resources=["*"]))
        lambda_.EventSourceMapping(
            self,
            name,
            target=function,
            event_source_arn=stream_arn,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=CHANGES_PER_BATCH,
            bisect_batch_on_error=True,
            on_failure=event_sources.SqsDlq(dead_letters.queue),
            filters=[lambda_.FilterCriteria.filter(pattern) for pattern in patterns],
        )


def webhooks_environment(deployment: Deployment, records: Records, deliveries: sqs.Queue) -> dict[str, str]:
    """Return the settings of webhooks: for the function that calls them, and for the API, which creates them."""
    return {
        **records.environment(records.webhooks, records.deliveries),
        "DELIVERY_QUEUE_URL": deliveries.queue_url,
        "WEBHOOK_LOOPBACK": str(deployment.webhook_loopback).lower(),
    }
