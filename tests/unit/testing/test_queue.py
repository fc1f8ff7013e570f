"""The fake queue keeps to the rules of the port."""

import pytest

from testing.queue import MemoryQueue
from tests.contract.queue_rules import QueueRules


class TestMemoryQueue(QueueRules):
    @pytest.fixture
    def queue(self) -> MemoryQueue:
        return MemoryQueue()
