"""Operators find failed jobs, and retry and cancel many."""

from datetime import timedelta

import pytest

from ops.jobs import (
    FAILURES_IN_A_ROW,
    Selection,
    any_job,
    cancel_all,
    failed_jobs,
    failure_groups,
    retry_all,
    unfinished_jobs,
)
from tests.unit.ops.conftest import World
from vidx.admission.queue import Pause
from vidx.errors import NotFound
from vidx.jobs.model import Status

TWO_HOURS = timedelta(hours=2)


def selected(world: World, selection: Selection) -> list[str]:
    return [job.job_id for job in failed_jobs(selection, world.ports)]


def test_jobs_are_selected_by_time_error_stage_and_seller(world: World) -> None:
    world.failed("old")
    world.wait(hours=3)
    world.failed("a")
    world.failed("b", code="RenderFailed", stage="render")
    world.failed("c", owner="u2")
    world.job("waits")

    assert selected(world, Selection(TWO_HOURS)) == ["a", "b", "c"]
    assert selected(world, Selection(timedelta(days=1))) == ["old", "a", "b", "c"]
    assert selected(world, Selection(TWO_HOURS, codes=frozenset({"RenderFailed"}))) == ["b"]
    assert selected(world, Selection(TWO_HOURS, stages=frozenset({"upload"}))) == ["a", "c"]
    assert selected(world, Selection(TWO_HOURS, owner="u2")) == ["c"]


def test_a_job_that_waited_for_long_counts_from_its_failure(world: World) -> None:
    world.job("waited")
    world.wait(hours=10)
    world.failed("later")
    world.api.jobs.fail("waited", 1, world.api.jobs.rows["later"].error)  # type: ignore[arg-type]

    assert set(selected(world, Selection(TWO_HOURS))) == {"waited", "later"}


def test_failures_are_counted_by_error_and_stage(world: World) -> None:
    for name, owner in (("a", "u1"), ("b", "u1"), ("c", "u2")):
        world.failed(name, owner=owner)
    world.failed("d", code="UnusablePhoto", stage="photos")

    groups = failure_groups(failed_jobs(Selection(TWO_HOURS), world.ports))

    assert [(group.code, group.jobs, group.sellers, group.retryable, group.example) for group in groups] == [
        ("StorageUnavailable", 3, 2, True, "c"),
        ("UnusablePhoto", 1, 1, False, "d"),
    ]


def test_jobs_are_retried_at_the_rate_and_others_are_skipped(world: World) -> None:
    jobs = [world.failed("a"), world.failed("bad", code="UnusablePhoto", stage="photos"), world.failed("b")]
    before = world.api.clock.now()

    outcomes = list(retry_all(jobs, world.ports, per_minute=30))

    assert [(each.job_id, each.result) for each in outcomes] == [("a", "done"), ("bad", "skipped"), ("b", "done")]
    assert world.api.clock.now() - before == timedelta(seconds=2)
    assert world.api.executions.started == ["a-2", "b-2"]


def test_retried_jobs_wait_while_admission_is_paused(world: World) -> None:
    world.api.queue.pause(Pause(since=world.api.clock.now(), by="ana", reason="an outage"))

    assert [each.result for each in retry_all([world.failed("a")], world.ports, 60)] == ["done"]
    assert world.api.executions.started == []
    assert [each.execution for each in world.api.queue.read().waiting] == ["a-2"]


def test_a_sellers_limit_skips_the_jobs_of_that_seller_alone(world: World) -> None:
    world.api.limit_to(seller_unfinished_jobs=1)
    jobs = [world.failed("a"), world.failed("b"), world.failed("c", owner="u2")]

    assert [each.result for each in retry_all(jobs, world.ports, 60)] == ["done", "skipped", "done"]


def test_a_used_up_budget_of_the_day_ends_the_retries(world: World) -> None:
    world.api.limit_to(spend_usd_per_day=0.000001)
    jobs = [world.failed(name) for name in "abc"]

    outcomes = list(retry_all(jobs, world.ports, 60))

    assert [each.result for each in outcomes] == ["skipped"]
    assert "budget" in outcomes[0].reason


def test_failures_in_a_row_end_the_retries(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from vidx.errors import RecordsUnavailable

    jobs = [world.failed(f"j{number}") for number in range(FAILURES_IN_A_ROW + 3)]

    def down(*_: object) -> None:
        raise RecordsUnavailable("our records are down")

    monkeypatch.setattr(world.api.quotas, "reserve", down)

    assert [each.result for each in retry_all(jobs, world.ports, 60)] == ["failed"] * FAILURES_IN_A_ROW


def test_a_sellers_waiting_and_running_jobs_are_canceled(world: World) -> None:
    for name in ("a", "b"):
        world.job(name)
    world.job("other", owner="u2")
    world.failed("over")

    jobs = unfinished_jobs("u1", world.ports)
    outcomes = list(cancel_all(jobs, world.ports))

    assert [(each.job_id, each.result) for each in outcomes] == [("a", "done"), ("b", "done")]
    assert world.api.jobs.rows["other"].status is Status.QUEUED


def test_a_job_that_has_ended_is_not_canceled(world: World) -> None:
    assert [each.result for each in cancel_all([world.failed("a")], world.ports)] == ["skipped"]


@pytest.mark.parametrize("job_id", ["unknown", "../x", ""])
def test_an_unknown_job_is_not_found(world: World, job_id: str) -> None:
    with pytest.raises(NotFound):
        any_job(job_id, world.ports)
