"""All the ways in which the figures of a number are said, as `numeral` compares them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod
from typing import Final

from num2words import num2words

from vidx.options import Language
from vidx.speech.pairing.words import DECIMAL_MARKS, WORD, numeral, plain_letters

_CODES: Final[dict[Language, str]] = {"pt": "pt_BR"}
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,'’   ]\d{3})+")
_DECIMAL: Final = re.compile(r"(\d{1,9})[.,'’](\d{1,4})")
_ROUND_HUNDREDS: Final = re.compile("[1-9][1-9]00")
_MOST_WAYS: Final = 64
"""Of reading figures one by one with a digit called now this, now that (`oh zero seven`)."""
_LONGEST: Final = 15
_YEARS: Final = range(1_000, 2_100)
_HUNDRED: Final[dict[Language, str]] = {"en": "hundred", "de": "hundert"}
"""Of languages in which years and round numbers are said by hundreds."""
_ORDINALS: Final = range(1, 101)
_ZEROS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("zero", "oh", "o", "nought"),
    "es": ("cero",),
    "fr": ("zero",),
    "de": ("null",),
    "pt": ("zero",),
    "it": ("zero",),
}
_DIGITS: Final[dict[Language, dict[str, tuple[str, ...]]]] = {"de": {"2": ("zwo",)}, "pt": {"6": ("meia",)}}
"""Further names of digits that are read one by one."""
_HALVES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("half",),
    "es": ("medio", "media"),
    "fr": ("demi", "demie"),
    "de": ("einhalb",),
    "pt": ("meio", "meia"),
    "it": ("mezzo", "mezza"),
}
"""After the joint word: `six and a half`."""
_MORE_ORDINALS: Final[dict[Language, dict[int, str]]] = {
    "es": {1: "primer", 3: "tercer"},
    "fr": {2: "second seconde"},
}
_AGREEMENT: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile("$"),
    "es": re.compile("[oa]s?$"),
    "fr": re.compile("(?:ere?|e)s?$"),
    "de": re.compile("e[rsnm]?$"),
    "pt": re.compile("[oa]s?$"),
    "it": re.compile("[oaie]$"),
}
"""How an ordinal ends, by what it agrees with."""


@cache
def readings(figures: str, language: Language) -> frozenset[str]:
    """Of figures with or without separators; nothing else keeps their value."""
    return frozenset(_readings(figures, language))


def _readings(figures: str, language: Language) -> Iterator[str]:
    if figures.isdecimal():
        yield from _of_digits(figures, language)
    if _GROUPED.fullmatch(figures):
        yield from _cardinals(int(re.sub(r"\D", "", figures)), language)
    decimal = _DECIMAL.fullmatch(figures)
    if decimal:
        yield from _decimals(decimal[1], decimal[2], language)


def _of_digits(figures: str, language: Language) -> Iterator[str]:
    yield from one_by_one(figures, language)
    if len(figures) > _LONGEST:
        return
    value = int(figures)
    if figures[0] != "0" or value == 0:
        yield from _cardinals(value, language)
    if len(figures) in {3, 4}:  # in two parts: four fifty, nineteen ninety, forty oh nine
        for head, tail in product(_small(figures[:-2], language), _small(figures[-2:], language)):
            yield head + tail
    if _ROUND_HUNDREDS.fullmatch(figures) and language in _HUNDRED:
        for head in _small(figures[:2], language):
            yield head + _HUNDRED[language]


def _small(figures: str, language: Language) -> Iterator[str]:
    if figures[0] != "0":
        yield from _cardinals(int(figures), language)
    if figures[0] == "0" or len(figures) == 1:
        yield from one_by_one(figures, language)


def _cardinals(value: int, language: Language) -> Iterator[str]:
    yield _numeral(num2words(value, lang=_code(language)), language)
    if value in _YEARS and language in _HUNDRED:
        yield _numeral(num2words(value, lang=_code(language), to="year"), language)
    if language == "de":
        yield _numeral(num2words(value, lang="de"), language).replace("einhundert", "hundert", 1)
        yield _numeral(num2words(value, lang="de"), language).replace("eintausend", "tausend", 1)


@cache
def one_by_one(figures: str, language: Language) -> frozenset[str]:
    """Digit by digit."""
    if len(figures) > _LONGEST:
        return frozenset()
    names = [
        (
            *_digit(digit, language),
            *_DIGITS.get(language, {}).get(digit, ()),
        )
        for digit in figures
    ]
    if prod(map(len, names)) > _MOST_WAYS:  # every digit by the same name wherever it stands
        return frozenset("".join(own[min(way, len(own) - 1)] for own in names) for way in range(max(map(len, names))))
    return frozenset("".join(parts) for parts in product(*names))


def _digit(digit: str, language: Language) -> tuple[str, ...]:
    return _ZEROS[language] if digit == "0" else (_numeral(num2words(int(digit), lang=_code(language)), language),)


def _decimals(whole: str, part: str, language: Language) -> Iterator[str]:
    heads, tails = list(_of_digits(whole, language)), {*_of_digits(part, language)}
    for mark in DECIMAL_MARKS[language]:
        yield from (f"{head}{mark}{tail}" for head in heads for tail in tails)
    if part.strip("0") == "5":
        yield from (f"{head}{half}" for head in heads for half in _HALVES[language])
    if part in {"0", "00"}:
        yield from heads


@cache
def ordinals(value: int, language: Language) -> frozenset[str]:
    """Ordinals of 1 to 100 as `ordinal_stem` has them; of any other value none."""
    if value not in _ORDINALS:
        return frozenset()
    texts = [str(num2words(value, lang=_code(language), to="ordinal"))]
    texts += _MORE_ORDINALS.get(language, {}).get(value, "").split()
    return frozenset(ordinal_stem(WORD.findall(text), language) for text in texts)


def ordinal_stem(words: list[str], language: Language) -> str:
    """The words as one, each without the ending by which it agrees."""
    return "".join(_AGREEMENT[language].sub("", plain_letters(word)) for word in words if plain_letters(word) != "and")


def _code(language: Language) -> str:
    return _CODES.get(language, language)


def _numeral(text: object, language: Language) -> str:
    return numeral(WORD.findall(str(text)), language)
