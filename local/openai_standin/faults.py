"""The faults that tests can request, and the count of calls."""

import asyncio
from collections import Counter, defaultdict
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
    HARMFUL = "harmful"
    """200 with a well-formed script that moderation refuses."""
    DOUBTFUL = "doubtful"
    """200 with a well-formed script that moderation holds for an operator."""
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
class Order:
    """The next `times` calls whose text contains `text` fail."""

    kind: Fault
    times: int
    text: str = ""


@dataclass
class CallLog:
    """The calls of each endpoint with their texts, and the faults to come."""

    called: list[tuple[Endpoint, str]] = field(default_factory=list)
    answered: list[tuple[Endpoint, str]] = field(default_factory=list)
    """Successful calls: those that OpenAI would charge for."""
    orders: dict[Endpoint, list[Order]] = field(default_factory=lambda: defaultdict(list))
    released: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the held calls may go on."""

    def add_faults(self, endpoint: Endpoint, kind: Fault, times: int, text: str = "") -> None:
        """Let the next `times` calls of `endpoint` whose text contains `text` fail, after the faults added before."""
        self.orders[endpoint].append(Order(kind, times, text))

    def remove_faults(self, text: str = "") -> None:
        """Remove the faults to come for a text. Without one, remove all, and let the held calls go on."""
        if text:
            for orders in self.orders.values():
                orders[:] = [order for order in orders if order.text != text]
            return
        self.orders.clear()
        self.released.set()
        self.released = asyncio.Event()

    def next_fault(self, endpoint: Endpoint, text: str = "") -> Fault | None:
        """Count a call and return its fault, which counts as used."""
        self.called.append((endpoint, text))
        order = next((each for each in self.orders[endpoint] if each.times and each.text in text), None)
        if order is None:
            return None
        order.times -= 1
        return order.kind

    def answer(self, endpoint: Endpoint, text: str = "") -> None:
        """Count a successful call."""
        self.answered.append((endpoint, text))

    def counts(self, text: str = "") -> dict[str, dict[str, int]]:
        """Return the number of calls whose text contains `text`, by endpoint."""
        called = Counter(endpoint for endpoint, each in self.called if text in each)
        answered = Counter(endpoint for endpoint, each in self.answered if text in each)
        return {endpoint.value: {"called": called[endpoint], "answered": answered[endpoint]} for endpoint in Endpoint}

    def reset_counts(self) -> None:
        self.called.clear()
        self.answered.clear()
