"""The fake tables that the rules of their ports run on."""

import pytest

from testing.clock import FixedClock
from testing.jobs import MemoryJobs


@pytest.fixture
def job_id() -> str:
    return "j1"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def jobs(clock: FixedClock) -> MemoryJobs:
    return MemoryJobs(clock)
