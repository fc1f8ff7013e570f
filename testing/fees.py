"""The fees of providers, for tests."""

from dataclasses import dataclass, field

from vidx.usage import USAGE_COUNTER, Usage


@dataclass(frozen=True)
class Fees:
    """Fees since the object was created."""

    before: Usage = field(default_factory=USAGE_COUNTER.snapshot)

    @property
    def usd(self) -> float:
        return USAGE_COUNTER.snapshot().since(self.before).fees_usd
