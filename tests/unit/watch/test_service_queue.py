"""A sweep starts what waits in the queue, and frees the places of executions that are over."""

import pytest

from functions.watch.service import sweep
from testing.jobs import job_row
from tests.unit.watch.conftest import LATER_S, World
from vidx.jobs.interruption import never_started
from vidx.jobs.model import Failure, Status


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
    world.add_waiting("j3")
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
    world.add_waiting("j3")
    if lost == "ended":
        world.executions.ended.add("j2")
    else:
        del world.jobs.rows["j2"]
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert list(world.queue.state.running) == ["j3"]
    assert world.executions.started == ["j1", "j2", "j3"]


def test_a_sweep_starts_waiting_jobs_before_it_checks_the_rest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.start_from_queue("j2")
    world.start_from_queue("j3")
    world.jobs.fail("j2", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    world.executions.ended.add("j2")
    world.clock.pass_by(LATER_S)
    started_before: list[list[str]] = []
    list_unfinished = world.jobs.list_unfinished

    def list_later() -> list[str]:
        started_before.append(list(world.executions.started))
        return list_unfinished()

    monkeypatch.setattr(world.jobs, "list_unfinished", list_later)
    sweep(world.ports)

    assert "j3" in started_before[0]
