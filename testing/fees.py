"""What providers charged, as a test reads it."""

from dataclasses import dataclass, field

from vidx.usage import USAGE_COUNTER, Usage


@dataclass(frozen=True)
class Fees:
    """Fees since this was made."""

    before: Usage = field(default_factory=USAGE_COUNTER.snapshot)

    @property
    def usd(self) -> float:
        return USAGE_COUNTER.snapshot().since(self.before).fees_usd
