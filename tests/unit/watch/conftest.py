"""The ports of the watch in memory, with a job whose execution runs."""

from dataclasses import dataclass, field

import pytest

from functions.watch.service import GRACE, ExecutionEnd, Ports
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryExecutions, MemoryJobs, job_row
from testing.queue import MemoryQueue
from testing.quotas import MemoryQuotas
from testing.videos import MemoryVideos
from testing.withdrawals import MemoryWithdrawals
from tests.contract.ads_rules import CHAIR
from vidx.admission.dispatch import enqueue
from vidx.admission.limits import AdmissionLimits, Reservation, job_charges
from vidx.admission.queue import entry_of
from vidx.ads import AdStatus, new_ad
from vidx.jobs.model import Job, Stage
from vidx.moderation import Review

LATER_S = GRACE.total_seconds() + 1
"""By then, a sweep no longer waits for an execution to appear."""


@dataclass
class World:
    """A job in the render stage, with its ad."""

    clock: FixedClock = field(default_factory=FixedClock)
    executions: MemoryExecutions = field(default_factory=MemoryExecutions)
    withdrawals: MemoryWithdrawals = field(default_factory=MemoryWithdrawals)
    quotas: MemoryQuotas = field(default_factory=MemoryQuotas)

    def __post_init__(self) -> None:
        self.queue = MemoryQueue(self.clock)
        self.jobs = MemoryJobs(self.clock)
        self.ads = MemoryAds(self.jobs)
        self.videos = MemoryVideos(self.jobs)
        job = job_row("j1", clock=self.clock)
        self.ad_id = new_ad(job, CHAIR, self.clock.now()).ad_id
        self.ads.create_with_job(new_ad(job, CHAIR, self.clock.now()), job)
        self.executions.start(job)
        self.jobs.begin("j1", 1, Stage.RENDER, "t1", 60)

    def start_from_queue(self, job_id: str) -> None:
        """Create a job and start it through the queue."""
        job = job_row(job_id, clock=self.clock)
        self.jobs.create(job)
        enqueue(job, self.ports, 1)

    def add_waiting(self, job_id: str) -> None:
        """Create a job that waits in the queue."""
        job = job_row(job_id, clock=self.clock)
        self.jobs.create(job)
        self.queue.add(entry_of(job, self.clock.now()))

    def request_review(self) -> None:
        self.jobs.request_review("j1", 1, Review(started_at=self.clock.now(), findings=()))

    def reserve(self, attempt: int = 1) -> Reservation:
        """Reserve the cost of an attempt of `j1`."""
        charges = job_charges("u1", 0.01, AdmissionLimits(), self.clock.now())
        name = "j1" if attempt == 1 else f"j1-{attempt}"
        reservation = Reservation(
            execution=name, job_id="j1", attempt=attempt, spent_before_micro_usd=0, charges=charges
        )
        self.quotas.reserve(reservation, charges)
        return reservation

    @property
    def ports(self) -> Ports:
        """One execution of the queue may run; the job `j1` was not started through it."""
        return Ports(
            self.jobs,
            self.ads,
            self.executions,
            self.withdrawals,
            self.quotas,
            self.queue,
            self.videos,
            self.clock,
            max_executions=1,
        )

    @property
    def job(self) -> Job:
        return self.jobs.rows["j1"]

    @property
    def ad_status(self) -> AdStatus:
        return self.ads.rows[self.ad_id].status


@pytest.fixture
def world() -> World:
    return World()


def end(status: str = "ABORTED", attempt: int = 1, job_id: str = "j1") -> ExecutionEnd:
    name = job_id if attempt == 1 else f"{job_id}-{attempt}"
    text = f'{{"job_id": "{job_id}", "attempt": {attempt}, "has_script": false}}'
    return ExecutionEnd.model_validate({"name": name, "status": status, "input": text, "stateMachineArn": "arn"})
