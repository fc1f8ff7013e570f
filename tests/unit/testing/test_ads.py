"""The fake ads table follows the rules of its port."""

import pytest

from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryJobs
from tests.contract.ads_rules import AdsRules


class TestMemoryAds(AdsRules):
    @pytest.fixture
    def job_id(self) -> str:
        return "j1"

    @pytest.fixture
    def clock(self) -> FixedClock:
        return FixedClock()

    @pytest.fixture
    def jobs(self, clock: FixedClock) -> MemoryJobs:
        return MemoryJobs(clock)

    @pytest.fixture
    def ads(self, jobs: MemoryJobs) -> MemoryAds:
        return MemoryAds(jobs)
