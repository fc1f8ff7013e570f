"""The fake jobs table follows the rules of its port."""

import pytest

from testing.clock import FixedClock
from testing.jobs import MemoryJobs
from tests.contract.jobs_rules import JobsRules


class TestMemoryJobs(JobsRules):
    @pytest.fixture
    def job_id(self) -> str:
        return "j1"

    @pytest.fixture
    def clock(self) -> FixedClock:
        return FixedClock()

    @pytest.fixture
    def jobs(self, clock: FixedClock) -> MemoryJobs:
        return MemoryJobs(clock)
