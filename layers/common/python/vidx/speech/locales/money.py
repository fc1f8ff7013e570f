"""Rules for amounts of money: `1.249,99 €`, `€ 80`, `R$ 1.200`, `1 250 €`, `10–15 €`, `1,2 Mio. €`, `300 mil €`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.currencies import FURTHER_SYMBOLS
from vidx.speech.locales.locale import Locale, Noun
from vidx.speech.locales.number_rules import NUMBER_WITH_SPACES
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import AMOUNT_AROUND_SYMBOL, NUMBER, parse_amount
from vidx.speech.rules import Rule, Verbalization, rule

CURRENCY_SYMBOLS: Final = {
    "$": "USD", "US$": "USD",
    **dict.fromkeys(("U$S", "u$s", "U$D", "u$d", "U$"), "USD"),
    "€": "EUR", "£": "GBP", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "CHF": "CHF", "Fr.": "CHF", "kr": "SEK", "zł": "PLN", "¥": "JPY", "₹": "INR", "R$": "BRL",
    "MX$": "MXN", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "JPY": "JPY", "INR": "INR", "BRL": "BRL",
    "MXN": "MXN", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "eur": "EUR", "Eur": "EUR",
    "CAD": "CAD", "AUD": "AUD",
    **FURTHER_SYMBOLS, "NZD": "NZD",
}  # fmt: skip
"""ISO 4217 code by symbol, code or abbreviation."""
_SYMBOLS_BY_CURRENCY: Final[Mapping[str, Mapping[str, str]]] = {"PEN": {"S/.": "PEN", "S/": "PEN"}}
"""Symbols that mean something else in other countries (`talla S/36`), by the currency of the advert."""
_AMOUNT: Final = rf"{NUMBER_WITH_SPACES}|\d{{1,3}}(?:['’]\d{{3}})+(?:[.,]\d\d)?|\d+['’]\d\d(?!\d)|{NUMBER}"
"""Pattern of a number as it stands in amounts."""
_NO_MINOR_UNIT: Final = r"(?:,--?|,[–—]|\.[-–—])?"
"""The dash of an amount without a minor unit: `20,-`."""
_COUNTRIES: Final = {"CA": "CAD", "US": "USD"}
"""Currency codes by abbreviation of a country after a dollar sign."""
_CODES: Final = {**{code: code for code in CURRENCY_SYMBOLS.values()}, **_COUNTRIES}
"""Currency codes by what may follow a symbol."""
_CODE: Final = rf"(?:\s(?P<code>{any_of(_CODES)})(?!\w))?"
"""A code after the symbol that tells which dollars they are: `$500 MXN`, `20 $ CA`."""
_WORD_AFTER: Final = re.compile(r"\s(?P<word>[^\W\d_]+)")
_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:Mo|Di|Mi|Do)\.?\s?(?:[-–—/&,]|bis|und)\s?$")
_HOUR_AFTER: Final = re.compile(r":\d\d|\s?(?:Uhr|h)\b")
"""`Fr.` is Friday in German after another day or before an hour; else it is francs."""


@dataclass(frozen=True)
class Money:
    """Rules for amounts of money in one language, for an advert."""

    numbers: NumberVerbalizer
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        """Rules for amounts with a symbol in them, before them and after them, and for amounts with a name."""
        symbol = any_of(self._symbols)
        to = rf"(?:(?P<dash>\s?[-–—]\s?)(?:(?:{symbol})\s?)?(?P<to>{_AMOUNT}))?"
        scale = rf"(?:(?P<gap>\s?)(?P<scale>{any_of(self.numbers.locale.scales)})(?:\s(?:de|d['’]|di))?(?!\w))?"
        return (
            # 12€50 → zwölf Euro fünfzig (de)
            rule(AMOUNT_AROUND_SYMBOL, self._amount_around_symbol),
            # R$ 20 → vinte reais (pt)
            rule(
                rf"(?<![A-Za-z])(?P<symbol>{symbol})\s?(?P<amount>{_AMOUNT}){to}{_NO_MINOR_UNIT}{scale}{_CODE}(?!\d)",
                self._amount,
            ),
            # 20 € → vingt euros (fr)
            rule(
                rf"(?<![\w.,])(?P<amount>{_AMOUNT}){to}{_NO_MINOR_UNIT}{scale}\s?(?P<symbol>{symbol})(?![A-Za-z]){_CODE}",
                self._amount,
            ),
            # 15,50 euros → quince euros con cincuenta (es)
            rule(
                rf"(?<![\w.,])(?P<amount>{_AMOUNT}){_NO_MINOR_UNIT}(?:(?:(?<=[.,]\d\d)|(?<=[-–—]))\s)?"
                rf"(?P<symbol>{any_of(self._names())})(?!\w)",
                self._amount_with_name,
            ),
        )

    @property
    def _symbols(self) -> Mapping[str, str]:
        """ISO 4217 code by symbol, with the symbols of the advert's country."""
        return {**CURRENCY_SYMBOLS, **_SYMBOLS_BY_CURRENCY.get(self.context.currency or "", {})}

    def _names(self) -> dict[str, str]:
        """Codes by words that name nothing but money. After decimals they are read like symbols (`1,50 euros`)."""
        nouns = {code: self.numbers.locale.currencies[code][0] for code in ("EUR", "USD", "BRL")}
        words = {word: code for code, noun in nouns.items() for word in (noun.singular, noun.plural)}
        return {**words, **{word.capitalize(): code for word, code in words.items()}}

    def _amount_with_name(self, match: "re.Match[str]") -> str:
        """`1,50 euros` → un euro cincuenta."""
        major, minor = self.numbers.locale.currencies[self._names()[match["symbol"]]]
        return amount_in_words(self.numbers, parse_amount(match["amount"]), major, minor)

    def _amount(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`10–15 €`, `1,2 Mio. €`, `$20 dólares`, `1.249,99 €`."""
        locale = self.numbers.locale
        if match["symbol"] == "Fr." and (self.context.currency not in {None, "CHF"} or _is_weekday(match)):
            return
        major, minor = self._currency(match["symbol"], match["code"])
        first = match["amount"] if match["to"] is None else match["to"]
        if match["to"] is not None:
            yield (
                match.start(),
                f"{self.numbers.decimal(parse_amount(match['amount']), major.gender)} {locale.range_word}",
            )
        start = match.start("to") if match["to"] is not None else match.start()
        if match["scale"]:
            noun = locale.scales[match["scale"]]
            yield start, self._amount_with_scale(parse_amount(first), noun, major)
        elif self._is_named_after(match):
            yield start, self.numbers.decimal(parse_amount(first), major.gender)
        else:
            yield start, amount_in_words(self.numbers, parse_amount(first), major, minor)

    def _currency(self, symbol: str, code: str | None = None) -> tuple[Noun, Noun | None]:
        """Major and minor unit of an amount. A bare `$` is the advert's dollar or peso, named without its country."""
        currencies = self.numbers.locale.currencies
        if symbol != "$" or code:
            return currencies[_CODES[code] if code else self._symbols[symbol]]
        if self.context.dollar.endswith("D"):
            return currencies["USD"]
        major, minor = currencies[self.context.dollar]
        return Noun(_unit_word(major.singular), _unit_word(major.plural), major.gender), minor

    def _is_named_after(self, match: "re.Match[str]") -> bool:
        """Whether the name of a currency follows: `$20 dólares`, and `$500 pesos`, which have the same symbol."""
        next_word = _WORD_AFTER.match(match.string, match.end())
        return next_word is not None and next_word["word"].lower() in {*self._names(), "pesos"}

    def _amount_around_symbol(self, match: "re.Match[str]") -> str:
        """`12€50` → douze euros cinquante."""
        major, minor = self._currency(match["symbol"])
        return amount_in_words(self.numbers, parse_amount(f"{match['major']},{match['minor']}"), major, minor)

    def _amount_with_scale(self, value: Decimal, scale: Noun, major: Noun) -> str:
        """`1,2 Mio. €` and `300 mil €`: a thousand is part of the number, a million is a noun of its own."""
        if scale.singular == scale.plural:
            return f"{self.numbers.cardinal(int(value * 1000), major.gender)} {major.plural}"
        number = self.numbers.decimal(value, scale.gender)
        return f"{number} {scale.singular if value == 1 else scale.plural} {self.numbers.plural_after_millions(major)}"


def _is_weekday(match: "re.Match[str]") -> bool:
    """Whether `Fr.` is Friday."""
    return bool(_WEEKDAY_BEFORE.search(match.string, 0, match.start()) or _HOUR_AFTER.match(match.string, match.end()))


def amount_in_words(numbers: NumberVerbalizer, value: Decimal, major: Noun, minor: Noun | None) -> str:
    """`1249.99` euros → `mil doscientos cuarenta y nueve euros con noventa y nueve`."""
    major_value = int(value)
    minor_value = int((value - major_value) * 100)
    if not minor_value:
        return numbers.number_and_noun(Decimal(major_value), major)
    if minor is None:
        return numbers.number_and_noun(value, major)
    minor_words = numbers.number_and_noun(Decimal(minor_value), minor)
    if not major_value:
        return minor_words
    rest = minor_words if numbers.locale.names_minor_unit else numbers.cardinal(minor_value)
    return f"{numbers.number_and_noun(Decimal(major_value), major)}{numbers.locale.minor_unit_link}{rest}"


def _unit_word(name: str) -> str:
    """The unit in a currency's name: its capitalized word (`kanadischer Dollar`), else its first (`peso mexicano`)."""
    words = name.split()
    return next((word for word in words if word[0].isupper()), words[0])


def money_words(locale: Locale) -> tuple[dict[str, str], frozenset[str]]:
    """The words for units of money, each with its plural, and words that qualify them (`mexicano`), in lower case."""
    units: dict[str, str] = {}
    qualifiers: set[str] = set()
    for noun in (noun for pair in locale.currencies.values() for noun in pair if noun is not None):
        singular, plural = noun.singular.split(), noun.plural.split()
        index = plural.index(_unit_word(noun.plural))
        unit = plural[index].lower()
        units |= {singular[index].lower(): unit, unit: unit}
        qualifiers |= {
            word.lower() for words in (singular, plural) for number, word in enumerate(words) if number != index
        }
    return units, frozenset(qualifiers)
