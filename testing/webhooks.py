"""Webhooks, their deliveries, their queue and their HTTP client in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vidx.errors import Conflict, NotFound, unknown_cursor
from vidx.ports.webhooks import Deliveries, DeliveryPage, DeliveryQueue, WebhookClient, WebhookResponse, Webhooks
from vidx.webhooks.model import (
    MAX_ATTEMPTS_LOGGED,
    Attempt,
    Delivery,
    DeliveryStatus,
    DeliveryTask,
    EventType,
    Webhook,
)


@dataclass
class MemoryWebhooks:
    """Follows the same rules as `DynamoWebhooks`."""

    rows: dict[tuple[str, str], Webhook] = field(default_factory=dict)

    def create(self, webhook: Webhook) -> None:
        if (webhook.owner, webhook.webhook_id) in self.rows:
            raise Conflict(f"there is a webhook {webhook.webhook_id} already")
        self.rows[webhook.owner, webhook.webhook_id] = webhook

    def get(self, owner: str, webhook_id: str) -> Webhook | None:
        return self.rows.get((owner, webhook_id))

    def list_by_owner(self, owner: str) -> Sequence[Webhook]:
        own = [webhook for webhook in self.rows.values() if webhook.owner == owner]
        return sorted(own, key=lambda webhook: (webhook.created_at, webhook.webhook_id))

    def delete(self, owner: str, webhook_id: str) -> None:
        self.rows.pop((owner, webhook_id), None)

    def subscribe(self, owner: str, webhook_id: str, events: Sequence[EventType]) -> Webhook:
        webhook = self.rows.get((owner, webhook_id))
        if webhook is None:
            raise NotFound("you have no webhook with this id; list your webhooks to see their ids")
        return self._change(webhook, events=tuple(events))

    def rotate(self, webhook: Webhook, secret: str, now: datetime) -> Webhook:
        current = self.rows.get((webhook.owner, webhook.webhook_id))
        if current is None or current.secret != webhook.secret:
            raise Conflict("the webhook has changed meanwhile; try again")
        return self._change(current, secret=secret, previous_secret=webhook.secret, rotated_at=now)

    def record_success(self, webhook: Webhook) -> None:
        self._change(webhook, failing_since=None, disabled_at=None, note="")

    def record_failure(self, webhook: Webhook, now: datetime, retry_at: datetime | None) -> Webhook:
        current = self.rows.get((webhook.owner, webhook.webhook_id), webhook)
        return self._change(webhook, failing_since=current.failing_since or now, retry_at=retry_at or current.retry_at)

    def disable(self, webhook: Webhook, now: datetime, note: str) -> None:
        self._change(webhook, disabled_at=now, note=note)

    def _change(self, webhook: Webhook, **changes: object) -> Webhook:
        current = self.rows.get((webhook.owner, webhook.webhook_id))
        if current is None:
            return webhook
        self.rows[webhook.owner, webhook.webhook_id] = current.model_copy(update=changes)
        return self.rows[webhook.owner, webhook.webhook_id]


@dataclass
class MemoryDeliveries:
    """Follows the same rules as `DynamoDeliveries`. Cursors are message ids."""

    rows: dict[tuple[str, str], Delivery] = field(default_factory=dict)

    def create(self, delivery: Delivery) -> Delivery:
        return self.rows.setdefault((delivery.webhook_id, delivery.message_id), delivery)

    def get(self, webhook_id: str, message_id: str) -> Delivery | None:
        return self.rows.get((webhook_id, message_id))

    def list_by_webhook(self, webhook_id: str, limit: int, cursor: str | None) -> DeliveryPage:
        if cursor and (webhook_id, cursor) not in self.rows:
            raise unknown_cursor()
        own = [row for row in self.rows.values() if row.webhook_id == webhook_id]
        newest = sorted(own, key=lambda row: row.message_id, reverse=True)
        rest = [row for row in newest if cursor is None or row.message_id < cursor]
        page = rest[:limit]
        return DeliveryPage(page, page[-1].message_id if len(rest) > limit else None)

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> DeliveryPage:
        if cursor and cursor not in {row.message_id for row in self.rows.values() if row.owner == owner}:
            raise unknown_cursor()
        own = [row for row in self.rows.values() if row.owner == owner]
        newest = sorted(own, key=lambda row: (row.created_at, row.message_id), reverse=True)
        begin = next((n + 1 for n, row in enumerate(newest) if row.message_id == cursor), 0)
        page = newest[begin : begin + limit]
        return DeliveryPage(page, page[-1].message_id if len(newest) > begin + limit else None)

    def list_keys_by_owner(self, owner: str) -> Sequence[tuple[str, str]]:
        return [key for key, row in self.rows.items() if row.owner == owner]

    def delete(self, webhook_id: str, message_id: str) -> None:
        self.rows.pop((webhook_id, message_id), None)

    def add_attempt(
        self, delivery: Delivery, attempt: Attempt, status: DeliveryStatus, next_attempt_at: datetime | None, note: str
    ) -> None:
        attempts = (*delivery.attempts, attempt)[-MAX_ATTEMPTS_LOGGED:]
        changes = {"attempts": attempts, "tries": delivery.tries + 1, "status": status, "note": note}
        self._change(delivery, **changes, next_attempt_at=next_attempt_at)

    def postpone(self, delivery: Delivery, next_attempt_at: datetime) -> None:
        self._change(delivery, next_attempt_at=next_attempt_at)

    def close(self, delivery: Delivery, note: str) -> None:
        self._change(delivery, status=DeliveryStatus.FAILED, note=note, next_attempt_at=None)

    def restart(self, delivery: Delivery, webhook: Webhook, now: datetime) -> Delivery:
        changes = {
            "status": DeliveryStatus.PENDING,
            "round": delivery.round + 1,
            "tries": 0,
            "note": "",
            "webhook_created_at": webhook.created_at,
        }
        restarted = self._change(delivery, **changes, next_attempt_at=now)
        if restarted is None:
            raise Conflict("the message has changed meanwhile; try again")
        return restarted

    def _change(self, delivery: Delivery, **changes: object) -> Delivery | None:
        key = (delivery.webhook_id, delivery.message_id)
        current = self.rows.get(key)
        if current is None or current.round != delivery.round:
            return None
        self.rows[key] = current.model_copy(update=changes)
        return self.rows[key]


@dataclass
class MemoryDeliveryQueue:
    """Records what it is asked to do. Fails with `error` if there is one."""

    error: Exception | None = None
    tasks: list[DeliveryTask] = field(default_factory=list)
    postponed: list[tuple[str, int]] = field(default_factory=list)
    dead_letters: list[Mapping[str, Any]] = field(default_factory=list)

    def send(self, task: DeliveryTask) -> None:
        if self.error:
            raise self.error
        self.tasks.append(task)

    def postpone(self, receipt: str, delay_s: int) -> None:
        self.postponed.append((receipt, delay_s))

    def send_to_dead_letters(self, record: Mapping[str, Any]) -> None:
        self.dead_letters.append(record)


@dataclass(frozen=True)
class SentMessage:
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class MemoryWebhookClient:
    """Answers with `response`, or fails with `error` if there is one, and records the requests."""

    error: Exception | None = None
    response: WebhookResponse = field(default_factory=lambda: WebhookResponse(200, None))
    requests: list[SentMessage] = field(default_factory=list)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookResponse:
        if self.error:
            raise self.error
        self.requests.append(SentMessage(url, headers, body))
        return self.response


def _conforms(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: MemoryDeliveryQueue,
    client: MemoryWebhookClient,
) -> tuple[Webhooks, Deliveries, DeliveryQueue, WebhookClient]:
    """Let the type checker compare the fakes with their ports. Never called."""
    return webhooks, deliveries, queue, client
