"""Tells sellers' webhooks what happened: turns changes of rows into messages, and sends messages until they arrive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from functions.notify.events import event_of
from functions.notify.signing import signed_headers
from vidx.adapters.dynamodb.changes import RowChange
from vidx.observability import logger, record_webhook_attempt
from vidx.ports import Clock, Deliveries, DeliveryQueue, WebhookClient, Webhooks
from vidx.webhooks.model import Attempt, Delivery, DeliveryStatus, DeliveryTask, EventType, Webhook
from vidx.webhooks.outbox import queue_event

RETRIES_S: Final = (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000)
"""Seconds before each further attempt: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. Eight attempts in 28 hours, as Svix
does for Standard Webhooks: https://docs.svix.com/retries. The longest, with jitter, stays below the twelve hours for
which SQS can hide a message."""
JITTER: Final = 0.1
"""Largest share that is added to a wait, so that the messages of an outage do not all come back at once."""
DISABLE_AFTER: Final = timedelta(days=5)
"""Time without a success after which a webhook is disabled, as Svix does."""
GONE: Final = 410
"""RFC 9110: the receiver wants no further messages."""

GONE_NOTE: Final = "It answered 410 Gone. Send a test when it works again."
FAILING_NOTE: Final = "Every message failed for five days. Send a test when it works again."
DELETED_NOTE: Final = "The webhook was deleted."
DISABLED_NOTE: Final = "The webhook is disabled."
EXHAUSTED_NOTE: Final = "All attempts failed. Resend it when the webhook works again."


@dataclass(frozen=True)
class Ports:
    """The ports of notify.

    Attributes:
        jitter: returns a random number from 0 to 1.
        site: the site's address for links in messages; empty: links are relative.
    """

    webhooks: Webhooks
    deliveries: Deliveries
    queue: DeliveryQueue
    client: WebhookClient
    clock: Clock
    jitter: Callable[[], float]
    site: str = ""


def announce(change: RowChange, ports: Ports) -> None:
    """Queue a message for every webhook that subscribes to the event that the change is. Safe to repeat.

    Raises:
        ValidationError: the row is of an unknown form.
    """
    event = event_of(change, ports.site)
    if event is None:
        return
    for webhook in ports.webhooks.list_by_owner(event.owner):
        if webhook.disabled_at is None and event.type in webhook.events:
            queue_event(webhook, event, ports.clock.now(), ports.deliveries, ports.queue)


def deliver(task: DeliveryTask, ports: Ports) -> int | None:
    """Make one attempt at a message and log it. Return the seconds until the next attempt; None when none follows."""
    delivery = ports.deliveries.get(task.webhook_id, task.message_id)
    if delivery is None or delivery.status is not DeliveryStatus.PENDING or delivery.round != task.round:
        return None  # it has arrived, has expired, or was sent again meanwhile
    webhook = ports.webhooks.get(task.owner, task.webhook_id)
    if webhook is None or (webhook.disabled_at and delivery.type is not EventType.TEST):
        ports.deliveries.close(delivery, DISABLED_NOTE if webhook else DELETED_NOTE)
        return None
    attempt = _attempt(webhook, delivery, ports)
    if attempt.successful:
        ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.DELIVERED, None, "")
        if webhook.failing_since or webhook.disabled_at:
            ports.webhooks.record_success(webhook)
        return None
    return _failed(webhook, delivery, attempt, ports)


def _attempt(webhook: Webhook, delivery: Delivery, ports: Ports) -> Attempt:
    now = ports.clock.now()
    headers = signed_headers(delivery.message_id, delivery.body, webhook.valid_secrets(now), now)
    response = ports.client.post(webhook.url, headers, delivery.body.encode())
    attempt = Attempt(at=now, status_code=response.status_code, fault=response.fault)
    record_webhook_attempt(delivery.webhook_id, delivery.message_id, attempt.status_code, successful=attempt.successful)
    return attempt


def _failed(webhook: Webhook, delivery: Delivery, attempt: Attempt, ports: Ports) -> int | None:
    note = _disable_if_unusable(webhook, attempt, ports)
    if note is None and delivery.tries < len(RETRIES_S):
        delay_s = round(RETRIES_S[delivery.tries] * (1 + JITTER * ports.jitter()))
        next_attempt_at = ports.clock.now() + timedelta(seconds=delay_s)
        ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.PENDING, next_attempt_at, "")
        return delay_s
    ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.FAILED, None, note or EXHAUSTED_NOTE)
    return None


def _disable_if_unusable(webhook: Webhook, attempt: Attempt, ports: Ports) -> str | None:
    """Disable the webhook when its receiver is gone or has failed for days. Return the note, None if it goes on."""
    failing = ports.webhooks.record_failure(webhook, attempt.at)
    since = failing.failing_since or attempt.at
    if attempt.status_code == GONE:
        note = GONE_NOTE
    elif attempt.at - since >= DISABLE_AFTER:
        note = FAILING_NOTE
    else:
        return None
    if webhook.disabled_at is None:
        ports.webhooks.disable(webhook, attempt.at, note)
        logger.warning("a webhook was disabled", extra={"webhook_id": webhook.webhook_id, "reason": note})
    return note
