"""Ports of admission: the counters of the limits, and the queue of jobs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from vidx.admission.limits import Charge, Counter, Limit, Reservation
from vidx.admission.queue import Pause, QueueEntry, QueueState


class Quotas(Protocol):
    """Counters of the limits, and the reservations of executions."""

    def take(self, charges: Sequence[Charge]) -> None:
        """Count all charges, or none. Raises `LimitReached` for the first charge that exceeds its limit."""
        ...

    def correct(self, charges: Sequence[Charge]) -> None:
        """Add the amounts, which may be negative, without regard to the limits."""
        ...

    def reserve(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        """Store the reservation and count the charges, once for each execution. Repeating the call changes nothing.

        Raises `LimitReached` as `take` does.
        """
        ...

    def reservations(self) -> Sequence[Reservation]:
        """Return all reservations that are not settled."""
        ...

    def reservation(self, execution: str) -> Reservation | None:
        """Return the execution's reservation; None if there is none or it is settled."""
        ...

    def settle(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        """Delete the reservation and add the amounts. Repeating the call changes nothing."""
        ...

    def list_counters(self, at: datetime) -> Sequence[Counter]:
        """Return the counters of everybody in the windows that `at` lies in, except those of requests. Reads the whole
        table, so it is for operators.
        """
        ...

    def used(self, limit: Limit, subject: str, at: datetime) -> int:
        """Return the value of the counter whose window holds the time `at`, in counter units."""
        ...

    def forget(self, subject: str) -> None:
        """Delete all counters of a seller who has no reservation any more."""
        ...


class Queue(Protocol):
    """Jobs that wait for their execution, and the executions that run."""

    def read(self) -> QueueState:
        """Return the current queue. Its waiting jobs may be newer than the rest."""
        ...

    def add(self, entry: QueueEntry) -> None:
        """Add a waiting job. A job that waits already keeps its place."""
        ...

    def remove(self, execution: str) -> bool:
        """Remove a waiting job; return whether it was waiting."""
        ...

    def claim(self, entry: QueueEntry, state: QueueState) -> bool:
        """Move a waiting job to the running ones, if it still waits and nothing started or ended since `state`.

        Of several claims on the same `state`, one at most succeeds.
        """
        ...

    def release(self, execution: str, run_s: float | None = None) -> bool:
        """Remove a running execution; return whether it was running.

        Args:
            run_s: seconds from its start to its end, if it ran; `recent_runs_s` has them from now on.
        """
        ...

    def drop_idle_turns(self, state: QueueState) -> None:
        """Forget the turns of sellers with nothing in `state`, unless something has started or ended since."""
        ...

    def pause(self, pause: Pause) -> None:
        """Let no job start from now on, not even one whose claim is on its way. A later pause replaces an earlier."""
        ...

    def resume(self) -> bool:
        """Let jobs start again; return whether admission was paused. The next dispatch starts them."""
        ...
