"""Prices: parse those that people type, write them in scripts, and show them in videos.

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
"""In the common part of Python's and JavaScript's regular expressions. A point or comma before one or two digits at the
end is the decimal sign; before three digits it groups thousands, so that `1.299` is 1299."""
EXAMPLES: Final = "1299, 1299.50, 1,299.50 or 1.299,50"
MAX_EXPONENT: Final = 25
"""Powers of ten of an amount given as a number: any larger or smaller one is out of every range."""
_DECIMALS: Final = re.compile(r"[.,]([0-9]{1,2})$")
_ACCEPTED: Final = re.compile(PATTERN)
_WITHOUT_CENTS: Final = frozenset({"CLP", "JPY"})
"""Currencies whose smallest unit is one, by ISO 4217."""
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
"""Sign and separators of a currency in Spanish, its country's language. The listing's currency tells what `$` is."""
_EURO_COUNTRIES: Final = {"en": "IE", "es": "ES", "fr": "FR", "de": "DE", "pt": "PT", "it": "IT"}
"""The euro country whose way of writing prices stands for a language."""
_NARROW: Final = str.maketrans({"￥": "¥"})
"""Full-width signs and their narrow forms."""


def parse_amount(text: str) -> Decimal:
    """Return the amount that `text` writes.

    Raises:
        ValueError: `text` has none of the accepted forms.
    """
    if not _ACCEPTED.match(text.strip()):
        raise ValueError(f"must be an amount of money such as {EXAMPLES}, without a currency sign")
    whole, *cents = _DECIMALS.split(text.strip())
    units = re.sub("[^0-9]", "", whole) or "0"
    return Decimal(f"{units}.{cents[0]}" if cents else units)


def parse_number(number: float | Decimal) -> Decimal:
    """Return a JSON number as an amount, with the digits that were written and without an exponent.

    Raises:
        ValueError: it is true or false, not finite, negative (also -0), or has too many digits.
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
    """Round `amount` to what `currency` can pay: yen and Chilean pesos have no cents."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP) if currency in _WITHOUT_CENTS else amount


def script_price(price: Decimal, currency: str, language: Language) -> str:
    """Return the price as scripts of a language write it: short, and read aloud correctly.

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
    """Return the price as people of the currency's country write it (Unicode CLDR, by Babel), as videos show it.

    `$1,249.99`, in Mexico `$45,000`, `1.249 €`, `€1,249` in English. Whole amounts have no decimals.
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
    """The language as written in the currency's country, else the country's own first language."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    country = _EURO_COUNTRIES.get(language, "IE") if currency == "EUR" else currency[:2]
    for code in (f"{language}_{country}", f"und_{country}", language):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
