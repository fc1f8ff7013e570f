"""Prices as people of the currency's country write them (Unicode CLDR, by Babel)."""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_EURO_COUNTRIES: Final = {"en": "IE", "es": "ES", "fr": "FR", "de": "DE", "pt": "PT", "it": "IT"}
"""Where a language meets the euro."""

_NARROW: Final = str.maketrans({"￥": "¥"})
"""Signs as wide as a Chinese character."""


def format_price(amount: Decimal, currency: str, language: str) -> str:
    """`$1,249.99`, in Mexico `$45,000`, `1.249 €`, `€1,249` in English; whole amounts without decimals."""
    from babel.numbers import format_currency  # 0.2 s that not every job needs

    locale = _locale(currency, language)
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        whole = pattern.replace(".00", "")
        price = format_currency(amount, currency, whole, locale=locale, currency_digits=False)
    else:
        price = format_currency(amount, currency, locale=locale)
    return str(price).translate(_NARROW)


@cache
def _locale(currency: str, language: str) -> "Locale":
    """The language in the currency's country, or else the country's own first language."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    country = _EURO_COUNTRIES.get(language, "IE") if currency == "EUR" else currency[:2]
    for code in (f"{language}_{country}", f"und_{country}", language):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
