"""Put messages into the queue of deliveries."""

from datetime import datetime

from vidx.ports.webhooks import Deliveries, DeliveryQueue
from vidx.webhooks.model import Delivery, DeliveryStatus, DeliveryTask, Event, Webhook, new_delivery


def queue_event(webhook: Webhook, event: Event, now: datetime, deliveries: Deliveries, queue: DeliveryQueue) -> None:
    """Log the message for the webhook and queue it. Safe to repeat.

    The row is written first, so that every message in the queue has a row. The caller repeats a call that failed.
    """
    delivery = deliveries.create(new_delivery(webhook, event, now))
    if delivery.status is DeliveryStatus.PENDING and delivery.tries == 0:
        queue.send(task_of(delivery))


def task_of(delivery: Delivery) -> DeliveryTask:
    return DeliveryTask(
        owner=delivery.owner,
        webhook_id=delivery.webhook_id,
        message_id=delivery.message_id,
        round=delivery.round,
    )
