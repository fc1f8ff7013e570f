"""The accounts table in memory follows the rules of its port."""

import pytest

from testing.accounts import MemoryAccounts
from testing.clock import FixedClock
from tests.contract.accounts_rules import AccountsRules


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


class TestMemoryAccounts(AccountsRules):
    """Run on the fake."""

    @pytest.fixture
    def accounts(self) -> MemoryAccounts:
        return MemoryAccounts()

    @pytest.fixture
    def owner(self) -> str:
        return "u1"
