"""Prices as the site shows them, in English."""

from decimal import Decimal
from typing import Final

SYMBOLS: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$",
    "JPY": "¥", "INR": "₹", "BRL": "R$", "MXN": "MX$",
}  # fmt: skip
"""As Unicode's CLDR has them for en-US, which the browsers' Intl shows too; other currencies go by their code."""


def money(amount: Decimal, currency: str) -> str:
    """`$1,234.50`; whole amounts without decimals; a currency without symbol as `CHF 20` (with a hard space)."""
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{SYMBOLS.get(currency, currency + chr(0xA0))}{digits}"
