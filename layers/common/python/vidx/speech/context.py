"""Facts about the advert of a text that decide how an abbreviation, an amount or a date is read."""

from dataclasses import dataclass
from typing import Final

from vidx.categories import Category

_DOLLARS_AND_PESOS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP"})


@dataclass(frozen=True)
class Context:
    """The advert of a text. Without its facts, only what is clear by itself is put in words.

    Attributes:
        category: decides between meanings: `3 ch.` is three rooms of a flat, three horsepower of a car (French).
        currency: ISO 4217 code. A bare `$` stands for it when it is a dollar or a peso, and its country writes dates
            day first or month first.
    """

    category: Category | None = None
    currency: str | None = None

    @property
    def month_first(self) -> bool | None:
        """Whether `3/4` is March fourth; None where the country writes both orders, or is not known."""
        if self.currency in {None, "CAD"}:
            return None
        return self.currency == "USD"

    @property
    def dollar(self) -> str:
        """ISO 4217 code of the currency that a bare `$` stands for."""
        return self.currency if self.currency and self.currency in _DOLLARS_AND_PESOS else "USD"


NO_CONTEXT: Final = Context()
