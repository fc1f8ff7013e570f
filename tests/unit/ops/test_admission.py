"""Operators pause and resume admission, and see who uses what."""

from ops.admission import pause, resume, top
from tests.unit.ops.conftest import World
from vidx.admission.dispatch import enqueue
from vidx.admission.limits import EVERYBODY, Limit, charge, spend_charges


def test_a_pause_names_who_and_why_and_a_resume_starts_what_waits(world: World) -> None:
    paused = pause("an outage", "arn:aws:iam::1:user/ana", world.ports)
    enqueue(world.job("a"), world.ports, 5)

    assert (paused.paused, paused.by, paused.reason) == (True, "arn:aws:iam::1:user/ana", "an outage")
    assert world.api.executions.started == []

    resumed = resume(world.ports)

    assert (resumed.paused, resumed.running, resumed.waiting) == (False, 1, 0)
    assert world.api.executions.started == ["a"]


def test_a_resume_without_a_pause_changes_nothing(world: World) -> None:
    assert not resume(world.ports).paused


def test_sellers_are_sorted_by_what_they_cost_today(world: World) -> None:
    limits, now = world.ports.limits, world.api.clock.now()
    world.api.quotas.correct([*spend_charges("cheap", 0.01, limits, now), *spend_charges("dear", 0.5, limits, now)])
    world.api.quotas.correct([charge(Limit.UPLOAD_MB, "dear", 3_000_000, limits, now)])
    enqueue(world.job("a", "waiting"), world.ports, 5)

    usage = top(world.ports)

    assert [each.owner for each in usage.sellers] == ["dear", "cheap", "waiting"]
    assert (usage.sellers[0].spent_usd_today, usage.sellers[0].upload_mb_today) == (0.5, 3.0)
    assert (usage.sellers[2].running, usage.admission.running) == (1, 1)
    assert usage.spent_usd_today == 0.51
    assert EVERYBODY not in {each.owner for each in usage.sellers}


def test_the_counters_of_yesterday_do_not_count(world: World) -> None:
    world.api.quotas.correct(spend_charges("u1", 1.0, world.ports.limits, world.api.clock.now()))
    world.wait(days=1)

    assert (top(world.ports).spent_usd_today, top(world.ports).sellers) == (0, [])
