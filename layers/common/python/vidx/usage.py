"""Count a process's requests to storage, tables and providers, whether they succeed or not.

Adapters count with the process's `USAGE_COUNTER`. The stage runner prices the difference over a run (`vidx.costs`).
"""

from threading import Lock
from typing import Final, NamedTuple

from vidx import keys

BYTES_PER_GB: Final = 1_000_000_000
DAYS_PER_MONTH: Final = 30


class Usage(NamedTuple):
    """Counts since the process started. The difference of two is the usage between them."""

    storage_writes: int = 0
    """Requests of R2's class A."""
    storage_reads: int = 0
    """Requests of R2's class B."""
    stored_gb_months: float = 0.0
    """Written bytes times their retention, at most one month."""
    table_writes: int = 0
    table_reads: int = 0
    fees_usd: float = 0.0
    """Fees of AI providers."""

    def since(self, before: "Usage") -> "Usage":
        return Usage._make(now - earlier for now, earlier in zip(self, before, strict=True))


class UsageCounter:
    """Counter of requests, stored bytes and fees. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._usage = Usage()

    def snapshot(self) -> Usage:
        return self._usage

    def add_read(self, key: str, size_bytes: int = 0) -> None:
        """Count a read of `key`. An upload is charged to the stage that loads it, because a browser wrote it."""
        if key.startswith(keys.UPLOADS) and size_bytes:
            self.add_write(key, size_bytes)
        self._add(Usage(storage_reads=1))

    def add_write(self, key: str, size_bytes: int) -> None:
        months = keys.retention_days(key, DAYS_PER_MONTH) / DAYS_PER_MONTH
        self._add(Usage(storage_writes=1, stored_gb_months=size_bytes / BYTES_PER_GB * months))

    def add_row_write(self) -> None:
        self._add(Usage(table_writes=1))

    def add_row_read(self) -> None:
        self._add(Usage(table_reads=1))

    def add_fee(self, usd: float) -> None:
        """Add a provider's fee as soon as it responds: providers also charge for unusable responses."""
        self._add(Usage(fees_usd=usd))

    def _add(self, usage: Usage) -> None:
        with self._lock:
            self._usage = Usage._make(total + added for total, added in zip(self._usage, usage, strict=True))


USAGE_COUNTER: Final = UsageCounter()
