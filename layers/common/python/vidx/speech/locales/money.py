"""Sums of money: `1.249,99 €`, `€ 80`, `R$ 1.200`, `1 250 €`, `10–15 €`, `1,2 Mio. €`, `300 mil €`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.currencies import SIGNS as MORE_SIGNS
from vidx.speech.locales.figures import SPACED
from vidx.speech.locales.lexicon import Lexicon, Noun
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import NUMBER, SPLIT_SUM, amount

SIGNS: Final = {
    "$": "USD", "US$": "USD",
    **dict.fromkeys(("U$S", "u$s", "U$D", "u$d", "U$"), "USD"),
    "€": "EUR", "£": "GBP", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "CHF": "CHF", "Fr.": "CHF", "kr": "SEK", "zł": "PLN", "¥": "JPY", "₹": "INR", "R$": "BRL",
    "MX$": "MXN", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "JPY": "JPY", "INR": "INR", "BRL": "BRL",
    "MXN": "MXN", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "eur": "EUR", "Eur": "EUR",
    "CAD": "CAD", "AUD": "AUD",
    **MORE_SIGNS, "NZD": "NZD",
}  # fmt: skip
OWN_SIGNS: Final[Mapping[str, Mapping[str, str]]] = {"PEN": {"S/.": "PEN", "S/": "PEN"}}
"""Signs that mean something else in other countries (`talla S/36`), by the currency of the advert."""
_SUM: Final = rf"{SPACED}|\d{{1,3}}(?:['’]\d{{3}})+(?:[.,]\d\d)?|\d+['’]\d\d(?!\d)|{NUMBER}"
_WHOLE: Final = r"(?:,--?|,[–—]|\.[-–—])?"
"""The dash of a sum without small units: `20,-`."""

_COUNTRIES: Final = {"CA": "CAD", "US": "USD"}
_CODES: Final = {**{code: code for code in SIGNS.values()}, **_COUNTRIES}
_CODE: Final = rf"(?:\s(?P<code>{any_of(_CODES)})(?!\w))?"
"""Which dollars they are (`$500 MXN`, `20 $ CA`)."""
_WORD_AFTER: Final = re.compile(r"\s(?P<word>[^\W\d_]+)")
_FRIDAY: Final = re.compile(r"\b(?:Mo|Di|Mi|Do)\.?\s?(?:[-–—/&,]|bis|und)\s?$")
_HOUR: Final = re.compile(r":\d\d|\s?(?:Uhr|h)\b")
"""What makes `Fr.` the day that it is in German: other days before it, hours after it."""


@dataclass(frozen=True)
class Money:
    """Readers of sums in one language and an advert."""

    numbers: Numbers
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        sign = any_of(self._signs)
        to = rf"(?:(?P<dash>\s?[-–—]\s?)(?:(?:{sign})\s?)?(?P<to>{_SUM}))?"
        scale = rf"(?:(?P<gap>\s?)(?P<scale>{any_of(self.numbers.lexicon.scales)})(?:\s(?:de|d['’]|di))?(?!\w))?"
        return (
            rule(SPLIT_SUM, whole(self._split)),
            rule(rf"(?<![A-Za-z])(?P<sign>{sign})\s?(?P<sum>{_SUM}){to}{_WHOLE}{scale}{_CODE}(?!\d)", self._read),
            rule(rf"(?<![\w.,])(?P<sum>{_SUM}){to}{_WHOLE}{scale}\s?(?P<sign>{sign})(?![A-Za-z]){_CODE}", self._read),
            rule(
                rf"(?<![\w.,])(?P<sum>{_SUM}){_WHOLE}(?:(?:(?<=[.,]\d\d)|(?<=[-–—]))\s)?"
                rf"(?P<sign>{any_of(self._names())})(?!\w)",
                whole(self._named),
            ),
        )

    @property
    def _signs(self) -> Mapping[str, str]:
        return {**SIGNS, **OWN_SIGNS.get(self.context.currency or "", {})}

    def _names(self) -> dict[str, str]:
        """Codes by words that name nothing but money: after cents they are read like signs (`1,50 euros`)."""
        nouns = {code: self.numbers.lexicon.sums[code][0] for code in ("EUR", "USD", "BRL")}
        words = {word: code for code, noun in nouns.items() for word in (noun.one, noun.many)}
        return {**words, **{word.capitalize(): code for word, code in words.items()}}

    def _named(self, match: "re.Match[str]") -> str:
        large, small = self.numbers.lexicon.sums[self._names()[match["sign"]]]
        return in_words(self.numbers, amount(match["sum"]), large, small)

    def _read(self, match: "re.Match[str]") -> Iterator[Said]:
        lexicon = self.numbers.lexicon
        if match["sign"] == "Fr." and (self.context.currency not in {None, "CHF"} or _is_friday(match)):
            return
        large, small = self._currency(match["sign"], match["code"])
        first = match["sum"] if match["to"] is None else match["to"]
        if match["to"] is not None:
            yield match.start(), f"{self.numbers.read_value(amount(match['sum']), large.gender)} {lexicon.range_to}"
        at = match.start("to") if match["to"] is not None else match.start()
        if match["scale"]:
            noun = lexicon.scales[match["scale"]]
            yield at, self._scaled(amount(first), noun, large)
        elif self._told_again(match):
            yield at, self.numbers.read_value(amount(first), large.gender)
        else:
            yield at, in_words(self.numbers, amount(first), large, small)

    def _currency(self, sign: str, code: str | None = None) -> tuple[Noun, Noun | None]:
        """The units of a sum; a bare `$` is the advert's own dollar or peso, whose country nobody names there."""
        sums = self.numbers.lexicon.sums
        if sign != "$" or code:
            return sums[_CODES[code] if code else self._signs[sign]]
        if self.context.dollar.endswith("D"):
            return sums["USD"]
        large, small = sums[self.context.dollar]
        return Noun(_unit_word(large.one), _unit_word(large.many), large.gender), small

    def _told_again(self, match: "re.Match[str]") -> bool:
        """Whether the name follows the sum of a sign (`$20 dólares`); it may be another one's (`$500 pesos`)."""
        following = _WORD_AFTER.match(match.string, match.end())
        return following is not None and following["word"].lower() in {*self._names(), "pesos"}

    def _split(self, match: "re.Match[str]") -> str:
        large, small = self._currency(match["sign"])
        return in_words(self.numbers, amount(f"{match['units']},{match['cents']}"), large, small)

    def _scaled(self, value: Decimal, scale: Noun, large: Noun) -> str:
        """`1,2 Mio. €` and `300 mil €`; a thousand is said with its number, a million is a noun of its own."""
        if scale.one == scale.many:
            return f"{self.numbers.cardinal(int(value * 1000), large.gender)} {large.many}"
        number = self.numbers.read_value(value, scale.gender)
        return f"{number} {scale.one if value == 1 else scale.many} {self.numbers.of(large)}"


def _is_friday(match: "re.Match[str]") -> bool:
    return bool(_FRIDAY.search(match.string, 0, match.start()) or _HOUR.match(match.string, match.end()))


def in_words(numbers: Numbers, value: Decimal, large: Noun, small: Noun | None) -> str:
    """`1249.99` euros → `mil doscientos cuarenta y nueve euros con noventa y nueve`."""
    units = int(value)
    cents = int((value - units) * 100)
    if not cents:
        return numbers.counted(Decimal(units), large)
    if small is None:
        return numbers.counted(value, large)
    in_small = numbers.counted(Decimal(cents), small)
    if not units:
        return in_small
    rest = in_small if numbers.lexicon.small_named else numbers.cardinal(cents)
    return f"{numbers.counted(Decimal(units), large)}{numbers.lexicon.sum_joint}{rest}"


def _unit_word(name: str) -> str:
    """The unit in the name of a currency: the word with a capital where a nation stands before it, else the first."""
    words = name.split()
    return next((word for word in words if word[0].isupper()), words[0])


def named(lexicon: Lexicon) -> tuple[dict[str, str], frozenset[str]]:
    """The words for units of money in small letters, by the word for many of each; and those that qualify them."""
    units: dict[str, str] = {}
    others: set[str] = set()
    for noun in (noun for pair in lexicon.sums.values() for noun in pair if noun is not None):
        one, many = noun.one.split(), noun.many.split()
        at = many.index(_unit_word(noun.many))
        units |= {one[at].lower(): many[at].lower(), many[at].lower(): many[at].lower()}
        others |= {word.lower() for words in (one, many) for place, word in enumerate(words) if place != at}
    return units, frozenset(others)
