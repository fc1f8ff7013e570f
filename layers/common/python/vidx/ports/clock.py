"""Port of the time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Current time, aware, UTC."""
        ...

    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> None: ...
