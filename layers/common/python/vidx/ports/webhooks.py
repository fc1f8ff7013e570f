"""Ports of the webhooks: their tables, the queue of deliveries and the client that posts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from vidx.webhooks.model import Attempt, Delivery, DeliveryStatus, DeliveryTask, EventType, Webhook


class Webhooks(Protocol):
    """The webhooks table."""

    def create(self, webhook: Webhook) -> None:
        """Store a new webhook. Raises `Conflict` if the seller has one with this id."""
        ...

    def get(self, owner: str, webhook_id: str) -> Webhook | None: ...

    def list_by_owner(self, owner: str) -> Sequence[Webhook]:
        """Return all webhooks of a seller, the oldest first."""
        ...

    def delete(self, owner: str, webhook_id: str) -> None:
        """Delete the row, if it exists."""
        ...

    def subscribe(self, owner: str, webhook_id: str, events: Sequence[EventType]) -> Webhook:
        """Replace the events. Raises `NotFound` if there is no such webhook."""
        ...

    def rotate(self, webhook: Webhook, secret: str, now: datetime) -> Webhook:
        """Replace the secret, and store the present one as the previous secret.

        Raises `Conflict` if the webhook was rotated or deleted since it was read.
        """
        ...

    def record_success(self, webhook: Webhook) -> None:
        """Enable the webhook and forget its failures."""
        ...

    def record_failure(self, webhook: Webhook, now: datetime, retry_at: datetime | None) -> Webhook:
        """Store the time of the first failure since the last success, and `retry_at` if there is one.

        Returns the webhook, `webhook` if it is gone.
        """
        ...

    def disable(self, webhook: Webhook, now: datetime, note: str) -> None: ...


@dataclass(frozen=True)
class DeliveryPage:
    deliveries: Sequence[Delivery]
    cursor: str | None
    """Opaque token of the next page; None on the last page."""


class Deliveries(Protocol):
    """The deliveries table, the log of webhook messages."""

    def create(self, delivery: Delivery) -> Delivery:
        """Store the delivery and return it, or return the one with its ids that is stored already."""
        ...

    def get(self, webhook_id: str, message_id: str) -> Delivery | None: ...

    def list_by_webhook(self, webhook_id: str, limit: int, cursor: str | None) -> DeliveryPage:
        """Return one page of the webhook's deliveries, newest first."""
        ...

    def add_attempt(
        self, delivery: Delivery, attempt: Attempt, status: DeliveryStatus, next_attempt_at: datetime | None, note: str
    ) -> None:
        """Log an attempt of the delivery's current round. An attempt of an earlier round is ignored."""
        ...

    def postpone(self, delivery: Delivery, next_attempt_at: datetime) -> None:
        """Change the time of the next attempt."""
        ...

    def delete(self, webhook_id: str, message_id: str) -> None:
        """Delete the row, if it exists."""
        ...

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> DeliveryPage:
        """The seller's deliveries, newest first, also those of deleted webhooks. A new one may be missing at first."""
        ...

    def list_keys_by_owner(self, owner: str) -> Sequence[tuple[str, str]]:
        """Return webhook id and message id of all of the seller's deliveries, even of rows that cannot be read."""
        ...

    def close(self, delivery: Delivery, note: str) -> None:
        """Mark the round as failed without a further attempt."""
        ...

    def restart(self, delivery: Delivery, webhook: Webhook, now: datetime) -> Delivery:
        """Start the next round, for this webhook. Raises `Conflict` when the delivery has changed since it was read."""
        ...


class DeliveryQueue(Protocol):
    """The queue of deliveries to attempt."""

    def send(self, task: DeliveryTask) -> None: ...

    def postpone(self, receipt: str, delay_s: int) -> None:
        """Hide a received message for `delay_s` seconds, at most twelve hours; it comes again if it is not deleted."""
        ...

    def send_to_dead_letters(self, record: Mapping[str, Any]) -> None:
        """Put an unreadable record into the dead-letter queue, for the operator."""
        ...


@dataclass(frozen=True)
class WebhookResponse:
    """The response of a receiver, or in plain words why there was none: one of the first two is None.

    Attributes:
        retry_after: value of the header `Retry-After`.
    """

    status_code: int | None
    fault: str | None
    retry_after: str | None = None


class WebhookClient(Protocol):
    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookResponse:
        """Send one POST request to a public address. Redirects are not followed, and the response body is not read."""
        ...
