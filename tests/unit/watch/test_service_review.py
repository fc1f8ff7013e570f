"""A job in review waits for the operator, without an execution, a place or a reservation."""

from dataclasses import dataclass, replace
from typing import Final

import pytest

from functions.watch import service
from functions.watch.service import end_job, sweep
from testing.jobs import MemoryJobs, job_row
from tests.unit.watch.conftest import LATER_S, World, end
from vidx.ads import AdStatus
from vidx.jobs.model import Status
from vidx.moderation import Decision, Review, Verdict
from vidx.ports.jobs import JobPage

DAY_S: Final = 86_400


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


def test_a_review_ends_as_refused_when_nobody_decides_for_days(world: World) -> None:
    world.request_review()
    world.executions.ended.add("j1")
    world.clock.pass_by(7 * DAY_S - 60)
    sweep(world.ports)
    before = world.job.status
    world.clock.pass_by(60)

    for _ in range(2):
        sweep(world.ports)

    assert before is Status.REVIEW
    assert (world.job.status, world.job.error and world.job.error.code) == (Status.ERROR, "ContentRefused")
    assert "could not check your ad in time" in world.job.message
    assert world.ad_status is AdStatus.FAILED
    decision = world.job.review.decision if world.job.review else None
    assert decision
    assert (decision.verdict, decision.operator) == (Verdict.REFUSE, "")


def test_an_operator_who_decides_before_the_end_wins(world: World) -> None:
    world.request_review()
    job = world.job
    world.clock.pass_by(8 * DAY_S)

    @dataclass
    class DecidedMeanwhile(MemoryJobs):
        def list_reviews(self, limit: int, cursor: str | None) -> JobPage:
            return JobPage([job], None)

    decision = Decision(verdict=Verdict.PASS, operator="o", decided_at=world.clock.now())
    world.jobs.approve(job, decision)
    jobs = DecidedMeanwhile(world.clock, world.jobs.rows, world.jobs.leases)
    world.executions.started.append("j1-2")

    sweep(replace(world.ports, jobs=jobs))

    assert world.job.status is Status.QUEUED
    assert world.ad_status is AdStatus.PROCESSING


def test_the_age_of_the_oldest_review_is_a_metric(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ages: list[float] = []
    monkeypatch.setattr(service, "record_oldest_review", ages.append)
    world.request_review()
    world.clock.pass_by(30 * 3600)
    younger = job_row("j2", clock=world.clock)
    world.jobs.create(younger)
    world.jobs.request_review("j2", 1, Review(started_at=world.clock.now(), findings=()))

    sweep(world.ports)
    del world.jobs.rows["j1"], world.jobs.rows["j2"]
    sweep(world.ports)

    assert ages == [30.0]
