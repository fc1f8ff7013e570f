"""A price as the overlays show it."""

from decimal import Decimal
from typing import Final

from vidx.prices import format_price

FREE: Final = {"en": "Free", "es": "Gratis", "fr": "Gratuit", "de": "Kostenlos", "pt": "Grátis", "it": "Gratis"}


def money(amount: Decimal, currency: str, language: str) -> str:
    """`$1,249.99`, `1.249 €`, in Mexico `$45,000`; nothing at all is free."""
    return format_price(amount, currency, language) if amount else FREE.get(language, FREE["en"])
