"""Exactly as many executions run as may, whoever starts them, and no job is lost."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryExecutions, MemoryJobs, job_row
from testing.queue import MemoryQueue
from vidx.admission.dispatch import START_WITHIN, dispatch, enqueue
from vidx.admission.queue import Pause, QueueEntry, QueueState, entry_of
from vidx.jobs.interruption import never_started
from vidx.jobs.model import Job, Status


@dataclass
class World:
    clock: FixedClock = field(default_factory=FixedClock)
    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    executions: MemoryExecutions = field(default_factory=MemoryExecutions)
    queue: MemoryQueue = field(default_factory=MemoryQueue)

    def __post_init__(self) -> None:
        self.ads = MemoryAds(self.jobs)

    def job(self, job_id: str, owner: str = "u1") -> Job:
        self.clock.pass_by(1)
        row = job_row(job_id, owner, self.clock)
        self.jobs.create(row)
        return row

    def enqueue(self, job_id: str, owner: str = "u1", most: int = 2) -> None:
        enqueue(self.job(job_id, owner), self, most)


@pytest.fixture
def world() -> World:
    return World()


def test_jobs_start_until_all_places_are_taken_and_then_wait(world: World) -> None:
    for name in ("j1", "j2", "j3"):
        world.enqueue(name)

    assert world.executions.started == ["j1", "j2"]
    assert [entry.execution for entry in world.queue.state.waiting] == ["j3"]


def test_the_next_job_starts_when_one_has_ended(world: World) -> None:
    for name in ("j1", "j2", "j3"):
        world.enqueue(name)
    world.queue.release("j1")

    dispatch(world, 2)

    assert world.executions.started == ["j1", "j2", "j3"]


def test_none_starts_while_admission_is_paused(world: World) -> None:
    world.queue.pause(Pause(since=world.clock.now(), by="ana", reason="an outage"))
    world.enqueue("j1")
    assert world.executions.started == []

    world.queue.resume()
    dispatch(world, 2)

    assert world.executions.started == ["j1"]


def test_a_seller_is_forgotten_when_nothing_of_theirs_runs_or_waits(world: World) -> None:
    world.enqueue("j1", "u1")
    world.enqueue("j2", "u2")
    world.queue.release("j1")
    dispatch(world, 2)
    assert set(world.queue.state.turns) == {"u2"}

    world.queue.release("j2")
    dispatch(world, 2)
    assert world.queue.state.turns == {}


def test_the_queue_after_a_start_is_returned(world: World) -> None:
    states = [enqueue(world.job(name), world, 1) for name in ("j1", "j2")]

    assert [list(state.running) for state in states if state] == [["j1"], ["j1"]]
    assert [len(state.waiting) for state in states if state] == [0, 1]


def test_a_job_that_is_queued_twice_starts_once(world: World) -> None:
    job = world.job("j1")
    for _ in range(3):
        enqueue(job, world, 2)

    assert world.executions.started == ["j1"]
    assert world.queue.state.waiting == ()
    assert list(world.queue.state.running) == ["j1"]


def test_a_job_that_has_begun_is_not_queued(world: World) -> None:
    job = world.job("j1")
    enqueue(job.model_copy(update={"status": "render"}), world, 2)

    assert world.queue.state == QueueState()


def test_a_job_canceled_while_it_waits_never_starts_and_leaves_its_place(world: World) -> None:
    for name in ("j1", "j2", "j3"):
        world.enqueue(name, most=1)
    world.jobs.cancel("j2")
    world.queue.release("j1")

    dispatch(world, 1)

    assert world.executions.started == ["j1", "j3"]


def test_jobs_stay_in_the_queue_while_the_state_machine_cannot_be_reached(world: World) -> None:
    world.executions.unavailable = True
    for name in ("j1", "j2"):
        world.enqueue(name)
    assert world.executions.started == []
    assert len(world.queue.state.waiting) == 2
    assert world.queue.state.running == {}

    world.executions.unavailable = False
    dispatch(world, 2)

    assert sorted(world.executions.started) == ["j1", "j2"]


def test_a_job_that_cannot_be_started_fails_and_the_others_keep_their_places(world: World) -> None:
    for name in ("j1", "j2"):
        world.job(name)
        world.queue.add(entry_of(world.jobs.rows[name], world.clock.now()))
    world.executions.refuses_starts = True
    dispatch(world, 1)
    world.clock.pass_by(START_WITHIN.total_seconds())
    dispatch(world, 1)

    assert never_started(world.jobs.rows["j1"])
    assert world.jobs.rows["j2"].status is Status.QUEUED
    assert [entry.execution for entry in world.queue.state.waiting] == ["j2"]
    assert world.queue.state.running == {}


class Interleaved(MemoryQueue):
    """A queue whose reads let other starters act before the reader goes on."""

    def __init__(self, plan: list[int]) -> None:
        super().__init__()
        self.plan = plan
        self.others: list[QueueEntry] = []

    def read(self) -> QueueState:
        state = super().read()
        if self.plan and self.plan.pop() % 2:
            for entry in state.waiting[:1]:
                if len(self.state.running) < 3 and self.claim(entry, self.state):
                    self.others.append(entry)
        return state


@given(st.lists(st.integers(0, 1), max_size=12), st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_another_starter_in_between_changes_neither_the_number_nor_loses_a_job(
    plan: list[int], owners: list[str]
) -> None:
    world = World(queue=Interleaved(plan))
    for number, owner in enumerate(owners):
        world.enqueue(f"j{number}", owner, most=3)

    running, waiting = world.queue.state.running, world.queue.state.waiting
    assert len(running) == min(3, len(owners))
    assert Counter([*running, *(each.execution for each in waiting)]) == Counter(f"j{n}" for n in range(len(owners)))


def test_many_starters_at_once_start_each_job_once_and_never_too_many(world: World) -> None:
    jobs = [world.job(f"j{number}", f"u{number % 4}") for number in range(40)]
    most_seen, seen = [0], threading.Lock()

    def run(job: Job) -> None:
        enqueue(job, world, 5)
        with seen:
            most_seen[0] = max(most_seen[0], len(world.queue.state.running))

    def end(execution: str) -> None:
        world.queue.release(execution)
        dispatch(world, 5)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(run, jobs))
        assert len(world.queue.state.running) == 5
        while running := list(world.queue.state.running):
            list(threads.map(end, running))
            most_seen[0] = max(most_seen[0], len(world.queue.state.running))

    assert most_seen[0] == 5
    assert sorted(world.executions.started) == sorted(job.job_id for job in jobs)
