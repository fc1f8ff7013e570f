"""The queue of webhook deliveries in SQS."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vidx.adapters.aws import sqs
from vidx.adapters.aws_errors import maps_errors
from vidx.errors import RecordsUnavailable
from vidx.settings import settings
from vidx.webhooks.model import DeliveryTask

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@maps_errors("our queues", RecordsUnavailable)
@dataclass(frozen=True)
class SqsDeliveryQueue:
    """Implements `DeliveryQueue`."""

    client: "SQSClient"
    queue_url: str
    dead_letters_url: str

    def send(self, task: DeliveryTask) -> None:
        """The group id makes SQS share its capacity fairly between sellers ("fair queues" of standard queues)."""
        self.client.send_message(QueueUrl=self.queue_url, MessageBody=task.model_dump_json(), MessageGroupId=task.owner)

    def postpone(self, receipt: str, delay_s: int) -> None:
        self.client.change_message_visibility(QueueUrl=self.queue_url, ReceiptHandle=receipt, VisibilityTimeout=delay_s)

    def send_to_dead_letters(self, record: Mapping[str, Any]) -> None:
        self.client.send_message(QueueUrl=self.dead_letters_url, MessageBody=json.dumps(record, default=str))


@cache
def delivery_queue() -> SqsDeliveryQueue:
    """Return the queues in the settings."""
    return SqsDeliveryQueue(sqs(), settings().delivery_queue_url, settings().dead_letters_url)
