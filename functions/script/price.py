"""A price as it is written in a script: short, and read aloud correctly."""

from decimal import Decimal
from typing import Final

_BEFORE: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "JPY": "¥", "INR": "₹", "BRL": "R$",
    "MXN": "MX$",
}  # fmt: skip
"""Signs that stand before the sum; any other currency's code stands after it."""


def written(price: Decimal, currency: str) -> str:
    """`$1,249.99`, `€80`, `1,200 SEK`."""
    figures = f"{price:,.2f}".removesuffix(".00")
    sign = _BEFORE.get(currency)
    return f"{sign}{figures}" if sign else f"{figures} {currency}"
