"""The dead-letter queue: events that no function could process, for an operator to read."""

from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.acknowledge import acknowledge, skip_checkov
from infra.settings import Deployment

RETENTION: Final = Duration.days(14)
"""The longest that SQS supports."""


class DeadLetters(Construct):
    def __init__(self, scope: Construct, deployment: Deployment) -> None:
        super().__init__(scope, "DeadLetters")
        self.queue = sqs.Queue(
            self,
            "Queue",
            retention_period=RETENTION,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=not deployment.local,  # the emulator has no TLS
        )
        acknowledge(
            self.queue, "It is the dead-letter queue itself.", "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"
        )
        skip_checkov(self.queue, CKV_AWS_27="SQS encrypts it with a key of its own.")
