"""Parse prices that people type, write prices for scripts, and format prices for videos.

`parse_amount` accepts `1299.50`, `1,299.50`, `1.299,50`, `1 299,50` and `450,-`. Its pattern is part of `/api/options`,
so that the web page and the command line accept what the API accepts.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from vidx.options import Language

if TYPE_CHECKING:
    from babel import Locale

_CENTS: Final = "(?:[0-9]{1,2}|[-–—]{1,2})"
_BLANK: Final = "[ \u00a0\u2009\u202f]"
_FORMS: Final = (
    f"[0-9]+(?:[.,]{_CENTS})?",
    rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.{_CENTS})?",
    rf"[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+(?:,{_CENTS})?",
    f"[1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}})+(?:[.,]{_CENTS})?",
    f"[1-9][0-9]{{0,2}}(?:['’][0-9]{{3}})+(?:[.,]{_CENTS})?",
    rf"[1-9][0-9]?(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.{_CENTS})?",
    r"[.,][0-9]{1,2}",
)
PATTERN: Final = f"^(?:{'|'.join(_FORMS)})$"
"""Valid in Python and in JavaScript. A point or comma before one or two digits at the end is the decimal sign; before
three digits it groups thousands, so that `1.299` is 1299."""
EXAMPLES: Final = "1299, 1299.50, 1,299.50 or 1.299,50"
MAX_EXPONENT: Final = 25
"""Largest power of ten of a JSON number, up or down; amounts beyond it are out of every range."""
_DECIMALS: Final = re.compile(r"[.,]([0-9]{1,2})$")
_AMOUNT: Final = re.compile(PATTERN)
_WITHOUT_CENTS: Final = frozenset({"CLP", "JPY"})
"""Currencies without a minor unit in ISO 4217."""
_SIGNS: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "JPY": "¥", "INR": "₹", "BRL": "R$",
    "MXN": "MX$",
}  # fmt: skip
"""Signs of currencies in scripts; any other currency is written with its code."""
_SIGNS_BEFORE: Final = frozenset(_SIGNS.values())
_SEPARATORS: Final[dict[Language, tuple[str, str]]] = {
    "en": (",", "."),
    "es": (".", ","),
    "fr": (" ", ","),
    "de": (".", ","),
    "pt": (".", ","),
    "it": (".", ","),
}
"""Thousands separator and decimal separator."""
_LATIN_AMERICAN: Final[dict[str, tuple[str, str, str]]] = {
    "MXN": ("$", ",", "."),
    "ARS": ("$", ".", ","),
    "CLP": ("$", ".", ","),
    "COP": ("$", ".", ","),
    "PEN": ("S/ ", ",", "."),
}
"""Sign, thousands separator and decimal separator of a currency whose country speaks Spanish."""
_EURO_COUNTRIES: Final = {"en": "IE", "es": "ES", "fr": "FR", "de": "DE", "pt": "PT", "it": "IT"}
"""The euro country whose price format is used for a language."""
_NARROW: Final = str.maketrans({"￥": "¥"})
"""Full-width signs and their narrow forms."""


def parse_amount(text: str) -> Decimal:
    """Parse an amount of money.

    Raises:
        ValueError: `text` does not match `PATTERN`.
    """
    if not _AMOUNT.match(text.strip()):
        raise ValueError(f"must be an amount of money such as {EXAMPLES}, without a currency sign")
    whole, *cents = _DECIMALS.split(text.strip())
    units = re.sub("[^0-9]", "", whole) or "0"
    return Decimal(f"{units}.{cents[0]}" if cents else units)


def parse_number(number: float | Decimal) -> Decimal:
    """Convert a JSON number to an amount with the same digits and without an exponent.

    Raises:
        ValueError: `number` is a boolean, not finite, negative (-0 included), or beyond `MAX_EXPONENT`.
    """
    if isinstance(number, bool):
        raise ValueError(f"must be an amount of money such as {EXAMPLES}, without a currency sign")  # noqa: TRY004  # pydantic reports only ValueError
    amount = Decimal(str(number))
    if not amount.is_finite() or abs(amount.adjusted()) > MAX_EXPONENT:
        raise ValueError(f"must be an amount of money such as {EXAMPLES}, without a currency sign")
    if amount.is_signed():
        raise ValueError("must be 0 or more")
    return amount if int(amount.as_tuple().exponent) <= 0 else amount.quantize(Decimal(1))


def in_smallest_units(amount: Decimal, currency: str) -> Decimal:
    """Round `amount` to whole units if `currency` has no minor unit, such as yen and Chilean pesos."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP) if currency in _WITHOUT_CENTS else amount


def script_price(price: Decimal, currency: str, language: Language) -> str:
    """Format a price for scripts: short, and in a form that the text normalizer reads correctly.

    `$1,249.99`, `1,200 SEK`; `1.249,99 €` in German, `1 249,99 €` in French, `R$ 1.249,99` in Portuguese, `$45,000` in
    Mexico, `$45.000` in Argentina, `S/ 45,000` in Peru.
    """
    if language == "es" and currency in _LATIN_AMERICAN:
        sign, thousands, point = _LATIN_AMERICAN[currency]
        return f"{sign}{_with_separators(price, thousands, point)}"
    thousands, point = _SEPARATORS[language]
    figures = _with_separators(price, thousands, point)
    sign = _SIGNS.get(currency, currency)
    if language == "en" and sign in _SIGNS_BEFORE:
        return f"{sign}{figures}"
    return f"{sign} {figures}" if language == "pt" and sign in _SIGNS_BEFORE else f"{figures} {sign}"


def _with_separators(price: Decimal, thousands: str, point: str) -> str:
    return f"{price:,.2f}".removesuffix(".00").translate(str.maketrans(",.", f"{thousands}{point}"))


def format_price(amount: Decimal, currency: str, language: str) -> str:
    """Format a price for videos, as in the currency's country (Unicode CLDR, by Babel). Whole amounts have no decimals.

    `$1,249.99`, in Mexico `$45,000`, `1.249 €`, `€1,249` in English.
    """
    from babel.numbers import format_currency  # takes 0.2 s, which most functions do not need

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
    """Return the language's locale in the currency's country, or else the country's main locale, or the language's."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    country = _EURO_COUNTRIES.get(language, "IE") if currency == "EUR" else currency[:2]
    for code in (f"{language}_{country}", f"und_{country}", language):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
