"""A deployment in memory: the API's ports with their fakes, and failed jobs."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from functions.api.dependencies import Ports
from functions.api.dependencies import ports as real_ports
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row
from testing.queue import MemoryQueue
from tests.unit.api.conftest import Api
from vidx.jobs.model import Failure, Job


@dataclass
class World:
    api: Api = field(init=False)

    def __post_init__(self) -> None:
        clock = FixedClock()
        self.api = Api(clock=clock, jobs=MemoryJobs(clock), queue=MemoryQueue(clock))

    @property
    def ports(self) -> Ports:
        ports: Ports = self.api.app.dependency_overrides[real_ports]()
        return ports

    def job(self, job_id: str, owner: str = "u1") -> Job:
        """A job that waits, created one second after the one before."""
        self.api.clock.pass_by(1)
        job = job_row(job_id, owner, self.api.clock)
        self.api.jobs.create(job)
        return job

    def failed(self, job_id: str, code: str = "StorageUnavailable", stage: str = "upload", owner: str = "u1") -> Job:
        self.job(job_id, owner)
        self.api.jobs.fail(job_id, 1, Failure(code=code, stage=stage, message="it broke"))
        return self.api.jobs.rows[job_id]

    def wait(self, **time: float) -> None:
        self.api.clock.pass_by(timedelta(**time).total_seconds())


@pytest.fixture
def world() -> World:
    return World()
