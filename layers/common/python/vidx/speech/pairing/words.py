"""Spoken words in a form in which they can be compared, and the words that may stand between others."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vidx.options import Language
from vidx.speech.number_words import number_words

WORD: Final = re.compile(r"[^\W\d_]+")
_JOINTS: Final[dict[Language, str]] = {
    "en": "and to by of the per a an at on in through dash slash point dot times",
    "es": "y a de del la el por al las los en con coma punto guion barra",
    "fr": "et à a de du des la le l d par sur au aux en virgule point tiret",
    "de": "und bis mal der die das den dem des am im vom zum pro je auf komma punkt strich",
    "pt": "e a de do da o por ao às as até vírgula ponto traço barra em no na",
    "it": "e a da di del della il la lo l al per alle virgola punto trattino su",
}
"""Words that carry figures and short forms and claim nothing by themselves."""


def plain_letters(word: str) -> str:
    """In small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def function_words(language: Language) -> frozenset[str]:
    return frozenset(map(plain_letters, _JOINTS[language].split()))


def numeral(words: Sequence[str], language: Language) -> str:
    """A number's words as one, without agreement, hyphens and the words between them: `vingt et une` → `vingtun`."""
    known, between = number_words(language), function_words(language) - DECIMAL_MARKS[language]
    plain = [plain_letters(known.without_agreement(word)) for word in words]
    return "".join(word for word in plain if word not in between)


DECIMAL_MARKS: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset({"point", "dot"}),
    "es": frozenset({"coma", "punto"}),
    "fr": frozenset({"virgule", "point"}),
    "de": frozenset({"komma", "punkt"}),
    "pt": frozenset({"virgula", "ponto"}),
    "it": frozenset({"virgola", "punto"}),
}


@dataclass(frozen=True)
class SpokenWord:
    """A word of the spoken form, and where it stands there."""

    text: str
    start: int

    @property
    def plain(self) -> str:
        return plain_letters(self.text)


def spoken_words(spoken: str) -> tuple[SpokenWord, ...]:
    return tuple(SpokenWord(match[0], match.start()) for match in WORD.finditer(spoken))
