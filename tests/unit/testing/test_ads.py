"""The fake ads table follows the rules of its port."""

import pytest

from testing.ads import MemoryAds
from testing.jobs import MemoryJobs
from tests.contract.ads_rules import AdsRules


class TestMemoryAds(AdsRules):
    @pytest.fixture
    def ads(self, jobs: MemoryJobs) -> MemoryAds:
        return MemoryAds(jobs)
