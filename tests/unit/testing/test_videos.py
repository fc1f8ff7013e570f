"""The fake videos table follows the rules of its port."""

from dataclasses import dataclass

import pytest

from testing.clock import FixedClock
from testing.jobs import MemoryJobs
from testing.videos import MemoryVideos
from tests.contract.videos_rules import VideosRules
from vidx.jobs.model import Job


@dataclass
class WrittenVideos(MemoryVideos):
    def add_job(self, job: Job) -> None:
        self.jobs.create(job)

    def job(self, job_id: str) -> Job | None:
        return self.jobs.get(job_id)


class TestMemoryVideos(VideosRules):
    """The rules on the fake."""

    @pytest.fixture
    def videos(self, clock: FixedClock) -> WrittenVideos:
        return WrittenVideos(MemoryJobs(clock))
