"""Turn changes of rows into messages to sellers' webhooks, and send messages until they arrive."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from functions.notify.events import event_of
from functions.notify.schedule import read_retry_after, wait_before_retry, wait_for_pause
from functions.notify.signing import signed_headers
from vidx.adapters.dynamodb.changes import RowChange
from vidx.errors import Conflict
from vidx.observability import logger, record_webhook_attempt, record_webhook_failure
from vidx.ports.clock import Clock
from vidx.ports.webhooks import Deliveries, DeliveryQueue, WebhookClient, Webhooks
from vidx.webhooks.model import Attempt, Delivery, DeliveryStatus, DeliveryTask, EventType, Webhook
from vidx.webhooks.outbox import queue_event

DISABLE_AFTER: Final = timedelta(days=5)
"""Time without a success after which a webhook is disabled, as Svix does. Checked when a message fails for good."""
MAX_PAUSED_AGE: Final = timedelta(days=1)
"""Older messages are sent during a pause, too. A receiver that always asks for a pause would otherwise get none."""
GONE: Final = 410
"""RFC 9110: the receiver wants no further messages."""

GONE_NOTE: Final = "It answered 410 Gone. Send a test when it works again."
FAILING_NOTE: Final = "No message has arrived for five days. Send a test when it works again."
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
    """Queue a message for every webhook that subscribes to the event of this change. Safe to repeat.

    Raises:
        ValidationError: the row has an unknown form.
    """
    event = event_of(change, ports.site)
    if event is None:
        return
    for webhook in ports.webhooks.list_by_owner(event.owner):
        if webhook.disabled_at is None and event.type in webhook.events:
            queue_event(webhook, event, ports.clock.now(), ports.deliveries, ports.queue)


def deliver(task: DeliveryTask, ports: Ports) -> int | None:
    """Make one attempt to deliver a message, and log it.

    The queue may hold several tasks of one message. The row has the time of the next attempt, so several tasks make no
    more attempts than one task.

    Returns:
        The seconds until the message must be delivered again; None if it is done.
    """
    webhook = ports.webhooks.get(task.owner, task.webhook_id)
    delivery = _current_delivery(task, webhook, ports)
    if delivery is None or delivery.status is not DeliveryStatus.PENDING or delivery.round != task.round:
        return None  # it has arrived or expired, or a resend started another round
    early_s = (delivery.next_attempt_at - ports.clock.now()).total_seconds() if delivery.next_attempt_at else 0
    if early_s > 0:
        return ceil(early_s)
    if webhook is None or not webhook.takes(delivery):
        is_disabled = webhook is not None and webhook.is_target_of(delivery)
        ports.deliveries.close(delivery, DISABLED_NOTE if is_disabled else DELETED_NOTE)
        return None
    pause_s = _pause_s(webhook, delivery, ports)
    if pause_s > 0:
        return _postpone(delivery, wait_for_pause(pause_s, ports.jitter()), ports)
    attempt, retry_after = _attempt(webhook, delivery, ports)
    if attempt.successful:
        ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.DELIVERED, None, "")
        if webhook.failing_since or webhook.disabled_at:
            ports.webhooks.record_success(webhook)
        return None
    return _failed(webhook, delivery, attempt, retry_after, ports)


def _current_delivery(task: DeliveryTask, webhook: Webhook | None, ports: Ports) -> Delivery | None:
    """Return the message's row. A resend queues its task first; when its write to the row is missing, it is made up."""
    delivery = ports.deliveries.get(task.webhook_id, task.message_id)
    if delivery and webhook and task.round == delivery.round + 1:
        with suppress(Conflict):
            return ports.deliveries.restart(delivery, webhook, ports.clock.now())
        return ports.deliveries.get(task.webhook_id, task.message_id)
    return delivery


def _pause_s(webhook: Webhook, delivery: Delivery, ports: Ports) -> float:
    """Return for how many seconds the receiver wants no request: 0 for a test, because the seller waits for it."""
    now = ports.clock.now()
    if webhook.retry_at is None or delivery.type is EventType.TEST or now - delivery.created_at > MAX_PAUSED_AGE:
        return 0
    return (webhook.retry_at - now).total_seconds()


def _postpone(delivery: Delivery, delay_s: int, ports: Ports) -> int:
    ports.deliveries.postpone(delivery, ports.clock.now() + timedelta(seconds=delay_s))
    return delay_s


def _attempt(webhook: Webhook, delivery: Delivery, ports: Ports) -> tuple[Attempt, int | None]:
    """Make a request. Return the attempt, and for how many seconds the receiver wants no further one, if it says so."""
    now = ports.clock.now()
    headers = signed_headers(delivery.message_id, delivery.body, webhook.valid_secrets(now), now)
    response = ports.client.post(webhook.url, headers, delivery.body.encode())
    attempt = Attempt(at=now, status_code=response.status_code, fault=response.fault)
    record_webhook_attempt(delivery.webhook_id, delivery.message_id, attempt.status_code, successful=attempt.successful)
    return attempt, read_retry_after(response.retry_after, ports.clock.now())


def _failed(
    webhook: Webhook, delivery: Delivery, attempt: Attempt, retry_after_s: int | None, ports: Ports
) -> int | None:
    now = ports.clock.now()
    retry_at = now + timedelta(seconds=retry_after_s) if retry_after_s else None
    failing = ports.webhooks.record_failure(webhook, attempt.at, retry_at)
    delay_s = wait_before_retry(delivery.tries + 1, retry_after_s, ports.jitter())
    if delay_s is not None and attempt.status_code != GONE:
        next_attempt_at = now + timedelta(seconds=delay_s)
        ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.PENDING, next_attempt_at, "")
        return delay_s
    note = _disable_if_unusable(failing, attempt, ports) or EXHAUSTED_NOTE
    ports.deliveries.add_attempt(delivery, attempt, DeliveryStatus.FAILED, None, note)
    record_webhook_failure(delivery.webhook_id, delivery.message_id)
    return None


def _disable_if_unusable(webhook: Webhook, attempt: Attempt, ports: Ports) -> str | None:
    """Disable the webhook if its receiver is gone or has failed for days. Return the note; None if it stays enabled."""
    since = webhook.failing_since or attempt.at
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
