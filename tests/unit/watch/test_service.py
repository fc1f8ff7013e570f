"""The end of an execution: its job and ad end, its cost is settled, and the next job starts."""

from typing import Any

import pytest
from pydantic import ValidationError

from functions.watch.service import ExecutionEnd, end_job
from testing.ads import MemoryAds
from tests.unit.watch.conftest import World, end
from vidx.admission.limits import Limit
from vidx.admission.settling import job_micro_usd
from vidx.ads import AdStatus
from vidx.jobs.interruption import MESSAGE
from vidx.jobs.model import Failure, Stage, Status


@pytest.mark.parametrize("status", ["ABORTED", "TIMED_OUT", "FAILED"])
def test_the_end_of_an_execution_fails_its_unfinished_job_and_ad(world: World, status: str) -> None:
    for _ in range(2):
        end_job(end(status), world.ports)

    assert world.job.status is Status.ERROR
    assert world.job.error is not None
    assert (world.job.error.code, world.job.error.stage) == ("JobInterrupted", "render")
    assert world.ad_status is AdStatus.FAILED


def test_the_end_of_an_execution_tells_the_queue_how_long_it_ran(world: World) -> None:
    world.start_from_queue("j2")
    ended = end("SUCCEEDED", job_id="j2").model_copy(update={"start_date": 1_000_000, "stop_date": 1_042_500})
    end_job(ended, world.ports)

    assert world.queue.state.recent_runs_s == (42.5,)
    assert world.queue.state.turns == {}


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


@pytest.mark.parametrize("text", [None, "", "{}", "not JSON"])
def test_an_event_without_a_job_is_refused(text: Any) -> None:
    with pytest.raises(ValidationError):
        ExecutionEnd.model_validate({"status": "ABORTED", "input": text})


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


@pytest.mark.parametrize("status", ["SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"])
def test_every_end_starts_the_next_waiting_job_once(world: World, status: str) -> None:
    world.start_from_queue("j2")
    for name in ("j3", "j4"):
        world.add_waiting(name)

    for _ in range(2):
        end_job(end(status, job_id="j2"), world.ports)

    assert world.executions.started == ["j1", "j2", "j3"]
    assert list(world.queue.state.running) == ["j3"]


def test_the_end_of_an_execution_settles_its_cost_once(world: World) -> None:
    world.reserve()
    stage = world.job.stages[Stage.RENDER].model_copy(update={"provider_usd": 0.002})
    world.jobs.rows["j1"] = world.job.model_copy(update={"stages": {Stage.RENDER: stage}})

    for _ in range(2):
        end_job(end(), world.ports)

    assert world.quotas.total(Limit.SPEND) == world.quotas.total(Limit.SELLER_SPEND) == job_micro_usd(world.job)
    assert 2_000 < job_micro_usd(world.job) < 10_000
    assert world.quotas.total(Limit.UNFINISHED_JOBS) == 0
