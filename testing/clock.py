"""A clock that moves only when a test moves it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class FixedClock:
    at: datetime = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic_s(self) -> float:
        return self.at.timestamp()

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def wait(self, seconds: float) -> None:
        self.pass_by(seconds)
