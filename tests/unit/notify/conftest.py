"""The ports of notify in memory, with one webhook of the seller `u1`."""

from dataclasses import dataclass, field, replace

import pytest

from functions.notify.service import Ports
from testing.clock import FixedClock
from testing.webhooks import MemoryDeliveries, MemoryDeliveryQueue, MemoryWebhookClient, MemoryWebhooks
from vidx.ports.webhooks import WebhookResponse
from vidx.webhooks.model import SUBSCRIBABLE, Delivery, EventType, Webhook, make_secret

OWNER = "u1"


@dataclass
class World:
    """The fakes, and shortcuts to them."""

    webhooks: MemoryWebhooks = field(default_factory=MemoryWebhooks)
    deliveries: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    queue: MemoryDeliveryQueue = field(default_factory=MemoryDeliveryQueue)
    client: MemoryWebhookClient = field(default_factory=MemoryWebhookClient)
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.ports = Ports(
            self.webhooks, self.deliveries, self.queue, self.client, self.clock, lambda: 0.0, "https://ads.test"
        )
        self.add()

    def with_jitter(self, jitter: float) -> Ports:
        return replace(self.ports, jitter=lambda: jitter)

    def add(
        self, webhook_id: str = "wh_1", owner: str = OWNER, events: tuple[EventType, ...] = SUBSCRIBABLE
    ) -> Webhook:
        webhook = Webhook(
            owner=owner,
            webhook_id=webhook_id,
            url=f"https://shop.test/{webhook_id}",
            events=events,
            secret=make_secret(),
            created_at=self.clock.now(),
        )
        self.webhooks.create(webhook)
        return webhook

    def webhook(self, webhook_id: str = "wh_1") -> Webhook:
        return self.webhooks.rows[OWNER, webhook_id]

    def only_delivery(self) -> Delivery:
        (delivery,) = self.deliveries.rows.values()
        return delivery

    def answer(self, status_code: int | None, fault: str | None = None, retry_after: str | None = None) -> None:
        self.client.response = WebhookResponse(status_code, fault, retry_after)


@pytest.fixture
def world() -> World:
    return World()
