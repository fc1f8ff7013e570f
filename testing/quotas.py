"""Counters of the limits in memory."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vidx.admission.limits import Charge, Counter, Limit, Reservation, counter_key, counter_of, current_windows
from vidx.ports.admission import Quotas


@dataclass
class MemoryQuotas:
    """Follows the same rules as `DynamoQuotas`."""

    counters: dict[tuple[str, str], int] = field(default_factory=dict)
    open: dict[str, Reservation] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def take(self, charges: Sequence[Charge]) -> None:
        with self.lock:
            for charge in charges:
                if self.counters.get(charge.counter, 0) + charge.amount > charge.maximum:
                    raise charge.refusal()
            self.correct(charges)

    def correct(self, charges: Sequence[Charge]) -> None:
        with self.lock:
            for charge in charges:
                self.counters[charge.counter] = self.counters.get(charge.counter, 0) + charge.amount

    def reserve(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        with self.lock:
            if reservation.execution not in self.open:
                self.take(charges)
                self.open[reservation.execution] = reservation

    def reservations(self) -> list[Reservation]:
        return list(self.open.values())

    def reservation(self, execution: str) -> Reservation | None:
        return self.open.get(execution)

    def settle(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        if self.open.pop(reservation.execution, None):
            self.correct(charges)

    def list_counters(self, at: datetime) -> list[Counter]:
        windows = current_windows(at)
        counters = [counter_of(scope, used) for (scope, item), used in self.counters.items() if item in windows]
        return [counter for counter in counters if counter]

    def used(self, limit: Limit, subject: str, at: datetime) -> int:
        return self.counters.get(counter_key(limit, subject, at), 0)

    def forget(self, subject: str) -> None:
        with self.lock:
            self.counters = {key: used for key, used in self.counters.items() if key[0].partition("#")[2] != subject}

    def total(self, limit: Limit) -> int:
        """Sum of the limit's counters."""
        return sum(used for (scope, _), used in self.counters.items() if scope.split("#")[0] == limit)


def _conforms(quotas: MemoryQuotas) -> Quotas:
    """Let the type checker compare the fake with its port. Never called."""
    return quotas
