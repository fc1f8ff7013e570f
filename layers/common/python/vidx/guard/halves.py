"""Halves in digits and in words: `1.5 baths` is evidence for `one and a half baths`."""

import re
from typing import Final

from num2words import num2words

from vidx.options import Language

_HALVES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("{n} and a half",),
    "de": ("{n}einhalb",),
    "fr": ("{n} et demi", "{n} et demie"),
    "es": ("{n} y medio", "{n} y media"),
    "pt": ("{n} e meio", "{n} e meia"),
    "it": ("{n} e mezzo", "{n} e mezza"),
}
_CODES: Final[dict[Language, str]] = {"en": "en", "de": "de", "fr": "fr", "es": "es", "pt": "pt_BR", "it": "it"}
_ONES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("one",), "de": ("ein", "eineinhalb", "anderthalb"), "fr": ("un", "une"), "es": ("un", "una"),
    "pt": ("um", "uma"), "it": ("un", "uno", "una"),
}  # fmt: skip
_HALF_IN_DIGITS: Final = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[.,]5|\s?½|\s1/2)(?![\d.,]*\d)(?P<rest>(?:[ -]?[^\W\d_]+){0,2})"
)
_MAX_WHOLE: Final = 20
"""Larger numbers with halves are written in digits only."""


def add_halves(text: str, language: Language) -> str:
    """Return `text`, followed by the words of its halves in digits and the digits of its halves in words."""
    additions = [
        f"{phrase}{match['rest']}"
        for match in _HALF_IN_DIGITS.finditer(text)
        for phrase in _phrases(int(match[1]), language)
    ]
    point = "." if language == "en" else ","
    for value in range(1, _MAX_WHOLE):
        for phrase in _phrases(value, language):
            spoken = re.compile(rf"(?<!\w){re.escape(phrase)}(?P<rest>(?: [^\W\d_]+){{0,2}})", re.IGNORECASE)
            additions += [f"{value}{point}5{match['rest']}" for match in spoken.finditer(text)]
            noun_between = re.compile(
                rf"(?<!\w){_whole_word(phrase)} (?P<noun>[^\W\d_]+) {_half_words(phrase)}(?!\w)", re.IGNORECASE
            )
            additions += [f"{value}{point}5 {match['noun']}" for match in noun_between.finditer(text)]
    return ".\n".join([text, *additions])


def _whole_word(phrase: str) -> str:
    return re.escape(phrase.split(" ", 1)[0])


def _half_words(phrase: str) -> str:
    """Return the words after the noun in `un baño y medio`."""
    return re.escape(phrase.partition(" ")[2] or phrase)


def _phrases(value: int, language: Language) -> list[str]:
    names = _ONES[language] if value == 1 else (num2words(value, lang=_CODES[language]),)
    phrases = [form.format(n=name) for name in names for form in _HALVES[language]]
    if language == "de" and value == 1:
        return ["eineinhalb", "anderthalb", "einundeinhalb"]
    return phrases
