"""Start waiting jobs. Any number of callers may do so at once; together they never exceed `max_executions`."""

from contextlib import suppress
from datetime import timedelta
from typing import Final, Protocol

from vidx.admission.queue import QueueEntry, QueueState, current_turns, entry_of, next_entry
from vidx.errors import PipelineUnavailable
from vidx.jobs.interruption import NOT_STARTED, interrupt
from vidx.jobs.model import Job, Status
from vidx.observability import logger, record_interruption, record_start
from vidx.ports.admission import Queue
from vidx.ports.ads import Ads
from vidx.ports.clock import Clock
from vidx.ports.executions import Executions
from vidx.ports.jobs import Jobs

START_WITHIN: Final = timedelta(seconds=30)
"""How long a job whose turn has come waits for a state machine that cannot be reached. Then it fails."""


class DispatchPorts(Protocol):
    """What the dispatcher needs."""

    @property
    def jobs(self) -> Jobs: ...
    @property
    def ads(self) -> Ads: ...
    @property
    def executions(self) -> Executions: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def clock(self) -> Clock: ...


def enqueue(job: Job, ports: DispatchPorts, max_executions: int) -> QueueState | None:
    """Put the job's current attempt into the queue, start whatever can start now, and return the queue after it.

    Repeating the call changes nothing. A job that has begun its first stage is not put into the queue: None.
    """
    if job.status is not Status.QUEUED:
        return None
    ports.queue.add(entry_of(job, ports.clock.now()))
    return dispatch(ports, max_executions)


def dispatch(ports: DispatchPorts, max_executions: int) -> QueueState:
    """Start waiting jobs until `max_executions` run or none waits, and return the queue that was read last.

    While the state machine cannot be reached, the job stays in the queue. The next end of an execution or the next
    sweep tries again. A job that cannot start for `START_WITHIN` fails, so that no job waits without end.
    """
    while True:
        state = ports.queue.read()
        for duplicate in (each for each in state.waiting if each.execution in state.running):
            _start_again(duplicate, ports)
        entry = next_entry(state, max_executions)
        if entry is None:
            if current_turns(state) != state.turns:
                ports.queue.drop_idle_turns(state)
            return state
        if ports.queue.claim(entry, state) and not _start(entry, ports):
            return state


def _start_again(entry: QueueEntry, ports: DispatchPorts) -> None:
    """Start a job that is queued and running at once: the caller that claimed it may have died before the start."""
    job = ports.jobs.get(entry.job_id)
    if job and job.status is Status.QUEUED and job.attempt == entry.attempt:
        with suppress(PipelineUnavailable):
            ports.executions.start(job)
            record_start(job.job_id, job.attempt)
    ports.queue.remove(entry.execution)


def _start(entry: QueueEntry, ports: DispatchPorts) -> bool:
    """Start the execution of a claimed entry; return whether the state machine can be reached."""
    job = ports.jobs.get(entry.job_id)
    if job is None or job.status.final or job.attempt != entry.attempt:
        ports.queue.release(entry.execution)  # canceled or deleted while it waited
        return True
    try:
        ports.executions.start(job)
    except PipelineUnavailable:
        _wait_or_fail(job, entry, ports)
        return False
    record_start(job.job_id, job.attempt)
    return True


def _wait_or_fail(job: Job, entry: QueueEntry, ports: DispatchPorts) -> None:
    now = ports.clock.now()
    since = entry.unreachable_since or now
    ports.queue.release(entry.execution)
    if now - since < START_WITHIN:
        logger.warning("the state machine cannot be reached; the job waits", extra={"job_id": entry.job_id})
        ports.queue.add(entry.model_copy(update={"unreachable_since": since}))
    else:
        record_interruption(job.job_id, job.attempt, NOT_STARTED)
        interrupt(job, ports.jobs, ports.ads)
