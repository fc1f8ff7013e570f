"""When a waiting job is likely to start."""

from datetime import UTC, datetime, timedelta

import pytest

from vidx.admission.queue import Pause, QueueEntry, QueueState
from vidx.admission.waiting import TYPICAL_RUN_S, estimated_start, typical_run_s

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def entry(name: str, started_s_ago: float | None = None) -> QueueEntry:
    started = None if started_s_ago is None else NOON - timedelta(seconds=started_s_ago)
    return QueueEntry(execution=name, job_id=name, attempt=1, owner="u1", queued_at=NOON, started_at=started)


def state(waiting: int, *started_s_ago: float, runs_s: tuple[float, ...] = (60.0,)) -> QueueState:
    running = {f"r{n}": entry(f"r{n}", ago) for n, ago in enumerate(started_s_ago)}
    return QueueState(running=running, waiting=tuple(entry(f"w{n}") for n in range(waiting)), recent_runs_s=runs_s)


def wait_s(queue: QueueState, execution: str, max_executions: int = 2) -> float | None:
    start = estimated_start(queue, execution, max_executions, NOON)
    return None if start is None else (start - NOON).total_seconds()


@pytest.mark.parametrize(
    ("queue", "execution", "seconds"),
    [
        (state(1), "w0", 0),  # places are free
        (state(1, 50, 20), "w0", 10),  # the older one of two ends first
        (state(2, 50, 20), "w1", 40),
        (state(3, 50, 20), "w2", 70),  # behind the first waiting job, which starts in 10 s
        (state(1, 300, 20), "w0", 0),  # a long one is expected to end now
        (state(1, 50, 20, runs_s=(10.0, 100.0, 90.0)), "w0", 40),  # the median counts
        (state(1, 10, 10, runs_s=()), "w0", TYPICAL_RUN_S - 10),
        (state(1, 50), "r0", None),
        (state(1, 50), "unknown", None),
    ],
)
def test_a_job_starts_when_a_place_is_free_and_nobody_is_ahead(
    queue: QueueState, execution: str, seconds: float | None
) -> None:
    assert wait_s(queue, execution) == seconds


def test_after_the_number_of_places_was_reduced_so_many_must_end_first() -> None:
    assert wait_s(state(1, 50, 40, 20), "w0", max_executions=1) == 40


def test_nobody_knows_when_a_pause_ends() -> None:
    paused = state(1).model_copy(update={"pause": Pause(since=NOON, by="ana", reason="an outage")})

    assert wait_s(paused, "w0") is None


def test_no_job_starts_before_one_that_is_ahead() -> None:
    queue = state(9, 5, 25, 45)
    waits = [wait_s(queue, f"w{n}", 3) for n in range(9)]

    assert None not in waits
    assert waits == sorted(waits, key=lambda wait: wait or 0)


def test_the_typical_run_is_the_median() -> None:
    assert typical_run_s(state(0, runs_s=(20.0, 30.0, 500.0))) == 30
