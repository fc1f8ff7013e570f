"""The watch ends jobs and ads whose executions ended outside the state machine."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

import pytest
from pydantic import ValidationError

from functions.watch.service import (
    GRACE,
    LOOK_INTERVAL_S,
    LOOKS,
    QUIET,
    UNCREATED_AFTER,
    ExecutionEnd,
    Ports,
    end_job,
    sweep,
)
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryExecutions, MemoryJobs, job_row
from testing.queue import MemoryQueue
from testing.quotas import MemoryQuotas
from testing.withdrawals import MemoryWithdrawals
from tests.contract.ads_rules import CHAIR, VIDEO
from vidx.admission.dispatch import START_WITHIN, enqueue
from vidx.admission.limits import AdmissionLimits, Limit, Reservation, job_charges
from vidx.admission.queue import entry_of
from vidx.admission.settling import job_micro_usd
from vidx.ads import AdStatus, new_ad
from vidx.errors import PipelineUnavailable, StorageUnavailable
from vidx.jobs.interruption import MESSAGE, interrupt, never_started
from vidx.jobs.model import Failure, Job, Stage, Status
from vidx.moderation import Decision, Review, Verdict

LATER_S = GRACE.total_seconds() + 1
MAX_S = 60.0
"""Within this time of the end of an execution, its job and ad end."""


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


def test_the_end_of_a_deleted_job_fails_its_ad(world: World) -> None:
    del world.jobs.rows["j1"]

    end_job(end("FAILED"), world.ports)

    assert world.ad_status is AdStatus.FAILED


def test_an_ad_half_deleted_before_its_job_completed_does_not_wait_for_ever(world: World) -> None:
    """`Ads.delete` has taken the ad off its job, and then failed."""
    world.jobs.rows["j1"] = world.job.model_copy(update={"ad_id": None, "status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ad_status is AdStatus.FAILED


def test_an_ad_that_missed_the_end_of_its_job_shows_the_video(world: World) -> None:
    world.jobs.rows["j1"] = world.job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ads.rows[world.ad_id].video == VIDEO
    assert world.ad_status is AdStatus.ACTIVE


@pytest.mark.parametrize("text", [None, "", "{}", "not JSON"])
def test_an_event_without_a_job_is_refused(text: Any) -> None:
    with pytest.raises(ValidationError):
        ExecutionEnd.model_validate({"status": "ABORTED", "input": text})


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


STEM: Final = "videos/20261122_j1"


def test_a_sweep_deletes_files_that_could_not_be_deleted_before(world: World) -> None:
    end_job(end(), world.ports)
    world.jobs.plan_withdrawal(STEM)
    world.withdrawals.error = StorageUnavailable("storage is down")
    with pytest.raises(StorageUnavailable):
        sweep(world.ports)
    kept = set(world.jobs.withdrawals)
    world.withdrawals.error = None

    sweep(world.ports)

    assert kept == {STEM}
    assert world.withdrawals.stems == [STEM]
    assert not world.jobs.withdrawals


def test_the_files_of_a_deleted_job_are_deleted(world: World) -> None:
    del world.jobs.rows["j1"]
    world.jobs.plan_withdrawal(STEM)

    sweep(world.ports)

    assert world.withdrawals.stems == [STEM]


@pytest.mark.parametrize("retried_to", [Status.QUEUED, Status.COMPLETE])
def test_a_retry_keeps_the_files_that_it_makes_again(world: World, retried_to: Status) -> None:
    world.jobs.plan_withdrawal(STEM)
    world.clock.pass_by(5)
    video = VIDEO if retried_to is Status.COMPLETE else None
    changes = {"status": retried_to, "video": video, "updated_at": world.clock.now()}
    world.jobs.rows["j1"] = world.job.model_copy(update=changes)
    world.executions.started.append("j1")

    sweep(world.ports)

    assert not world.withdrawals.stems
    assert not world.jobs.withdrawals


def test_a_video_whose_listing_is_being_deleted_loses_its_files(world: World) -> None:
    """The withdrawal is planned before the video leaves the job's row."""
    world.jobs.rows["j1"] = world.job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(5)
    world.jobs.plan_withdrawal(STEM)

    sweep(world.ports)

    assert world.withdrawals.stems == [STEM]


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


def test_a_retry_between_the_failure_of_job_and_ad_keeps_the_ad_waiting(world: World) -> None:
    class RetriedMeanwhile(MemoryAds):
        def fail(self, ad_id: str) -> None:
            self.jobs.restart("j1", 2)
            super().resume(ad_id)
            super().fail(ad_id)

    world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    world.ads = RetriedMeanwhile(world.jobs, world.ads.rows)

    end_job(end("FAILED"), world.ports)

    assert (world.job.status, world.ad_status) == (Status.QUEUED, AdStatus.PROCESSING)


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


@pytest.mark.parametrize(
    ("error", "cause", "code", "message"),
    [
        ("UnusablePhoto", '{"errorMessage": "photo 2 is \\u00fc", "stack": ["', "UnusablePhoto", "photo 2 is ü"),
        ("UnusablePhoto", '{"errorMessage": "half \\ud83d"}', "UnusablePhoto", "half ?"),
        ("UnusablePhoto", '{"errorMessage": "cut', "JobInterrupted", MESSAGE),
        ("UnusablePhoto", '{"errorMessage": null}', "JobInterrupted", MESSAGE),
        ("UnusablePhoto", '{"errorMessage": "\\x"}', "JobInterrupted", MESSAGE),
        ("UnusablePhoto", None, "JobInterrupted", MESSAGE),
        ("JobClosed", '{"errorMessage": "attempt 1 is over"}', "JobInterrupted", MESSAGE),
        ("States.Timeout", "", "JobInterrupted", MESSAGE),
    ],
)
def test_a_failure_that_the_machine_could_not_record_is_recorded_as_what_it_was(
    world: World, error: str, cause: str | None, code: str, message: str
) -> None:
    world.executions.failures["j1"] = (error, cause)

    end_job(end("FAILED"), world.ports)

    assert world.job.error == Failure(code=code, stage="render", message=message)
    assert world.ad_status is AdStatus.FAILED


def test_a_job_whose_name_an_old_execution_has_does_not_wait_for_ever(world: World) -> None:
    """StartExecution takes a name once in 90 days: the same request after its job was deleted starts nothing."""
    world.executions.ended.add("j2")
    world.start_from_queue("j2")

    sweep(world.ports)

    assert never_started(world.jobs.rows["j2"])
    assert world.queue.state.running == {}


def test_a_job_that_never_started_has_paid_for_nothing(world: World) -> None:
    world.executions.refuses_starts = True
    world.start_from_queue("j2")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert never_started(world.jobs.rows["j2"])


def test_a_sweep_starts_a_job_that_never_came_into_the_queue(world: World) -> None:
    world.jobs.create(job_row("j2", clock=world.clock))
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.jobs.rows["j2"].status is Status.QUEUED
    assert world.executions.started == ["j1", "j2"]


def test_a_sweep_leaves_a_waiting_job_alone_however_long_it_waits(world: World) -> None:
    world.start_from_queue("j2")
    job = job_row("j3", clock=world.clock)
    world.jobs.create(job)
    world.queue.add(entry_of(job, world.clock.now()))
    world.clock.pass_by(100 * LATER_S)

    sweep(world.ports)

    assert world.jobs.rows["j3"].status is Status.QUEUED
    assert world.executions.started == ["j1", "j2"]


def test_a_sweep_starts_an_execution_whose_starter_died(world: World) -> None:
    world.start_from_queue("j2")
    world.executions.started.remove("j2")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.executions.started == ["j1", "j2"]
    assert list(world.queue.state.running) == ["j2"]


@pytest.mark.parametrize("lost", ["ended", "deleted"])
def test_a_sweep_frees_the_place_of_an_execution_whose_end_nobody_saw(world: World, lost: str) -> None:
    world.start_from_queue("j2")
    job = job_row("j3", clock=world.clock)
    world.jobs.create(job)
    world.queue.add(entry_of(job, world.clock.now()))
    if lost == "ended":
        world.executions.ended.add("j2")
    else:
        del world.jobs.rows["j2"]
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert list(world.queue.state.running) == ["j3"]
    assert world.executions.started == ["j1", "j2", "j3"]


@pytest.mark.parametrize("status", ["SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"])
def test_every_end_starts_the_next_waiting_job_once(world: World, status: str) -> None:
    world.start_from_queue("j2")
    for name in ("j3", "j4"):
        job = job_row(name, clock=world.clock)
        world.jobs.create(job)
        world.queue.add(entry_of(job, world.clock.now()))

    for _ in range(2):
        end_job(end(status, job_id="j2"), world.ports)

    assert world.executions.started == ["j1", "j2", "j3"]
    assert list(world.queue.state.running) == ["j3"]


def reserved(world: World, attempt: int = 1) -> Reservation:
    charges = job_charges("u1", 0.01, AdmissionLimits(), world.clock.now())
    name = "j1" if attempt == 1 else f"j1-{attempt}"
    held = Reservation(execution=name, job_id="j1", attempt=attempt, spent_before_micro_usd=0, charges=charges)
    world.quotas.reserve(held, charges)
    return held


def test_the_end_of_an_execution_settles_its_cost_once(world: World) -> None:
    reserved(world)
    stage = world.job.stages[Stage.RENDER].model_copy(update={"provider_usd": 0.002})
    world.jobs.rows["j1"] = world.job.model_copy(update={"stages": {Stage.RENDER: stage}})

    for _ in range(2):
        end_job(end(), world.ports)

    assert world.quotas.used(Limit.SPEND) == world.quotas.used(Limit.SELLER_SPEND) == job_micro_usd(world.job)
    assert 2_000 < job_micro_usd(world.job) < 10_000
    assert world.quotas.used(Limit.UNFINISHED_JOBS) == 0


def test_a_sweep_settles_what_an_ended_job_has_reserved(world: World) -> None:
    reserved(world)
    world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    sweep(world.ports)

    assert world.quotas.used(Limit.UNFINISHED_JOBS) == 0


def test_a_sweep_settles_the_reservation_of_an_attempt_that_was_never_created(world: World) -> None:
    reserved(world, attempt=2)
    world.clock.pass_by(UNCREATED_AFTER.total_seconds() + 1)

    sweep(world.ports)

    assert world.quotas.open == {}
    assert world.quotas.used(Limit.SPEND) == job_micro_usd(world.job)


def test_a_sweep_keeps_the_reservation_of_a_running_job(world: World) -> None:
    held = reserved(world)
    world.clock.pass_by(100 * LATER_S)

    sweep(world.ports)

    assert world.quotas.open == {"j1": held}


def test_a_sweep_leaves_running_and_young_jobs_alone(world: World) -> None:
    world.clock.pass_by(LATER_S)
    young = world.clock.now() + timedelta(seconds=2 * LOOK_INTERVAL_S)  # at the last look
    world.jobs.create(job_row("j2", clock=FixedClock(young)))

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


def test_a_job_in_review_and_its_ad_wait_for_the_operator(world: World) -> None:
    """Its execution has ended, and no other one starts before the operator decides."""
    world.jobs.request_review("j1", 1, Review(started_at=world.clock.now(), findings=()))
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
    world.jobs.request_review("j1", 1, Review(started_at=world.clock.now(), findings=()))
    world.clock.pass_by(LATER_S)

    @dataclass
    class OldIndex(MemoryJobs):
        def list_unfinished(self) -> list[str]:
            return ["j1"]

    old = OldIndex(world.clock, world.jobs.rows, world.jobs.leases)
    sweep(replace(world.ports, jobs=old))

    assert world.job.status is Status.REVIEW


def test_an_approved_job_that_never_started_is_started(world: World) -> None:
    world.jobs.request_review("j1", 1, Review(started_at=world.clock.now(), findings=()))
    decision = Decision(verdict=Verdict.PASS, operator="o", decided_at=world.clock.now())
    world.jobs.approve(world.job, decision)
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.job.status is Status.QUEUED
    assert "j1-2" in world.executions.started


def test_a_job_in_review_keeps_neither_a_place_nor_money(world: World) -> None:
    reserved(world)
    world.jobs.request_review("j1", 1, Review(started_at=world.clock.now(), findings=()))
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.queue.state.running == {}
    assert world.quotas.open == {}
