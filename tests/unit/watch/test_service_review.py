"""A job in review waits for the operator, without an execution, a place or a reservation."""

from dataclasses import dataclass, replace

from functions.watch.service import end_job, sweep
from testing.jobs import MemoryJobs
from tests.unit.watch.conftest import LATER_S, World, end
from vidx.ads import AdStatus
from vidx.jobs.model import Status
from vidx.moderation import Decision, Verdict


def test_a_job_in_review_and_its_ad_wait_for_the_operator(world: World) -> None:
    """Its execution has ended, and no other one starts before the operator decides."""
    world.request_review()
    world.executions.ended.add("j1")
    world.clock.pass_by(86_400)

    sweep(world.ports)
    end_job(end("FAILED"), world.ports)

    assert (world.job.status, world.job.error) == (Status.REVIEW, None)
    assert world.ad_status is AdStatus.PROCESSING


def test_a_listed_job_that_entered_review_meanwhile_is_left_alone(world: World) -> None:
    """The index of unfinished jobs may be older than the row."""
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)
    world.request_review()
    world.clock.pass_by(LATER_S)

    @dataclass
    class OldIndex(MemoryJobs):
        def list_unfinished(self) -> list[str]:
            return ["j1"]

    old = OldIndex(world.clock, world.jobs.rows, world.jobs.leases)
    sweep(replace(world.ports, jobs=old))

    assert world.job.status is Status.REVIEW


def test_an_approved_job_that_never_started_is_started(world: World) -> None:
    world.request_review()
    decision = Decision(verdict=Verdict.PASS, operator="o", decided_at=world.clock.now())
    world.jobs.approve(world.job, decision)
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.job.status is Status.QUEUED
    assert "j1-2" in world.executions.started


def test_a_job_in_review_keeps_neither_a_place_nor_money(world: World) -> None:
    world.reserve()
    world.request_review()
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.queue.state.running == {}
    assert world.quotas.open == {}
