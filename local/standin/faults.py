"""Failures on order, and the count of what was asked: how the tests steer and watch the server."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from local.standin import errors
from local.standin.errors import ApiError


class Endpoint(StrEnum):
    CHAT = "chat"
    RESPONSES = "responses"
    SPEECH = "speech"
    REALTIME = "realtime"
    POLLY = "polly"
    TRANSCRIPTIONS = "transcriptions"


class Kind(StrEnum):
    """How a call fails."""

    RATE = "429"
    QUOTA = "quota"
    SERVER = "500"
    TIMEOUT = "timeout"
    """No answer until the client has hung up."""
    RETIRED = "retired"
    UNAUTHORIZED = "unauthorized"
    MALFORMED = "malformed"
    """200 with an answer that does not keep to the agreed form."""
    REFUSAL = "refusal"
    UNTRUE = "untrue"
    """200 with a well-formed script, or a Realtime reading, that claims a price of its own."""
    WRONG_PRICE = "wrong-price"
    """200 with spoken forms that say another price; the next: that claim more, drop a unit, change a date, a name."""
    WRONG_CLAIM = "wrong-claim"
    WRONG_UNIT = "wrong-unit"
    WRONG_DATE = "wrong-date"
    WRONG_NAME = "wrong-name"
    OBEDIENT = "obedient"
    """200 with a well-formed script that does whatever sentences of the listing order: a weak model under attack."""
    REWORDED = "reworded"
    """A Realtime reading that adds words of the model's own."""


ERRORS: Final[dict[Kind, Callable[[str], ApiError]]] = {
    Kind.RATE: lambda _: errors.rate_limited(),
    Kind.QUOTA: lambda _: errors.no_quota(),
    Kind.SERVER: lambda _: errors.server_error(),
    Kind.RETIRED: errors.retired_model,
    Kind.UNAUTHORIZED: lambda _: errors.wrong_key("sk-"),
}
"""The faults that are plain HTTP errors, made from the model's name; the others are up to the endpoint."""


@dataclass
class Ledger:
    """What the server was asked and is to do wrong."""

    called: Counter[Endpoint] = field(default_factory=Counter)
    answered: Counter[Endpoint] = field(default_factory=Counter)
    """Calls that ended well: those that OpenAI would charge for."""
    ordered: dict[Endpoint, deque[Kind]] = field(default_factory=lambda: defaultdict(deque))

    def order(self, endpoint: Endpoint, kind: Kind, times: int) -> None:
        """Let the next `times` calls of `endpoint` fail, after those ordered earlier."""
        self.ordered[endpoint].extend([kind] * times)

    def next_fault(self, endpoint: Endpoint) -> Kind | None:
        """Count a call and take the fault that it is to run into."""
        self.called[endpoint] += 1
        return self.ordered[endpoint].popleft() if self.ordered[endpoint] else None

    def counts(self) -> dict[str, dict[str, int]]:
        return {each.value: {"called": self.called[each], "answered": self.answered[each]} for each in Endpoint}

    def reset_counts(self) -> None:
        self.called.clear()
        self.answered.clear()
