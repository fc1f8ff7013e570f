"""The stage runner: lease, record, cost and errors of every stage."""

import io
import json
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Event
from typing import cast

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row
from testing.lambda_context import Context
from vidx import costs
from vidx.errors import AccessRefused, JobClosed, RecordsUnavailable, RenderFailed, StageBusy, UnusablePhoto, VidxError
from vidx.jobs import stage_runner
from vidx.jobs.events import StageInput, StageResult
from vidx.jobs.model import STAGE_PROGRESS, Fallback, Notice, Stage, StageRecord, Status
from vidx.jobs.stage_runner import StageRun, run_stage, stage_handler
from vidx.observability import logger, seller_hash
from vidx.usage import USAGE_COUNTER

EVENT = StageInput(job_id="j1", attempt=1)


@pytest.fixture
def jobs() -> MemoryJobs:
    table = MemoryJobs()
    table.create(job_row("j1", clock=table.clock))
    return table


def run_render(jobs: MemoryJobs, work: object, event: StageInput = EVENT, token: str = "t1") -> StageResult:
    assert callable(work)
    return run_stage(Stage.RENDER, work, event, token, 60, jobs, jobs.clock)


def test_a_stage_records_its_seconds_and_cost(jobs: MemoryJobs) -> None:
    def work(event: StageInput, run: StageRun) -> StageResult:
        jobs.clock.pass_by(2.5)
        USAGE_COUNTER.add_fee(0.25)
        return StageResult(provider="ffmpeg", model="x264")

    run_render(jobs, work)

    run = jobs.rows["j1"].stages[Stage.RENDER]
    assert (run.seconds, run.provider, run.model, run.provider_usd) == (2.5, "ffmpeg", "x264", 0.25)
    assert run.compute_usd > 0


@pytest.mark.parametrize("cold_start", [True, False])
def test_a_stage_records_whether_its_function_had_to_start(
    jobs: MemoryJobs, monkeypatch: pytest.MonkeyPatch, cold_start: bool
) -> None:
    monkeypatch.setattr(stage_runner, "is_cold_start", lambda: cold_start)

    run_render(jobs, lambda event, run: StageResult())

    assert jobs.rows["j1"].stages[Stage.RENDER].cold_start is cold_start


def test_notices_of_a_stage_are_stored_in_the_record(jobs: MemoryJobs) -> None:
    notice = Notice(code="SpokenLength", message="The voice takes 24 seconds.")

    run_render(jobs, lambda event, run: StageResult(notices=(notice,)))

    assert jobs.rows["j1"].stages[Stage.RENDER].notices == (notice,)


def test_fallbacks_of_a_stage_are_kept_in_the_record(jobs: MemoryJobs) -> None:
    fallback = Fallback(provider="speech", code="ProviderRetired")

    run_render(jobs, lambda step, run: StageResult(fallbacks=(fallback,)))

    assert jobs.rows["j1"].stages[Stage.RENDER].fallbacks == (fallback,)


def test_requests_and_storage_are_charged_to_the_stage(jobs: MemoryJobs) -> None:
    def work(event: StageInput, run: StageRun) -> StageResult:
        USAGE_COUNTER.add_write("jobs/j1/render.mp4", 1_000_000_000)
        return StageResult()

    run_render(jobs, work)

    run = jobs.rows["j1"].stages[Stage.RENDER]
    assert run.requests_usd >= costs.STORAGE_WRITE
    assert run.storage_usd == pytest.approx(costs.STORAGE_GB_MONTH)


def test_costs_of_all_attempts_add_up(jobs: MemoryJobs) -> None:
    def work(event: StageInput, run: StageRun) -> StageResult:
        USAGE_COUNTER.add_fee(0.25)
        return StageResult()

    run_render(jobs, work, token="t1")
    run_render(jobs, work, token="t2")

    assert jobs.rows["j1"].stages[Stage.RENDER].provider_usd == 0.5


def test_a_failing_stage_releases_its_lease(jobs: MemoryJobs) -> None:
    def fails(event: StageInput, run: StageRun) -> StageResult:
        raise RenderFailed("no picture")

    with pytest.raises(RenderFailed):
        run_render(jobs, fails, token="t1")

    assert run_render(jobs, lambda event, run: StageResult(), token="t2") == StageResult()


def test_a_failed_attempt_is_charged(jobs: MemoryJobs) -> None:
    def fails(event: StageInput, run: StageRun) -> StageResult:
        jobs.clock.pass_by(2.5)
        USAGE_COUNTER.add_write("jobs/j1/render.mp4", 1_000_000_000)
        USAGE_COUNTER.add_fee(0.25)
        raise RenderFailed("no picture")

    with pytest.raises(RenderFailed):
        run_render(jobs, fails, token="t1")
    failed = jobs.rows["j1"].stages[Stage.RENDER]
    run_render(jobs, lambda event, run: StageResult(), token="t2")

    assert failed.seconds is None
    assert failed.provider_usd == 0.25
    assert failed.compute_usd > 0
    assert failed.storage_usd == pytest.approx(costs.STORAGE_GB_MONTH)
    run = jobs.rows["j1"].stages[Stage.RENDER]
    assert run.provider_usd == 0.25
    assert run.compute_usd >= failed.compute_usd


def test_the_photo_that_a_run_failed_on_is_in_the_record_until_the_next_run(jobs: MemoryJobs) -> None:
    def fails(event: StageInput, run: StageRun) -> StageResult:
        raise UnusablePhoto("photo 3 is damaged", field="photos[2]")

    with pytest.raises(UnusablePhoto):
        run_render(jobs, fails, token="t1")
    failed = jobs.rows["j1"].stages[Stage.RENDER]
    run_render(jobs, lambda event, run: StageResult(), token="t2")

    assert failed.failed_photo == 3
    assert jobs.rows["j1"].stages[Stage.RENDER].failed_photo is None


def test_the_cost_of_a_stage_whose_job_was_canceled_is_recorded(jobs: MemoryJobs) -> None:
    def canceled(event: StageInput, run: StageRun) -> StageResult:
        USAGE_COUNTER.add_fee(0.25)
        jobs.cancel("j1")
        return StageResult()

    with pytest.raises(JobClosed):
        run_render(jobs, canceled)

    assert jobs.rows["j1"].status is Status.CANCELED
    assert jobs.rows["j1"].stages[Stage.RENDER].provider_usd == 0.25


def test_a_second_copy_of_a_running_stage_does_not_run(jobs: MemoryJobs) -> None:
    def work(event: StageInput, run: StageRun) -> StageResult:
        with pytest.raises(StageBusy):
            run_render(jobs, lambda event, run: pytest.fail("the second copy worked"), token="t2")
        return StageResult()

    run_render(jobs, work, token="t1")


def test_a_stage_of_a_canceled_job_does_not_run(jobs: MemoryJobs) -> None:
    jobs.cancel("j1")
    with pytest.raises(JobClosed):
        run_render(jobs, lambda event, run: pytest.fail("worked on a canceled job"))


def test_progress_is_written_at_most_once_a_second(jobs: MemoryJobs) -> None:
    percents: list[int] = []

    def work(event: StageInput, run: StageRun) -> StageResult:
        for hundredth in range(100):
            jobs.clock.pass_by(0.1)
            run.report_progress(hundredth / 100)
            percents.append(jobs.rows["j1"].progress)
        return StageResult()

    run_render(jobs, work)

    assert 9 <= len(set(percents)) <= 11
    assert jobs.rows["j1"].progress == STAGE_PROGRESS[Stage.RENDER].ends_at


def test_progress_of_a_canceled_job_stops_the_work(jobs: MemoryJobs) -> None:
    def work(event: StageInput, run: StageRun) -> StageResult:
        jobs.cancel("j1")
        run.report_progress(0.5)
        raise AssertionError("went on after the job was canceled")

    with pytest.raises(JobClosed):
        run_render(jobs, work)
    assert jobs.rows["j1"].status is Status.CANCELED


class UnwritableJobs(MemoryJobs):
    """A jobs table whose writes fail once the stage has begun; counts the reports."""

    reports: int = 0
    error: VidxError = RecordsUnavailable("throttled")

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        self.reports += 1
        raise self.error

    def release(self, job_id: str, stage: Stage, token: str, spent: StageRecord) -> None:
        raise RecordsUnavailable("throttled")


@pytest.fixture
def unwritable_jobs() -> UnwritableJobs:
    table = UnwritableJobs()
    table.create(job_row("j1", clock=table.clock))
    return table


@pytest.mark.parametrize("error", [RecordsUnavailable("throttled"), AccessRefused("denied")], ids=type)
def test_progress_that_cannot_be_written_does_not_stop_the_work(
    unwritable_jobs: UnwritableJobs, error: VidxError
) -> None:
    unwritable_jobs.error = error

    def work(step: StageInput, run: StageRun) -> StageResult:
        run.report_progress(0.5)
        return StageResult(provider="ffmpeg")

    assert run_render(unwritable_jobs, work) == StageResult(provider="ffmpeg")


def test_a_hanging_table_delays_few_reports(unwritable_jobs: UnwritableJobs) -> None:
    def work(step: StageInput, run: StageRun) -> StageResult:
        for _ in range(60):
            run.report_progress(0.5)
            unwritable_jobs.clock.pass_by(0.5)
        return StageResult()

    run_render(unwritable_jobs, work)

    assert unwritable_jobs.reports == 3


def test_a_check_that_cannot_be_made_stops_the_work(unwritable_jobs: UnwritableJobs) -> None:
    def work(step: StageInput, run: StageRun) -> StageResult:
        run.ensure_open()
        raise AssertionError("published without knowing whether the job is open")

    with pytest.raises(RecordsUnavailable):
        run_render(unwritable_jobs, work)


def test_a_lease_that_cannot_be_given_back_does_not_hide_the_error(unwritable_jobs: UnwritableJobs) -> None:
    def work(step: StageInput, run: StageRun) -> StageResult:
        raise RenderFailed("no picture")

    with pytest.raises(RenderFailed, match="no picture"):
        run_render(unwritable_jobs, work)


def test_a_working_stage_keeps_its_lease(jobs: MemoryJobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_runner, "RENEW_EVERY_S", 0.001)
    renewed = Event()

    class RenewingJobs(MemoryJobs):
        def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
            super().renew_lease(job_id, stage, token, lease_s)
            renewed.set()

    table = RenewingJobs(jobs.clock, jobs.rows)

    def work(step: StageInput, run: StageRun) -> StageResult:
        table.clock.pass_by(59)
        for _ in range(2):  # the first one may have begun before the clock moved
            renewed.clear()
            assert renewed.wait(60)
        assert table.leases[("j1", Stage.RENDER)] == ("t1", table.clock.now().timestamp() + 60)
        return StageResult()

    run_render(table, work)


@dataclass
class LambdaCall(Context):
    """A call with ten minutes left."""

    function_name: str = "render"

    def get_remaining_time_in_millis(self) -> int:
        return 600_000


@pytest.mark.parametrize("error", [None, RenderFailed("It failed.")])
def test_every_line_of_a_stage_names_job_stage_attempt_seller_and_request(
    error: Exception | None, jobs: MemoryJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", log)
    monkeypatch.setattr(stage_runner, "stage_jobs", lambda: jobs)
    jobs.rows["j1"] = jobs.rows["j1"].model_copy(update={"request_id": "request-7"})

    @stage_handler(Stage.RENDER)
    def handler(_: StageInput, __: StageRun) -> StageResult:
        logger.info("halfway")
        if error:
            raise error
        return StageResult(provider="ffmpeg")

    with nullcontext() if error is None else pytest.raises(RenderFailed):
        handler({"job_id": "j1", "attempt": 1}, cast("LambdaContext", LambdaCall()))

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    expected = {
        "job_id": "j1", "stage": "render", "attempt": 1, "seller": seller_hash("u1"), "request_id": "request-7",
    }  # fmt: skip
    assert [line["message"] for line in lines] == ["halfway", "stage failed" if error else "stage finished"]
    assert [{name: line.get(name) for name in expected} for line in lines] == [expected] * 2


def test_a_fixed_clock_is_a_clock() -> None:
    clock = FixedClock()
    before = clock.now()
    clock.pass_by(1.5)
    assert (clock.now() - before).total_seconds() == 1.5
