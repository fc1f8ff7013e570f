"""Lambda entry point of notify: from changes of the jobs and ads tables to messages to sellers' webhooks."""

import random
from collections.abc import Mapping
from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import ValidationError

from functions.notify.job_ends import measure_end
from functions.notify.service import Ports, announce, deliver
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.changes import row_change
from vidx.adapters.dynamodb.webhooks import deliveries, webhooks
from vidx.adapters.sqs import delivery_queue
from vidx.adapters.webhook_client import webhook_client
from vidx.observability import logger, record_webhook_fault
from vidx.settings import settings
from vidx.stored import parse_object
from vidx.webhooks.model import DeliveryTask

STREAM: Final = "aws:dynamodb"
"""`eventSource` of the records of DynamoDB Streams; those of the queue have `aws:sqs`."""


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Handle a batch of changed rows, or of messages to send."""
    ports = Ports(
        webhooks(),
        deliveries(),
        delivery_queue(),
        webhook_client(),
        SystemClock(),
        random.random,
        settings().api_public_url,
    )
    return handle(event["Records"], ports)


def handle(records: list[dict[str, Any]], ports: Ports) -> dict[str, Any]:
    """Handle the records of one source.

    An error while a change is queued ends the batch. Lambda repeats the batch, so no change is skipped.
    """
    failures: list[dict[str, str]] = []
    for record in records:
        if record["eventSource"] == STREAM:
            _announce(record, ports)
        elif not _deliver(record, ports):
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def _announce(record: Mapping[str, Any], ports: Ports) -> None:
    """Queue the messages of a change. An unreadable record goes to the dead-letter queue: it must not block later ones.

    The error's text quotes the row, so only its class is logged.
    """
    try:
        change = row_change(record)
        announce(change, ports)
        measure_end(change)  # last, since Lambda repeats a batch that fails
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        code = type(error).__name__
        logger.warning("a change of a row cannot be read", extra={"event_id": record.get("eventID"), "code": code})
        ports.queue.send_to_dead_letters(record)


def _deliver(record: Mapping[str, Any], ports: Ports) -> bool:
    """Return whether the message is done. Otherwise SQS delivers it again after its wait."""
    try:
        task = parse_object(DeliveryTask, record["body"])
    except ValidationError:
        logger.warning("a message cannot be read", extra={"message_id": record["messageId"]})
        ports.queue.send_to_dead_letters(record)
        return True
    try:
        delay_s = deliver(task, ports)
        if delay_s is not None:
            ports.queue.postpone(record["receiptHandle"], delay_s)
    except Exception:  # noqa: BLE001 (the queue repeats this message; the others of the batch go on)
        record_webhook_fault(record["messageId"])
        return False
    return delay_s is None
