"""Sums of money: `$1,249.99`, `€80`, `£1.5k`, `1.200 kr`, `EUR 80`, `$10–15`, `$1.2 million`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.en.currencies import CURRENCIES, Money
from vidx.speech.locales.en.numbers import cardinal, read_value
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import NUMBER, SPLIT_SUM, amount

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

_WRITTEN: Final = CURRENCIES | {
    word: CURRENCIES[code]
    for code in ("EUR", "USD", "GBP", "CHF", "INR")
    for word in (code.lower(), *({CURRENCIES[code].one, CURRENCIES[code].many} if code in {"EUR", "USD"} else ()))
}
"""Signs, codes and words after a sum."""

_DOLLAR: Final = CURRENCIES["$"]
_PESO: Final = CURRENCIES["₱"]

_KRONER: Final = frozenset({"SEK", "NOK", "DKK"})
"""Whose sign is `kr`; with none of them known they are kroner, as English names them all."""

_SCALES: Final = {
    "k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "l": "lakh", "lac": "lakh",
    "lacs": "lakh", "lakhs": "lakh", "cr": "crore", "crores": "crore",
}  # fmt: skip

_SIGN: Final = any_of(CURRENCIES)
_SOL: Final = r"S/\.?"
"""The sign of soles, which means a size in other countries."""
_AFTER: Final = any_of(_WRITTEN)
_QUOTED: Final = r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d\d)?(?!\d)"
"""Groups as the Swiss write them: `1’250`."""
_SUM: Final = (
    rf"{_QUOTED}|\d+['’]\d\d(?!\d)|"
    rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|{NUMBER}"
)
_SPACED: Final = r"\d{1,3}(?:\u00a0\d{3}|\u202f\d{3}| \d{3}(?=(?: \d{3})*[.,]\d\d(?!\d)))+(?:[.,]\d\d)?(?!\d)"
"""Groups with blanks after a sign, where decimals tell that they belong together."""
_SCALE: Final = r"thousand|million|billion|[Ll]akhs?|[Cc]rores?|[kK]|[mM]n?|bn|(?<=\d)B(?![\w&-])"
_RUPEES: Final = r"₹|INR|Rs\.?"
_INDIAN: Final = rf"{_SCALE}|[Ll]acs?|L|[Cc]r"
"""Scales that mean something else after another sign."""
_NOTE: Final = re.compile(r" (?:bill|coin|deposit|gift|note|stamp|voucher)s?\b")
"""Things that a sum before them describes (`two pound coins`)."""
_TOLD_AGAIN: Final = re.compile(r" (?:dollars?|euros?|pesos?)\b")
"""The name after the sign (`$20 dollars`), which may be another one's: the sign is that of many pesos as well."""
_WHOLE: Final = r"(?:\.[-–]|,[-–]{1,2})?"
"""The dash of a sum without small units: `20,-`."""


def _before_sum(signs: str, scales: str) -> str:
    """A pattern of sums after their sign, ranges among them."""
    return (
        rf"(?<![A-Za-z])(?P<sign>{signs})\s?(?P<sum>{_SPACED}|{_QUOTED}|{NUMBER}|\.\d\d(?!\d)){_WHOLE}"
        rf"(?:\s?(?P<scale>{scales})(?![A-Za-z]))?"
        rf"(?:(?P<dash>\s?[-–—]\s?)(?:{signs})?(?P<to>{_QUOTED}|{NUMBER})(?:\s?(?P<last>{scales})(?![A-Za-z]))?)?"
        r"(?:\s?(?P<code>USD|CAD|AUD|NZD|EUR|GBP|MXN|ARS|CLP|COP|PEN|INR|BRL|SGD|HKD)(?!\w))?(?!\d)"
    )


_SUFFIXED: Final = (
    rf"(?<![\w.,])(?P<sum>{_SUM}){_WHOLE}(?:\s?(?P<scale>{_SCALE}))?"
    rf"(?P<blank>\s?)(?P<sign>{_AFTER})(?![A-Za-z]){_WHOLE}"
)


def sum_in_words(value: Decimal, money: Money) -> str:
    """`1249.99` dollars → `one thousand two hundred forty-nine dollars and ninety-nine cents`."""
    units = int(value)
    cents = int((value - units) * 100)
    large = f"{cardinal(units)} {money.one if units == 1 else money.many}"
    if not cents or not money.small_one:
        return large
    small = f"{cardinal(cents)} {money.small_one if cents == 1 else money.small_many}"
    return f"{large} and {small}" if units else small


@dataclass(frozen=True)
class _Sums:
    """Readers of sums in these currencies, by sign, code and word."""

    currencies: Mapping[str, Money]

    def prefixed(self, match: "re.Match[str]") -> Iterator[Said]:
        money, value = self.currencies[match["code"] or match["sign"]], amount(match["sum"])
        if match["to"]:
            yield match.start(), f"{_scaled(match['sum'], match['scale'])} to"
            yield match.start("to"), f"{_scaled(match['to'], match['last'])} {money.many}"
        elif match["scale"]:
            yield from _with_scale(match, money, match.start())
        elif _TOLD_AGAIN.match(match.string, match.end()):
            yield match.start(), read_value(value)
        elif value == int(value) and _NOTE.match(match.string, match.end()):
            yield match.start(), f"{cardinal(int(value))} {money.one}"
        else:
            yield match.start(), sum_in_words(value, money)

    def suffixed(self, match: "re.Match[str]") -> Iterator[Said]:
        money = self.currencies[match["sign"]]
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

    def split(self, match: "re.Match[str]") -> str:
        return sum_in_words(amount(f"{match['units']},{match['cents']}"), self.currencies[match["sign"]])


def _with_scale(match: "re.Match[str]", money: Money, start: int) -> Iterator[Said]:
    """`$1.2 million`: the number where it stands, the scale and the currency where the scale stands."""
    scale = _SCALES.get(match["scale"].lower(), match["scale"])
    yield start, read_value(amount(match["sum"]))
    yield match.start("scale"), f"{scale} {money.many}"


def _scaled(figures: str, scale: str | None) -> str:
    spoken = read_value(amount(figures))
    return f"{spoken} {_SCALES.get(scale.lower(), scale)}" if scale else spoken


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for sums; `$` and `kr` are the advert's own dollar, peso or krone, whose country nobody names there."""
    own = _DOLLAR if context.dollar.endswith("D") else _PESO
    krone = CURRENCIES[context.currency if context.currency in _KRONER else "kr"]
    soles = dict.fromkeys(("S/", "S/."), CURRENCIES["PEN"]) if context.currency == "PEN" else {}
    sums = _Sums({**_WRITTEN, "$": own, "kr": krone, **soles})
    return (
        *([rule(_before_sum(_SOL, _SCALE), sums.prefixed)] if soles else []),
        rule(SPLIT_SUM, whole(sums.split)),
        rule(r"(?<![\w.,])1\s?¢", whole(lambda _: "one cent")),
        rule(_before_sum(_RUPEES, _INDIAN), sums.prefixed),
        rule(_before_sum(_SIGN, _SCALE), sums.prefixed),
        rule(_SUFFIXED, sums.suffixed),
    )
