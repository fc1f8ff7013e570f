"""The queue in front of the state machine: which waiting job starts next.

Sellers take turns. The seller with the fewest running executions is next; among equals, the one whose last start is
longest ago; then the one whose first job has waited longest. A seller's own jobs start in the order of their requests.
"""

from collections import deque
from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict

from vidx.jobs.model import Job

MAX_TURNS: Final = 1_000
"""Largest number of sellers whose last start is stored. A row of DynamoDB holds 400 KB."""


class QueueEntry(BaseModel):
    """A job's attempt that waits or runs."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    execution: str
    """Name of the execution."""
    job_id: str
    attempt: int
    owner: str
    queued_at: datetime
    started_at: datetime | None = None
    """When it left the queue; None while it waits."""
    unreachable_since: datetime | None = None
    """When its start failed first; None as long as no start has failed."""


class Pause(BaseModel):
    """An operator has paused admission: waiting jobs keep their places and none starts."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: datetime
    by: str
    """Who paused it: the operator's ARN."""
    reason: str
    """For other operators; sellers do not see it."""


class QueueState(BaseModel):
    """The queue at one moment."""

    model_config = ConfigDict(frozen=True)

    version: int = 0
    """Grows with every start and end."""
    running: dict[str, QueueEntry] = {}
    """Started executions by name."""
    turns: dict[str, int] = {}
    """Version at each seller's last start, for sellers with running or waiting jobs."""
    waiting: tuple[QueueEntry, ...] = ()
    recent_runs_s: tuple[float, ...] = ()
    """Seconds that recent executions took from start to end, in no order."""
    pause: Pause | None = None
    """None while jobs may start."""


def entry_of(job: Job, now: datetime) -> QueueEntry:
    """Return the queue entry of the job's current attempt."""
    return QueueEntry(
        execution=job.execution_name, job_id=job.job_id, attempt=job.attempt, owner=job.owner, queued_at=now
    )


def next_entry(state: QueueState, max_executions: int) -> QueueEntry | None:
    """Return the waiting job to start now; None if no job waits, `max_executions` run, or admission is paused."""
    if state.pause or len(state.running) >= max_executions:
        return None
    return next(iter(start_order(state, limit=1)), None)


def start(state: QueueState, entry: QueueEntry, now: datetime) -> QueueState:
    """Return the state after the start of a waiting job."""
    waiting = tuple(each for each in state.waiting if each.execution != entry.execution)
    running = {**state.running, entry.execution: entry.model_copy(update={"started_at": now})}
    moved = state.model_copy(update={"version": state.version + 1, "running": running, "waiting": waiting})
    turns = {owner: turn for owner, turn in current_turns(moved).items() if owner != entry.owner}
    latest = sorted(turns, key=lambda owner: turns[owner])[1 - MAX_TURNS :]
    recent = {owner: turns[owner] for owner in latest} | {entry.owner: moved.version}
    return moved.model_copy(update={"turns": recent})


def current_turns(state: QueueState) -> dict[str, int]:
    """The turns of sellers with waiting or running jobs; the others' need not be remembered."""
    owners = {each.owner for each in (*state.waiting, *state.running.values())}
    return {owner: turn for owner, turn in state.turns.items() if owner in owners}


def start_order(state: QueueState, limit: int | None = None) -> list[QueueEntry]:
    """Return the first `limit` waiting jobs in the order of their starts, as if no running one ended before."""
    waiting: dict[str, deque[QueueEntry]] = {}  # by seller
    for entry in sorted(state.waiting, key=lambda each: (each.queued_at, each.execution)):
        if entry.execution in state.running:
            continue
        waiting.setdefault(entry.owner, deque()).append(entry)
    running = dict.fromkeys(waiting, 0)
    for entry in state.running.values():
        if entry.owner in running:
            running[entry.owner] += 1
    turns, turn = dict(state.turns), state.version
    order: list[QueueEntry] = []
    while waiting and (limit is None or len(order) < limit):
        owner = min(waiting, key=lambda each: (running[each], turns.get(each, 0), waiting[each][0].queued_at, each))
        order.append(waiting[owner].popleft())
        turn += 1
        running[owner] += 1
        turns[owner] = turn
        if not waiting[owner]:
            del waiting[owner]
    return order


def position(state: QueueState, execution: str) -> int | None:
    """Return the execution's place in the queue, from 1; None if it does not wait."""
    if all(entry.execution != execution for entry in state.waiting):
        return None
    places = (place for place, entry in enumerate(start_order(state), start=1) if entry.execution == execution)
    return next(places, None)
