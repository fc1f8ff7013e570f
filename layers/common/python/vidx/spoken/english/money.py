"""Sums of money: `$1,249.99`, `€80`, `£1.5k`, `1.200 kr`, `EUR 80`, `$10–15`, `$1.2 million`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from vidx.spoken.english.numbers import cardinal, read_value
from vidx.spoken.reading import Rule, Said, rule
from vidx.spoken.written import NUMBER, amount


class Money(NamedTuple):
    """Names of a currency's units, one and many; currencies without small units have none."""

    one: str
    many: str
    small_one: str = "cent"
    small_many: str = "cents"


_DOLLAR: Final = Money("dollar", "dollars")
_KRONA: Final = Money("krona", "kronor", "öre", "öre")
_KRONE: Final = Money("krone", "kroner", "øre", "øre")

CURRENCIES: Final[dict[str, Money]] = {
    "$": _DOLLAR, "US$": _DOLLAR, "USD": _DOLLAR,
    "C$": Money("Canadian dollar", "Canadian dollars"), "CA$": Money("Canadian dollar", "Canadian dollars"),
    "CAD": Money("Canadian dollar", "Canadian dollars"),
    "A$": Money("Australian dollar", "Australian dollars"), "AU$": Money("Australian dollar", "Australian dollars"),
    "AUD": Money("Australian dollar", "Australian dollars"),
    "NZ$": Money("New Zealand dollar", "New Zealand dollars"),
    "NZD": Money("New Zealand dollar", "New Zealand dollars"),
    "€": Money("euro", "euros"), "EUR": Money("euro", "euros"),
    "£": Money("pound", "pounds", "penny", "pence"), "GBP": Money("pound", "pounds", "penny", "pence"),
    "CHF": Money("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": _KRONA, "NOK": _KRONE, "DKK": _KRONE, "kr": Money("krona", "kronor", "öre", "öre"),
    "zł": Money("zloty", "zlotys", "grosz", "groszy"), "PLN": Money("zloty", "zlotys", "grosz", "groszy"),
    "¥": Money("yen", "yen", "", ""), "JPY": Money("yen", "yen", "", ""),
    "₹": Money("rupee", "rupees", "paisa", "paise"), "INR": Money("rupee", "rupees", "paisa", "paise"),
    "R$": Money("real", "reais", "centavo", "centavos"), "BRL": Money("real", "reais", "centavo", "centavos"),
    "MX$": Money("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "MXN": Money("Mexican peso", "Mexican pesos", "centavo", "centavos"),
}  # fmt: skip
_NAMES: Final = {
    word.lower(): money.many.split()[-1]
    for money in CURRENCIES.values()
    for word in (money.one.split()[-1], money.many.split()[-1])
}
_SMALL_NAMES: Final = {
    word.lower(): money.small_many
    for money in CURRENCIES.values()
    for word in (money.small_one, money.small_many)
    if word
}
UNITS: Final = _NAMES | _SMALL_NAMES
"""The words for units of money in small letters, by the word for many of each."""
NATIONS: Final = frozenset(word.lower() for money in CURRENCIES.values() for word in money.many.split()[:-1])

_SCALES: Final = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion"}
_TENTH: Final = 1

_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_SUM: Final = rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|{NUMBER}"
_SCALE: Final = r"(?P<gap>\s?)(?P<scale>thousand|million|billion|lakh|crore|[kK]|[mM]n?|bn)"
_PREFIXED: Final = (
    rf"(?<![A-Za-z])(?P<sign>{_SIGN})\s?(?P<sum>{NUMBER}|\.\d\d(?!\d))"
    rf"(?:{_SCALE}(?![A-Za-z]))?(?:(?P<dash>\s?[-–—]\s?)(?:{_SIGN})?(?P<to>{NUMBER})(?:[kK](?![A-Za-z]))?)?"
    r"(?: (?P<code>USD|CAD|AUD|NZD|EUR|GBP|MXN|INR|BRL)(?!\w))?(?!\d)"
)
_SUFFIXED: Final = rf"(?<![\w.,])(?P<sum>{_SUM})(?:{_SCALE})?(?P<blank>\s?)(?P<sign>{_SIGN})(?![A-Za-z])(?:\.-|,-)?"


def sum_in_words(value: Decimal, money: Money) -> str:
    """`1249.99` dollars → `one thousand two hundred forty-nine dollars and ninety-nine cents`."""
    units = int(value)
    cents = int((value - units) * 100)
    large = f"{cardinal(units)} {money.one if units == 1 else money.many}"
    if not cents or not money.small_one:
        return large
    small = f"{cardinal(cents)} {money.small_one if cents == 1 else money.small_many}"
    return f"{large} and {small}" if units else small


def _prefixed(match: "re.Match[str]") -> Iterator[Said]:
    money, value = CURRENCIES[match["code"] or match["sign"]], amount(match["sum"])
    if match["to"]:
        yield match.start(), f"{_scaled(match['sum'], match['scale'])} to"
        thousand = " thousand" if match[0][-1] in "kK" else ""
        yield match.start("to"), f"{read_value(amount(match['to']))}{thousand} {money.many}"
    elif match["scale"]:
        yield from _with_scale(match, money, match.start())
    else:
        yield match.start(), sum_in_words(value, money)


def _suffixed(match: "re.Match[str]") -> Iterator[Said]:
    money = CURRENCIES[match["sign"]]
    if match["scale"]:
        yield from _with_scale(match, money, match.start())
        return
    spoken = sum_in_words(amount(match["sum"]), money)
    name = f" {money.one if amount(match['sum']) == 1 else money.many}"
    if match["blank"] and spoken.endswith(name) and not re.search(r"\s", match["sum"]):
        yield match.start(), spoken.removesuffix(name)
        yield match.start("sign"), name.strip()
    else:
        yield match.start(), spoken


def _with_scale(match: "re.Match[str]", money: Money, start: int) -> Iterator[Said]:
    """`$1.2 million`: the number where it stands, the scale and the currency where the scale stands."""
    scale = _SCALES.get(match["scale"].lower(), match["scale"])
    yield start, read_value(amount(match["sum"]))
    yield match.start("scale"), f"{scale} {money.many}"


def _scaled(figures: str, scale: str | None) -> str:
    spoken = read_value(amount(figures))
    return f"{spoken} {_SCALES.get(scale.lower(), scale)}" if scale else spoken


RULES: Final[tuple[Rule, ...]] = (rule(_PREFIXED, _prefixed), rule(_SUFFIXED, _suffixed))
