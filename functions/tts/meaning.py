"""What gives a number its meaning: its place in an order, the unit that it counts, the half of the day it falls in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from num2words import num2words

from vidx import speech
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context
from vidx.speech.counting import counting

_ORDINALS: Final = range(1, 32)
_MORE_ORDINALS: Final[dict[Language, str]] = {"es": "primer tercer", "fr": "second seconde"}
_AGREEMENT: Final[dict[Language, str]] = {
    "en": "$",
    "es": "[oa]s?$",
    "fr": "e?s?$",
    "de": "e[rsnm]?$",
    "pt": "[oa]s?$",
    "it": "[oaie]$",
}
"""How an ordinal ends, by what it agrees with."""
_MORE_UNITS: Final = (("inch", "inches"),)
_LINKS: Final = frozenset(
    {"aux", "auf", "fois", "los", "mal", "mille", "old", "par", "per", "por", "pour", "pro", "times", "vezes"}
)
"""Words in the names of units that stand anywhere else as well."""
_SPELLINGS: Final = (
    (re.compile(r"^(?:kilo|chilo|quilo)(?:s|gramm?\w*)?$|^chili$"), "kilo"),
    (re.compile(r"(?<=met|lit)re(?=s?$)"), "er"),
)
"""What is written in more ways than one: `kilograms` for kilos, `metres` for meters."""
_HALF_OF_DAY: Final = re.compile(r"\w+ [AP] M\b")
"""With the end of its hour, so that two hours do not change halves unseen."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def meanings(text: str, language: Language, context: Context = NO_CONTEXT) -> Iterator[str]:
    """Every ordinal, unit and half of the day that is said, in any order, the same word however it agrees."""
    said = speech.in_words(text, language, context)
    if language == "en":
        yield from _HALF_OF_DAY.findall(said)
    ordinals, units = _ordinals(language), _units(language)
    for word in _words(said):
        stem = _stem(word, language)
        if word in units:
            yield units[word]
        elif stem in ordinals:
            yield stem


@cache
def _ordinals(language: Language) -> frozenset[str]:
    """The stems of the ordinals that are no numbers besides (`third`), which are compared as such."""
    code, number = "pt_BR" if language == "pt" else language, counting(language).word
    written = [str(num2words(value, lang=code, to="ordinal")) for value in _ORDINALS]
    words = _words(" ".join([*written, _MORE_ORDINALS.get(language, "")]))
    return frozenset(_stem(word, language) for word in words if not number.fullmatch(word))


@cache
def _units(language: Language) -> Mapping[str, str]:
    """The words in the names of units, each with the one for many."""
    found: dict[str, str] = {}
    number = counting(language).word
    for one, many in _unit_names(language):
        for word, plural in zip(_words(one), _words(many), strict=False):
            if word not in _LINKS and not number.fullmatch(word):
                found |= {word: plural, plural: plural}
    return found


def _unit_names(language: Language) -> Iterator[tuple[str, str]]:
    """What units are called, one and many of each."""
    if language == "en":
        from vidx.speech.locales.en.measures import UNITS

        yield from (*UNITS.values(), *_MORE_UNITS)
    else:
        from vidx.speech.locales.lexicons import lexicon_of

        yield from ((noun.one, noun.many) for noun in lexicon_of(language).units.values())


def _words(text: str) -> list[str]:
    """Words of three letters and more in small letters without accents, those of one meaning spelled alike."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return [_spelled(word) for word in _WORD.findall(bare)]


def _spelled(word: str) -> str:
    for pattern, usual in _SPELLINGS:
        word = pattern.sub(usual, word)
    return word


def _stem(word: str, language: Language) -> str:
    return re.sub(_AGREEMENT[language], "", word)
