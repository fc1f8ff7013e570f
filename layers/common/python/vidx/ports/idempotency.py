"""Port that runs a request once, however often it is sent."""

from collections.abc import Callable
from typing import Any, Protocol


class Idempotency(Protocol):
    """Run a request once per owner and Idempotency-Key."""

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the response of `work`, or its earlier response to the same key and `body` (a fingerprint).

        Raises:
            RequestInFlight: the same request is being processed.
            IdempotencyMismatch: the key belongs to a request with another body.
            Exception: any error of `work`; the key is free again.
        """
        ...
