"""A sweep ends jobs whose executions ended unseen, in time, and one bad row keeps no other waiting."""

import json
from datetime import timedelta

import pytest
from pydantic import ValidationError

from functions.watch.service import (
    GRACE,
    LOOK_INTERVAL_S,
    LOOKS,
    QUIET,
    end_job,
    sweep,
)
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row
from tests.contract.ads_rules import CHAIR
from tests.unit.watch.conftest import LATER_S, World, end
from vidx.admission.dispatch import START_WITHIN
from vidx.ads import AdStatus, new_ad
from vidx.errors import PipelineUnavailable, RecordsUnavailable
from vidx.jobs.interruption import interrupt
from vidx.jobs.model import Failure, Job, Status

MAX_S = 60.0
"""Within this time of the end of an execution, its job and ad end."""


@pytest.mark.parametrize("wait_s", [0.0, 9.0, 19.0, 39.0, 59.0])
def test_a_job_whose_event_is_lost_ends_in_time_whenever_the_sweep_starts(world: World, wait_s: float) -> None:
    """The execution ends right after its row changed, `wait_s` before the next sweep."""
    ended_at = world.clock.now()
    world.executions.ended.add("j1")
    world.clock.pass_by(wait_s)

    sweep(world.ports)

    assert (world.job.status, world.ad_status) == (Status.ERROR, AdStatus.FAILED)
    assert (world.job.updated_at - ended_at).total_seconds() <= MAX_S


@pytest.mark.parametrize("wait_s", [0.0, 9.0, 19.0, 39.0, 59.0])
def test_a_job_that_never_starts_ends_in_time_whenever_the_sweep_starts(world: World, wait_s: float) -> None:
    created_at = world.clock.now()
    world.executions.refuses_starts = True
    world.start_from_queue("j2")
    world.clock.pass_by(wait_s)

    sweep(world.ports)

    lost = world.jobs.rows["j2"]
    assert lost.status is Status.ERROR
    assert (lost.updated_at - created_at).total_seconds() <= MAX_S
    assert world.queue.state.running == {}
    assert world.queue.state.waiting == ()


def test_looks_leave_no_gap_before_the_next_sweep() -> None:
    assert LOOKS * LOOK_INTERVAL_S == 60.0
    assert max(QUIET, GRACE, START_WITHIN).total_seconds() + LOOK_INTERVAL_S <= MAX_S


def test_a_sweep_with_nothing_to_wait_for_ends_at_once(world: World) -> None:
    end_job(end(), world.ports)
    before = world.clock.now()

    sweep(world.ports)

    assert world.clock.now() == before


def test_a_sweep_leaves_running_and_young_jobs_alone(world: World) -> None:
    world.clock.pass_by(LATER_S)
    young = world.clock.now() + timedelta(seconds=2 * LOOK_INTERVAL_S)  # at the last look
    world.jobs.create(job_row("j2", clock=FixedClock(young)))

    sweep(world.ports)

    assert world.job.status is Status.RENDER
    assert world.jobs.rows["j2"].status is Status.QUEUED
    assert world.ad_status is AdStatus.PROCESSING


def test_two_sweeps_at_once_are_one(world: World) -> None:
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)
    stale = world.job

    sweep(world.ports)
    failed = world.job
    interrupt(stale, world.jobs, world.ads)  # the other sweep, which had read the row before

    assert world.job == failed
    assert world.ad_status is AdStatus.FAILED


def test_a_sweep_that_read_the_row_before_a_retry_leaves_the_new_attempt_alone(world: World) -> None:
    stale = world.job
    end_job(end(), world.ports)
    world.jobs.restart("j1", 2)
    world.ads.resume(world.ad_id)

    interrupt(stale, world.jobs, world.ads)

    assert (world.job.status, world.job.attempt) == (Status.QUEUED, 2)
    assert world.ad_status is AdStatus.PROCESSING


def test_a_row_of_a_clock_that_is_ahead_ends_with_its_execution(world: World) -> None:
    world.jobs.rows["j1"] = world.job.model_copy(update={"updated_at": world.clock.now() + timedelta(seconds=20)})
    world.executions.ended.add("j1")

    sweep(world.ports)

    assert world.job.status is Status.ERROR


def test_an_execution_that_aws_has_forgotten_counts_as_ended(world: World) -> None:
    world.executions.started.clear()
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert (world.job.status, world.ad_status) == (Status.ERROR, AdStatus.FAILED)


def test_a_row_that_cannot_be_read_does_not_block_the_others(world: World) -> None:
    class Unreadable(MemoryJobs):
        def get(self, job_id: str) -> Job | None:
            return Job.model_validate({}) if job_id == "broken" else super().get(job_id)

        def list_unfinished(self) -> list[str]:
            return ["broken", *super().list_unfinished()]

    world.jobs = Unreadable(world.clock, world.jobs.rows)
    world.ads = MemoryAds(world.jobs, world.ads.rows)
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    with pytest.raises(ValidationError):
        sweep(world.ports)

    assert (world.job.status, world.ad_status) == (Status.ERROR, AdStatus.FAILED)


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


def test_a_sweep_measures_the_queue_and_the_days_spend(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.reserve()
    world.start_from_queue("j2")
    world.add_waiting("j3")
    world.clock.pass_by(90)
    capsys.readouterr()

    sweep(world.ports)

    line = next(json.loads(line) for line in capsys.readouterr().out.splitlines() if '"QueueLength"' in line)
    names = ("QueueLength", "QueueAgeSeconds", "RunningExecutions", "SpendTodayUsd")
    assert [line[name] for name in names] == [[1.0], [90.0], [1.0], [0.01]]


def test_a_queue_that_cannot_be_read_is_not_measured_and_the_sweep_goes_on(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> int:
        raise RecordsUnavailable("down")

    monkeypatch.setattr(world.quotas, "used", unreadable)
    world.executions.ended.add("j1")
    world.clock.pass_by(GRACE.total_seconds() + 1)

    sweep(world.ports)

    assert "QueueLength" not in capsys.readouterr().out
    assert world.job.status is Status.ERROR
