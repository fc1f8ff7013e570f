"""The tables of webhooks in memory follow the rules of their ports."""

import pytest

from testing.clock import FixedClock
from testing.webhooks import MemoryDeliveries, MemoryWebhooks
from tests.contract.webhooks_rules import DeliveriesRules, WebhooksRules


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


class TestMemoryWebhooks(WebhooksRules):
    """Run on the fake."""

    @pytest.fixture
    def webhooks(self) -> MemoryWebhooks:
        return MemoryWebhooks()

    @pytest.fixture
    def owner(self) -> str:
        return "u1"


class TestMemoryDeliveries(DeliveriesRules):
    """Run on the fake."""

    @pytest.fixture
    def deliveries(self) -> MemoryDeliveries:
        return MemoryDeliveries()

    @pytest.fixture
    def webhook_id(self) -> str:
        return "wh_1"
