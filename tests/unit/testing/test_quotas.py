"""The fake counters keep to the rules of the port."""

import pytest

from testing.quotas import MemoryQuotas
from tests.contract.quotas_rules import QuotasRules


class TestMemoryQuotas(QuotasRules):
    @pytest.fixture
    def quotas(self) -> MemoryQuotas:
        return MemoryQuotas()
