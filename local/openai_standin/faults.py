"""The faults that tests can request, and the count of calls."""

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from local.openai_standin import protocol
from local.openai_standin.protocol import ApiError


class Endpoint(StrEnum):
    CHAT = "chat"
    RESPONSES = "responses"
    SPEECH = "speech"
    REALTIME = "realtime"
    POLLY = "polly"
    TRANSCRIPTIONS = "transcriptions"
    MODERATIONS = "moderations"


class Fault(StrEnum):
    """How a call fails. The values are those of `POST /_faults`."""

    RATE = "429"
    QUOTA = "quota"
    SERVER = "500"
    TIMEOUT = "timeout"
    """No response before the client gives up."""
    HELD = "held"
    """No response before the faults are removed; then the usual one."""
    RETIRED = "retired"
    UNAUTHORIZED = "unauthorized"
    MALFORMED = "malformed"
    """200 with a body of the wrong form."""
    BREAKS_OFF = "breaks-off"
    """A recording that ends at 70 % of its length."""
    EMPTY = "empty"
    """200 with an empty recording; the next two are other unusable recordings."""
    SILENT = "silent"
    TRUNCATED = "truncated"
    """A recording that breaks off at 40 % of its length."""
    REFUSAL = "refusal"
    UNTRUE = "untrue"
    """200 with a well-formed script, or a Realtime reading, that invents a price."""
    WRONG_PRICE = "wrong-price"
    """200 with spoken forms that change the price; those below add a claim, drop a unit, change a date or a name."""
    WRONG_CLAIM = "wrong-claim"
    WRONG_UNIT = "wrong-unit"
    WRONG_DATE = "wrong-date"
    WRONG_NAME = "wrong-name"
    OBEDIENT = "obedient"
    """200 with a well-formed script that obeys instructions in the listing: a weak model under prompt injection."""
    REWORDED = "reworded"
    """A Realtime reading with added words."""


ERRORS: Final[dict[Fault, Callable[[str], ApiError]]] = {
    Fault.RATE: lambda _: protocol.rate_limited(),
    Fault.QUOTA: lambda _: protocol.no_quota(),
    Fault.SERVER: lambda _: protocol.server_error(),
    Fault.RETIRED: protocol.retired_model,
    Fault.UNAUTHORIZED: lambda _: protocol.wrong_key("sk-"),
}
"""The faults that are plain HTTP errors, by the model's name. The endpoints handle the others."""


@dataclass
class CallLog:
    """Counts the calls of each endpoint and holds the faults to come."""

    called: Counter[Endpoint] = field(default_factory=Counter)
    answered: Counter[Endpoint] = field(default_factory=Counter)
    """Successful calls: those that OpenAI would charge for."""
    faults: dict[Endpoint, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    released: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the held calls may go on."""

    def add_faults(self, endpoint: Endpoint, kind: Fault, times: int) -> None:
        """Let the next `times` calls of `endpoint` fail, after the faults added before."""
        self.faults[endpoint].extend([kind] * times)

    def remove_faults(self) -> None:
        """Remove the faults to come, and let the held calls go on."""
        self.faults.clear()
        self.released.set()
        self.released = asyncio.Event()

    def next_fault(self, endpoint: Endpoint) -> Fault | None:
        """Count a call and remove and return its fault."""
        self.called[endpoint] += 1
        return self.faults[endpoint].popleft() if self.faults[endpoint] else None

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            endpoint.value: {"called": self.called[endpoint], "answered": self.answered[endpoint]}
            for endpoint in Endpoint
        }

    def reset_counts(self) -> None:
        self.called.clear()
        self.answered.clear()
