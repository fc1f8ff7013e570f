"""Create, list, rotate, test and delete webhooks, read their log, and send a message again."""

import json
import re
from contextlib import suppress
from datetime import timedelta
from typing import Final

from functions.api.dependencies import Ports
from functions.api.schemas.webhooks import (
    AttemptView,
    DeliveryList,
    DeliveryView,
    WebhookBody,
    WebhookView,
    WebhookWithSecret,
)
from vidx.errors import Conflict, NotFound
from vidx.settings import settings
from vidx.webhooks.model import (
    MAX_WEBHOOKS,
    SUBSCRIBABLE,
    Delivery,
    Event,
    EventType,
    Webhook,
    make_message_id,
    make_secret,
    make_webhook_id,
)
from vidx.webhooks.outbox import queue_event, task_of
from vidx.webhooks.targets import parse_target

_ID: Final = re.compile(r"[0-9A-Za-z_]{1,64}")
SAME_ROTATION: Final = timedelta(minutes=5)
"""Repeating a rotation within this time returns the same secret. A client repeats a request whose response is lost;
after a second rotation, the receiver's secret would be invalid."""


def create(body: WebhookBody, owner: str, ports: Ports) -> Webhook:
    """Return the webhook of the address, created unless the seller has it already. Its events are those of the request.

    Raises:
        InvalidDetails: the address is not a public HTTPS address.
        Conflict: the seller has `MAX_WEBHOOKS` webhooks.
    """
    url = parse_target(body.url, allow_loopback=settings().webhook_loopback).url
    events = tuple(EventType(name) for name in dict.fromkeys(body.events)) if body.events else SUBSCRIBABLE
    webhook_id = make_webhook_id(owner, url)
    if ports.webhooks.get(owner, webhook_id):
        return ports.webhooks.subscribe(owner, webhook_id, events)
    if len(ports.webhooks.list_by_owner(owner)) >= MAX_WEBHOOKS:
        raise Conflict(f"you have {MAX_WEBHOOKS} webhooks, the most that you can have; delete one first")
    webhook = Webhook(
        owner=owner,
        webhook_id=webhook_id,
        url=url,
        events=events,
        secret=make_secret(),
        created_at=ports.clock.now(),
    )
    try:
        ports.webhooks.create(webhook)
    except Conflict:  # the same request, sent twice at once
        return ports.webhooks.subscribe(owner, webhook_id, events)
    return webhook


def own_webhook(webhook_id: str, owner: str, ports: Ports) -> Webhook:
    """Return the owner's webhook.

    Raises:
        NotFound: there is none, or it is somebody else's. The response is the same for both.
    """
    webhook = ports.webhooks.get(owner, webhook_id) if _ID.fullmatch(webhook_id) else None
    if webhook is None:
        raise NotFound("you have no webhook with this id; list your webhooks to see their ids", field="webhookId")
    return webhook


def delete(webhook_id: str, owner: str, ports: Ports) -> None:
    """Delete the webhook. Messages that wait are not sent, also if the address is added again. One that is gone is no
    error.
    """
    if _ID.fullmatch(webhook_id):
        ports.webhooks.delete(owner, webhook_id)


def rotate(webhook_id: str, owner: str, ports: Ports) -> Webhook:
    """Replace the webhook's secret. The previous one stays valid for a day."""
    webhook, now = own_webhook(webhook_id, owner, ports), ports.clock.now()
    if webhook.rotated_at and now - webhook.rotated_at < SAME_ROTATION:
        return webhook
    return ports.webhooks.rotate(webhook, make_secret(), now)


def test(webhook_id: str, owner: str, ports: Ports) -> str:
    """Queue a message of the type `webhook.test` and return its id. When it arrives, a disabled webhook is enabled."""
    webhook, now = own_webhook(webhook_id, owner, ports), ports.clock.now()
    message_id = make_message_id(now, webhook_id, make_secret())
    data = {"webhookId": webhook_id}
    event = Event(message_id=message_id, owner=owner, type=EventType.TEST, timestamp=now, data=data)
    queue_event(webhook, event, now, ports.deliveries, ports.delivery_queue)
    return message_id


def list_deliveries(webhook_id: str, owner: str, limit: int, cursor: str | None, ports: Ports) -> DeliveryList:
    own_webhook(webhook_id, owner, ports)
    page = ports.deliveries.list_by_webhook(webhook_id, limit, cursor)
    return DeliveryList(deliveries=[_delivery_view(delivery) for delivery in page.deliveries], cursor=page.cursor)


def resend(webhook_id: str, message_id: str, owner: str, ports: Ports) -> None:
    """Start a new round of attempts to deliver a message, whether it has arrived, has failed or waits.

    The task is queued before the row is written. If that write fails, notify does it; a lost task would stay lost.

    Raises:
        NotFound: the webhook is not the caller's, or the message is not in its log.
        Conflict: the webhook is disabled.
    """
    webhook = own_webhook(webhook_id, owner, ports)
    delivery = ports.deliveries.get(webhook_id, message_id) if _ID.fullmatch(message_id) else None
    if delivery is None:
        raise NotFound(
            "this webhook's log has no message with this id; messages are stored for 30 days", field="messageId"
        )
    if webhook.disabled_at and delivery.type is not EventType.TEST:
        raise Conflict("the webhook is disabled; send a test first: when it arrives, the webhook is enabled")
    ports.delivery_queue.send(task_of(delivery).model_copy(update={"round": delivery.round + 1}))
    with suppress(Conflict):  # notify was faster
        ports.deliveries.restart(delivery, webhook, ports.clock.now())


def view(webhook: Webhook) -> WebhookView:
    return WebhookView.model_validate(_fields(webhook))


def view_with_secret(webhook: Webhook) -> WebhookWithSecret:
    return WebhookWithSecret.model_validate({**_fields(webhook), "secret": webhook.secret})


def _fields(webhook: Webhook) -> dict[str, object]:
    fields = webhook.model_dump(include=set(WebhookView.model_fields))
    return {**fields, "previous_secret_until": webhook.previous_secret_until}


def _delivery_view(delivery: Delivery) -> DeliveryView:
    attempts = [AttemptView(**attempt.model_dump()) for attempt in delivery.attempts]
    fields = delivery.model_dump(include=set(DeliveryView.model_fields) - {"attempts", "payload"})
    return DeliveryView(**fields, attempts=attempts, payload=json.loads(delivery.body))
