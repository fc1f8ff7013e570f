"""What is known of the advert that a text belongs to, where that decides how a short form is read."""

from dataclasses import dataclass
from typing import Final

from vidx.categories import Category

_DOLLARS_AND_PESOS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP"})


@dataclass(frozen=True)
class Context:
    """The advert around a text; with nothing known, only what is clear without it is read in words.

    Attributes:
        category: decides between meanings (`3 ch.` is three rooms of a flat, three horsepower of a car).
        currency: ISO 4217; what a bare `$` stands for, where it is one of dollars or pesos.
    """

    category: Category | None = None
    currency: str | None = None

    @property
    def month_first(self) -> bool | None:
        """Whether `3/4` is March fourth, by the country of the currency; None where both orders are written."""
        if self.currency in {None, "CAD"}:
            return None
        return self.currency == "USD"

    @property
    def dollar(self) -> str:
        """The currency that a bare `$` stands for."""
        return self.currency if self.currency and self.currency in _DOLLARS_AND_PESOS else "USD"


NO_CONTEXT: Final = Context()
