"""When a waiting job is likely to start."""

import heapq
import statistics
from datetime import datetime, timedelta
from typing import Final

from vidx.admission.queue import QueueState, position

TYPICAL_RUN_S: Final = 30.0
"""Seconds of an execution, as long as none has ended: the estimate for 15 s of video of five photos."""


def typical_run_s(state: QueueState) -> float:
    """Median of the recent executions, in seconds from start to end."""
    return statistics.median(state.recent_runs_s or (TYPICAL_RUN_S,))


def estimated_start(state: QueueState, execution: str, max_executions: int, now: datetime) -> datetime | None:
    """When the waiting execution is likely to start; None when it does not wait, or while admission is paused.

    Every running execution and everyone ahead is expected to take as long as recent executions did. One that takes
    longer is expected to end now.
    """
    place = position(state, execution)
    if place is None or state.pause:
        return None
    run = timedelta(seconds=typical_run_s(state))
    ends = sorted(max(now, (entry.started_at or now) + run) for entry in state.running.values())
    free = [*[now] * (max_executions - len(ends)), *ends[-max_executions:]]
    heapq.heapify(free)
    for _ in range(place - 1):
        heapq.heapreplace(free, free[0] + run)
    return free[0]
