"""The watch ends jobs and ads whose executions ended outside the state machine."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import ValidationError

from functions.watch.service import GRACE, ExecutionEnd, Ports, end_job, sweep
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryExecutions, MemoryJobs, job_row
from tests.contract.ads_rules import CHAIR
from vidx.ads import AdStatus, new_ad
from vidx.errors import PipelineUnavailable
from vidx.jobs.model import Failure, Job, Stage, Status

LATER_S = GRACE.total_seconds() + 1


@dataclass
class World:
    """A job in the render stage, with its ad."""

    clock: FixedClock = field(default_factory=FixedClock)
    executions: MemoryExecutions = field(default_factory=MemoryExecutions)

    def __post_init__(self) -> None:
        self.jobs = MemoryJobs(self.clock)
        self.ads = MemoryAds(self.jobs)
        job = job_row("j1", clock=self.clock)
        self.ad_id = new_ad(job, CHAIR, self.clock.now()).ad_id
        self.ads.create_with_job(new_ad(job, CHAIR, self.clock.now()), job)
        self.executions.start(job)
        self.jobs.begin("j1", 1, Stage.RENDER, "t1", 60)

    @property
    def ports(self) -> Ports:
        return Ports(self.jobs, self.ads, self.executions, self.clock)

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
    text = f'{{"job_id": "{job_id}", "attempt": {attempt}, "has_script": false}}'
    return ExecutionEnd.model_validate({"status": status, "input": text, "stateMachineArn": "arn"})


@pytest.mark.parametrize("status", ["ABORTED", "TIMED_OUT", "FAILED"])
def test_the_end_of_an_execution_fails_its_unfinished_job_and_ad(world: World, status: str) -> None:
    for _ in range(2):
        end_job(end(status), world.ports)

    assert world.job.status is Status.ERROR
    assert world.job.error is not None
    assert (world.job.error.code, world.job.error.stage) == ("JobInterrupted", "render")
    assert world.ad_status is AdStatus.FAILED


def test_the_end_of_an_earlier_attempt_leaves_the_running_one_alone(world: World) -> None:
    end_job(end(), world.ports)
    world.jobs.restart("j1", 2)
    world.ads.resume(world.ad_id)

    end_job(end(attempt=1), world.ports)

    assert world.job.status is Status.QUEUED
    assert world.ad_status is AdStatus.PROCESSING


def test_an_ad_that_the_machine_could_not_fail_fails_with_its_job(world: World) -> None:
    world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    end_job(end("FAILED"), world.ports)

    assert world.job.error is not None
    assert world.job.error.code == "RenderFailed"
    assert world.ad_status is AdStatus.FAILED


def test_a_deleted_job_is_ignored(world: World) -> None:
    end_job(end(job_id="gone"), world.ports)

    assert world.job.status is Status.RENDER


@pytest.mark.parametrize("text", [None, "", "{}", "not JSON"])
def test_an_event_without_a_job_is_refused(text: Any) -> None:
    with pytest.raises(ValidationError):
        ExecutionEnd.model_validate({"status": "ABORTED", "input": text})


def test_a_sweep_ends_a_job_whose_execution_is_over(world: World) -> None:
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.job.status is Status.ERROR
    assert world.ad_status is AdStatus.FAILED


def test_a_sweep_ends_a_job_that_never_started(world: World) -> None:
    world.jobs.create(job_row("j2", clock=world.clock))
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    lost = world.jobs.rows["j2"]
    assert lost.error is not None
    assert (lost.status, lost.error.stage) == (Status.ERROR, "start")


def test_a_sweep_leaves_running_and_young_jobs_alone(world: World) -> None:
    world.clock.pass_by(LATER_S)
    world.jobs.create(job_row("j2", clock=world.clock))

    sweep(world.ports)

    assert world.job.status is Status.RENDER
    assert world.jobs.rows["j2"].status is Status.QUEUED
    assert world.ad_status is AdStatus.PROCESSING


@pytest.mark.parametrize("row", ["failed", "expired"])
def test_a_sweep_fails_an_ad_without_a_running_job(world: World, row: str) -> None:
    if row == "failed":
        world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    else:
        del world.jobs.rows["j1"]
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ad_status is AdStatus.FAILED


def test_a_sweep_checks_every_ad_of_many(world: World) -> None:
    ads = [new_ad(job_row(f"gone-{n}", clock=world.clock), CHAIR, world.clock.now()) for n in range(250)]
    world.ads.rows |= {ad.ad_id: ad for ad in ads}
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert {world.ads.rows[ad.ad_id].status for ad in ads} == {AdStatus.FAILED}


def test_a_job_that_cannot_be_checked_does_not_block_the_others(world: World) -> None:
    world.jobs.create(job_row("j2", clock=world.clock))
    world.jobs.fail("j2", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    ad = new_ad(job_row("j2", clock=world.clock), CHAIR, world.clock.now())
    world.ads.rows[ad.ad_id] = ad
    world.executions.unavailable = True
    world.clock.pass_by(LATER_S)

    with pytest.raises(PipelineUnavailable):
        sweep(world.ports)

    assert world.ads.rows[ad.ad_id].status is AdStatus.FAILED
