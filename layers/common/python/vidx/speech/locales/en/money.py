"""Rules for amounts of money: `$1,249.99`, `€80`, `£1.5k`, `1.200 kr`, `EUR 80`, `$10–15`, `$1.2 million`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.en.currencies import CURRENCIES, Currency
from vidx.speech.locales.en.numbers import cardinal, decimal
from vidx.speech.patterns import AMOUNT_AROUND_SYMBOL, NUMBER, parse_amount
from vidx.speech.rules import Rule, Verbalization, rule

_MAJOR_UNITS: Final = {
    word.lower(): currency.plural.split()[-1]
    for currency in CURRENCIES.values()
    for word in (currency.singular.split()[-1], currency.plural.split()[-1])
}
"""Plural of each word for a major unit, in lower case."""
_MINOR_UNITS: Final = {
    word.lower(): currency.minor_plural
    for currency in CURRENCIES.values()
    for word in (currency.minor_singular, currency.minor_plural)
    if word
}
"""Plural of each word for a minor unit, in lower case."""
MONEY_WORDS: Final = _MAJOR_UNITS | _MINOR_UNITS
"""Plural of each word for a unit of money, in lower case: `dollar` → dollars."""
QUALIFIERS: Final = frozenset(word.lower() for currency in CURRENCIES.values() for word in currency.plural.split()[:-1])

_CURRENCY_AFTER_AMOUNT: Final = CURRENCIES | {
    word: CURRENCIES[code]
    for code in ("EUR", "USD", "GBP", "CHF", "INR")
    for word in (
        code.lower(),
        *({CURRENCIES[code].singular, CURRENCIES[code].plural} if code in {"EUR", "USD"} else ()),
    )
}
"""Currencies by symbol, code or word after an amount."""

_DOLLAR: Final = CURRENCIES["$"]
_PESO: Final = CURRENCIES["₱"]
_KRONER: Final = frozenset({"SEK", "NOK", "DKK"})
"""Currencies with the symbol `kr`. In an advert of another currency `kr` is read as kroner."""

_SCALES: Final = {
    "k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "l": "lakh", "lac": "lakh",
    "lacs": "lakh", "lakhs": "lakh", "cr": "crore", "crores": "crore",
}  # fmt: skip
"""Words by abbreviation of thousand, million, billion, lakh and crore."""

_SYMBOL: Final = any_of(CURRENCIES)
_SOL_SYMBOL: Final = r"S/\.?"
"""The symbol of soles. In adverts of other currencies it is part of a size (`S/36`)."""
_SYMBOL_AFTER: Final = any_of(_CURRENCY_AFTER_AMOUNT)
_NUMBER_WITH_APOSTROPHES: Final = r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d\d)?(?!\d)"
"""A number with groups as in Switzerland: `1’250`."""
_AMOUNT: Final = (
    rf"{_NUMBER_WITH_APOSTROPHES}|\d+['’]\d\d(?!\d)|"
    rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|{NUMBER}"
)
_NUMBER_WITH_SPACES: Final = (
    r"\d{1,3}(?:\u00a0\d{3}|\u202f\d{3}| \d{3}(?=(?: \d{3})*[.,]\d\d(?!\d)))+(?:[.,]\d\d)?(?!\d)"
)
"""A number with spaces between its groups, after a symbol; decimals show that the groups belong together."""
_SCALE: Final = r"thousand|million|billion|[Ll]akhs?|[Cc]rores?|[kK]|[mM]n?|bn|(?<=\d)B(?![\w&-])"
_RUPEES: Final = r"₹|INR|Rs\.?"
_INDIAN_SCALES: Final = rf"{_SCALE}|[Ll]acs?|L|[Cc]r"
"""Scales that mean something else after another sign."""
_THING_AFTER: Final = re.compile(r" (?:bill|coin|deposit|gift|note|stamp|voucher)s?\b")
"""Things that an amount before them describes (`two pound coins`)."""
_NAME_AFTER: Final = re.compile(r" (?:dollars?|euros?|pesos?)\b")
"""The name of a currency after an amount with a symbol: `$20 dollars`, and `$20 pesos`, which have the same symbol."""
_NO_MINOR_UNIT: Final = r"(?:\.[-–]|,[-–]{1,2})?"
"""The dash of an amount without a minor unit: `20,-`."""


def _symbol_and_amount(symbols: str, scales: str) -> str:
    """A pattern of amounts and ranges of amounts after their symbol."""
    return (
        rf"(?<![A-Za-z])(?P<symbol>{symbols})\s?(?P<amount>{_NUMBER_WITH_SPACES}|{_NUMBER_WITH_APOSTROPHES}|{NUMBER}|\.\d\d(?!\d)){_NO_MINOR_UNIT}"
        rf"(?:\s?(?P<scale>{scales})(?![A-Za-z]))?"
        rf"(?:(?P<dash>\s?[-–—]\s?)(?:{symbols})?(?P<to>{_NUMBER_WITH_APOSTROPHES}|{NUMBER})(?:\s?(?P<last>{scales})(?![A-Za-z]))?)?"
        r"(?:\s?(?P<code>USD|CAD|AUD|NZD|EUR|GBP|MXN|ARS|CLP|COP|PEN|INR|BRL|SGD|HKD)(?!\w))?(?!\d)"
    )


_AMOUNT_AND_SYMBOL: Final = (
    rf"(?<![\w.,])(?P<amount>{_AMOUNT}){_NO_MINOR_UNIT}(?:\s?(?P<scale>{_SCALE}))?"
    rf"(?P<space>\s?)(?P<symbol>{_SYMBOL_AFTER})(?![A-Za-z]){_NO_MINOR_UNIT}"
)


def amount_in_words(value: Decimal, currency: Currency) -> str:
    """`1249.99` dollars → `one thousand two hundred forty-nine dollars and ninety-nine cents`."""
    major_value = int(value)
    minor_value = int((value - major_value) * 100)
    major = f"{cardinal(major_value)} {currency.singular if major_value == 1 else currency.plural}"
    if not minor_value or not currency.minor_singular:
        return major
    minor = f"{cardinal(minor_value)} {currency.minor_singular if minor_value == 1 else currency.minor_plural}"
    return f"{major} and {minor}" if major_value else minor


@dataclass(frozen=True)
class _MoneyRules:
    """Verbalizers of amounts.

    Attributes:
        currencies: by symbol, code and word.
    """

    currencies: Mapping[str, Currency]

    def after_symbol(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`$10–15`, `$1.2 million`, `$20 dollars`, `$20 note`, `$1,249.99`."""
        currency, value = self.currencies[match["code"] or match["symbol"]], parse_amount(match["amount"])
        if match["to"]:
            yield match.start(), f"{_amount_with_scale(match['amount'], match['scale'])} to"
            yield match.start("to"), f"{_amount_with_scale(match['to'], match['last'])} {currency.plural}"
        elif match["scale"]:
            yield from _with_scale(match, currency, match.start())
        elif _NAME_AFTER.match(match.string, match.end()):
            yield match.start(), decimal(value)
        elif value == int(value) and _THING_AFTER.match(match.string, match.end()):
            yield match.start(), f"{cardinal(int(value))} {currency.singular}"
        else:
            yield match.start(), amount_in_words(value, currency)

    def before_symbol(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`80,50 €`, `1.5k €`. With a space between them, amount and name are two spans."""
        currency = self.currencies[match["symbol"]]
        if match["scale"]:
            yield from _with_scale(match, currency, match.start())
            return
        words = amount_in_words(parse_amount(match["amount"]), currency)
        name = f" {currency.singular if parse_amount(match['amount']) == 1 else currency.plural}"
        if match["space"] and words.endswith(name) and not re.search(r"\s", match["amount"]):
            yield match.start(), words.removesuffix(name)
            yield match.start("symbol"), name.strip()
        else:
            yield match.start(), words

    def around_symbol(self, match: "re.Match[str]") -> str:
        """`12€50` → twelve euros and fifty cents."""
        return amount_in_words(parse_amount(f"{match['major']},{match['minor']}"), self.currencies[match["symbol"]])


def _with_scale(match: "re.Match[str]", currency: Currency, start: int) -> Iterator[Verbalization]:
    """`$1.2 million`: the words of the number, then those of the scale and the currency."""
    scale = _SCALES.get(match["scale"].lower(), match["scale"])
    yield start, decimal(parse_amount(match["amount"]))
    yield match.start("scale"), f"{scale} {currency.plural}"


def _amount_with_scale(amount: str, scale: str | None) -> str:
    """`1.5`, `k` → one point five thousand."""
    words = decimal(parse_amount(amount))
    return f"{words} {_SCALES.get(scale.lower(), scale)}" if scale else words


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for amounts; `$` and `kr` are the advert's dollar, peso or krone, named without its country."""
    dollar = _DOLLAR if context.dollar.endswith("D") else _PESO
    krone = CURRENCIES[context.currency if context.currency in _KRONER else "kr"]
    soles = dict.fromkeys(("S/", "S/."), CURRENCIES["PEN"]) if context.currency == "PEN" else {}
    money = _MoneyRules({**_CURRENCY_AFTER_AMOUNT, "$": dollar, "kr": krone, **soles})
    return (
        *([rule(_symbol_and_amount(_SOL_SYMBOL, _SCALE), money.after_symbol)] if soles else []),
        # 12€50 → twelve euros and fifty cents
        rule(AMOUNT_AROUND_SYMBOL, money.around_symbol),
        # 1¢ → one cent
        rule(r"(?<![\w.,])1\s?¢", "one cent"),
        # Rs. 500 → five hundred rupees
        rule(_symbol_and_amount(_RUPEES, _INDIAN_SCALES), money.after_symbol),
        # $1,249.99 → one thousand two hundred forty-nine dollars and ninety-nine cents
        rule(_symbol_and_amount(_SYMBOL, _SCALE), money.after_symbol),
        # 80,50 € → eighty euros and fifty cents
        rule(_AMOUNT_AND_SYMBOL, money.before_symbol),
    )
