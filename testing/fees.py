"""What providers charged, as a test reads it."""

from dataclasses import dataclass, field

from vidx.usage import METER, Usage


@dataclass(frozen=True)
class Fees:
    """Fees since this was made."""

    before: Usage = field(default_factory=METER.snapshot)

    @property
    def usd(self) -> float:
        return METER.snapshot().since(self.before).fees_usd
