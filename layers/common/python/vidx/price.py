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
_MEXICAN: Final = ("es", "MXN")
"""Mexicans write a bare `$` and the separators of their northern neighbours; the job's currency makes it pesos."""


def written(price: Decimal, currency: str, language: Language) -> str:
    """`$1,249.99`, `1,200 SEK`; `1.249,99 €` in German, `1 249,99 €` in French, `R$ 1.249,99` in Portuguese,
    `$45,000` in Mexico."""
    if (language, currency) == _MEXICAN:
        return f"${price:,.2f}".removesuffix(".00")
    thousands, point = _SEPARATORS[language]
    figures = f"{price:,.2f}".removesuffix(".00").translate(str.maketrans(",.", f"{thousands}{point}"))
    sign = _SIGNS.get(currency, currency)
    if language == "en" and sign in _BEFORE:
        return f"{sign}{figures}"
    return f"{sign} {figures}" if language == "pt" and sign in _BEFORE else f"{figures} {sign}"
