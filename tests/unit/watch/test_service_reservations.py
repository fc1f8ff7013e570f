"""A sweep settles the reservations of jobs that have ended."""

from functions.watch.service import UNCREATED_AFTER, sweep
from tests.unit.watch.conftest import LATER_S, World
from vidx.admission.limits import Limit
from vidx.admission.settling import job_micro_usd
from vidx.jobs.model import Failure


def test_a_sweep_settles_what_an_ended_job_has_reserved(world: World) -> None:
    world.reserve()
    world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    sweep(world.ports)

    assert world.quotas.total(Limit.UNFINISHED_JOBS) == 0


def test_a_sweep_settles_the_reservation_of_an_attempt_that_was_never_created(world: World) -> None:
    world.reserve(attempt=2)
    world.clock.pass_by(UNCREATED_AFTER.total_seconds() + 1)

    sweep(world.ports)

    assert world.quotas.open == {}
    assert world.quotas.total(Limit.SPEND) == job_micro_usd(world.job)


def test_a_sweep_keeps_the_reservation_of_a_running_job(world: World) -> None:
    reservation = world.reserve()
    world.clock.pass_by(100 * LATER_S)

    sweep(world.ports)

    assert world.quotas.open == {"j1": reservation}
