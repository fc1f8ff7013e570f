"""A price as people of the listing's language write it (Unicode CLDR, by Babel)."""

from decimal import Decimal
from typing import Final

FREE: Final = {"en": "Free", "es": "Gratis", "fr": "Gratuit", "de": "Kostenlos", "pt": "Grátis", "it": "Gratis"}


def money(amount: Decimal, currency: str, language: str) -> str:
    """`$1,249.99`, `1.249 €`, `1 249 €`; whole amounts without decimals; nothing at all is free."""
    from babel import Locale  # 0.2 s that a job whose film is there already does not need
    from babel.core import UnknownLocaleError
    from babel.numbers import format_currency

    if not amount:
        return FREE.get(language, FREE["en"])
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        return str(format_currency(amount, currency, _whole(pattern), locale=locale, currency_digits=False))
    return str(format_currency(amount, currency, locale=locale))


def _whole(pattern: str) -> str:
    """The pattern without its decimals."""
    return pattern.replace(".00", "")
