"""Answers by Idempotency-Key, in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vidx.errors import idempotency_mismatch, request_in_flight
from vidx.ports.idempotency import Idempotency


@dataclass
class MemoryIdempotency:
    """`busy` has the keys whose first request is still in progress."""

    answers: dict[tuple[str, str], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    busy: set[tuple[str, str]] = field(default_factory=set)

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if (owner, key) in self.busy:
            raise request_in_flight()
        if (owner, key) in self.answers:
            before, answer = self.answers[(owner, key)]
            if before != body:
                raise idempotency_mismatch()
            return answer
        self.busy.add((owner, key))
        try:
            self.answers[(owner, key)] = (body, work())
        finally:
            self.busy.discard((owner, key))
        return self.answers[(owner, key)][1]


def _conforms(idempotency: MemoryIdempotency) -> Idempotency:
    """Let the type checker compare the fake with its port. Never called."""
    return idempotency
