"""A price as it is written in a script of a language: short, and read aloud correctly."""

from decimal import Decimal
from typing import Final

from vidx.options import Language

_SIGNS: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "JPY": "¥", "INR": "₹", "BRL": "R$",
    "MXN": "MX$",
}  # fmt: skip
"""Any other currency has its code."""
_BEFORE: Final = frozenset(_SIGNS.values())
_SEPARATORS: Final[dict[Language, tuple[str, str]]] = {
    "en": (",", "."),
    "es": (".", ","),
    "fr": (" ", ","),
    "de": (".", ","),
    "pt": (".", ","),
    "it": (".", ","),
}
"""What groups thousands, and what stands before the decimals."""
_AT_HOME: Final[dict[str, tuple[str, str, str]]] = {
    "MXN": ("$", ",", "."),
    "ARS": ("$", ".", ","),
    "CLP": ("$", ".", ","),
    "COP": ("$", ".", ","),
    "PEN": ("S/ ", ",", "."),
}
"""Sign and separators of a currency in Spanish, its country's language; the job's currency tells what `$` is."""


def written(price: Decimal, currency: str, language: Language) -> str:
    """`$1,249.99`, `1,200 SEK`; `1.249,99 €` in German, `1 249,99 €` in French, `R$ 1.249,99` in Portuguese,
    `$45,000` in Mexico, `$45.000` in Argentina, `S/ 45,000` in Peru."""
    if language == "es" and currency in _AT_HOME:
        sign, thousands, point = _AT_HOME[currency]
        return f"{sign}{_grouped(price, thousands, point)}"
    thousands, point = _SEPARATORS[language]
    figures = _grouped(price, thousands, point)
    sign = _SIGNS.get(currency, currency)
    if language == "en" and sign in _BEFORE:
        return f"{sign}{figures}"
    return f"{sign} {figures}" if language == "pt" and sign in _BEFORE else f"{figures} {sign}"


def _grouped(price: Decimal, thousands: str, point: str) -> str:
    return f"{price:,.2f}".removesuffix(".00").translate(str.maketrans(",.", f"{thousands}{point}"))
