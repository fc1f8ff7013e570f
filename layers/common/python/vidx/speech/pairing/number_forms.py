"""All ways to speak a number in digits, as `words.join_number_words` joins them.

number_forms("1990", "en") → onethousandninehundredninety, nineteenninety, onenineninezero …
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod
from typing import Final

from num2words import num2words

from vidx.options import Language
from vidx.speech.pairing.words import DECIMAL_SEPARATORS, WORD, join_number_words, plain_letters

_CODES: Final[dict[Language, str]] = {"pt": "pt_BR"}
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,'’   ]\d{3})+")
_DECIMAL: Final = re.compile(r"(\d{1,9})[.,'’](\d{1,4})")
_ROUND_HUNDREDS: Final = re.compile("[1-9][1-9]00")
_MAX_COMBINATIONS: Final = 64
"""Combinations of several names of the same digit in one number (`oh zero seven`); beyond, each digit has one name."""
_LONGEST: Final = 15
"""Digits."""
_YEARS: Final = range(1_000, 2_100)
_HUNDRED: Final[dict[Language, str]] = {"en": "hundred", "de": "hundert"}
"""The word for hundred in languages that read years and round numbers by hundreds (`fifteen hundred`)."""
_ORDINAL_VALUES: Final = range(1, 101)
_ZEROS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("zero", "oh", "o", "nought"),
    "es": ("cero",),
    "fr": ("zero",),
    "de": ("null",),
    "pt": ("zero",),
    "it": ("zero",),
}
_MORE_DIGITS: Final[dict[Language, dict[str, tuple[str, ...]]]] = {"de": {"2": ("zwo",)}, "pt": {"6": ("meia",)}}
"""Further names of digits that are read one by one: `zwo`, `meia`."""
_HALVES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("half",),
    "es": ("medio", "media"),
    "fr": ("demi", "demie"),
    "de": ("einhalb",),
    "pt": ("meio", "meia"),
    "it": ("mezzo", "mezza"),
}
"""Words for a half after a number: `six and a half`."""
_MORE_ORDINALS: Final[dict[Language, dict[int, str]]] = {
    "es": {1: "primer", 3: "tercer"},
    "fr": {2: "second seconde"},
}
"""Ordinals besides those of num2words."""
_AGREEMENT_ENDING: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile("$"),
    "es": re.compile("[oa]s?$"),
    "fr": re.compile("(?:ere?|e)s?$"),
    "de": re.compile("e[rsnm]?$"),
    "pt": re.compile("[oa]s?$"),
    "it": re.compile("[oaie]$"),
}
"""Endings of ordinals that agree with a noun."""


@cache
def number_forms(digits: str, language: Language) -> frozenset[str]:
    """The spoken forms of digits with or without separators. Any other words have another value."""
    return frozenset(_all_forms(digits, language))


def _all_forms(digits: str, language: Language) -> Iterator[str]:
    if digits.isdecimal():
        yield from _of_digits(digits, language)
    if _GROUPED.fullmatch(digits):
        yield from _cardinals(int(re.sub(r"\D", "", digits)), language)
    decimal = _DECIMAL.fullmatch(digits)
    if decimal:
        yield from _decimals(decimal[1], decimal[2], language)


def _of_digits(digits: str, language: Language) -> Iterator[str]:
    """Forms of digits without separators: digit by digit, as a cardinal, in two parts, by hundreds."""
    yield from digit_by_digit(digits, language)
    if len(digits) > _LONGEST:
        return
    value = int(digits)
    if digits[0] != "0" or value == 0:
        yield from _cardinals(value, language)
    if len(digits) in {3, 4}:  # in two parts: four fifty, nineteen ninety, forty oh nine
        for first, second in product(_two_digit_forms(digits[:-2], language), _two_digit_forms(digits[-2:], language)):
            yield first + second
    if _ROUND_HUNDREDS.fullmatch(digits) and language in _HUNDRED:
        for first in _two_digit_forms(digits[:2], language):
            yield first + _HUNDRED[language]


def _two_digit_forms(digits: str, language: Language) -> Iterator[str]:
    """Forms of one or two digits as a part of a number: `05` → oh five."""
    if digits[0] != "0":
        yield from _cardinals(int(digits), language)
    if digits[0] == "0" or len(digits) == 1:
        yield from digit_by_digit(digits, language)


def _cardinals(value: int, language: Language) -> Iterator[str]:
    """Forms of a cardinal or a year."""
    yield _joined(num2words(value, lang=_code(language)), language)
    if value in _YEARS and language in _HUNDRED:
        yield _joined(num2words(value, lang=_code(language), to="year"), language)
    if language == "de":
        yield _joined(num2words(value, lang="de"), language).replace("einhundert", "hundert", 1)
        yield _joined(num2words(value, lang="de"), language).replace("eintausend", "tausend", 1)


@cache
def digit_by_digit(digits: str, language: Language) -> frozenset[str]:
    """The forms of digits that are read one by one."""
    if len(digits) > _LONGEST:
        return frozenset()
    names = [
        (
            *_digit(digit, language),
            *_MORE_DIGITS.get(language, {}).get(digit, ()),
        )
        for digit in digits
    ]
    if prod(map(len, names)) > _MAX_COMBINATIONS:  # each digit has the same name at all its places
        return frozenset(
            "".join(forms[min(index, len(forms) - 1)] for forms in names) for index in range(max(map(len, names)))
        )
    return frozenset("".join(parts) for parts in product(*names))


def _digit(digit: str, language: Language) -> tuple[str, ...]:
    """Names of a digit."""
    return _ZEROS[language] if digit == "0" else (_joined(num2words(int(digit), lang=_code(language)), language),)


def _decimals(whole: str, part: str, language: Language) -> Iterator[str]:
    """Forms of a decimal number: with the separator's name, or as a half."""
    firsts, seconds = list(_of_digits(whole, language)), {*_of_digits(part, language)}
    for separator in DECIMAL_SEPARATORS[language]:
        yield from (f"{first}{separator}{second}" for first in firsts for second in seconds)
    if part.strip("0") == "5":
        yield from (f"{first}{half}" for first in firsts for half in _HALVES[language])
    if part in {"0", "00"}:
        yield from firsts


@cache
def ordinals(value: int, language: Language) -> frozenset[str]:
    """Stems of the ordinals of 1 to 100, as `ordinal_stem` makes them; empty for any other value."""
    if value not in _ORDINAL_VALUES:
        return frozenset()
    texts = [str(num2words(value, lang=_code(language), to="ordinal"))]
    texts += _MORE_ORDINALS.get(language, {}).get(value, "").split()
    return frozenset(ordinal_stem(WORD.findall(text), language) for text in texts)


def ordinal_stem(words: list[str], language: Language) -> str:
    """The words as one, each without the ending that agrees with a noun."""
    return "".join(
        _AGREEMENT_ENDING[language].sub("", plain_letters(word)) for word in words if plain_letters(word) != "and"
    )


def _code(language: Language) -> str:
    return _CODES.get(language, language)


def _joined(text: object, language: Language) -> str:
    return join_number_words(WORD.findall(str(text)), language)
