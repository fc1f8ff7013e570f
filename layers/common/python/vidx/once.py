"""The seam to idempotency: what is asked twice under one key is done once."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from vidx.errors import IdempotencyMismatch, RequestInFlight

HEADER: Final = "Idempotency-Key"


class Once(Protocol):
    """Requests answered once per owner and key."""

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The answer of `work`, or the one it gave to the same key and `body` (a fingerprint) before.

        Raises:
            RequestInFlight: the same request is being worked on.
            IdempotencyMismatch: the key came with another body.
            Exception: whatever `work` raises; the key is free again then.
        """
        ...


def in_flight() -> RequestInFlight:
    return RequestInFlight(f"a request with this {HEADER} is being worked on; repeat it in a few seconds", field=HEADER)


def mismatch() -> IdempotencyMismatch:
    return IdempotencyMismatch(
        f"this {HEADER} came with another request before; use a new key for a new request", field=HEADER
    )
