"""Spoken words in a form in which they can be compared, and words that may stand between others."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vidx.options import Language
from vidx.speech.number_words import number_words

WORD: Final = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS: Final[dict[Language, str]] = {
    "en": "and to by of the per a an at on in through dash slash point dot times",
    "es": "y a de del la el por al las los en con coma punto guion barra",
    "fr": "et à a de du des la le l d par sur au aux en virgule point tiret",
    "de": "und bis mal der die das den dem des am im vom zum pro je auf komma punkt strich",
    "pt": "e a de do da o por ao às as até vírgula ponto traço barra em no na",
    "it": "e a da di del della il la lo l al per alle virgola punto trattino su",
}
"""Articles, prepositions and other words that may be added to numbers and abbreviations without a new claim."""

DECIMAL_SEPARATORS: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset({"point", "dot"}),
    "es": frozenset({"coma", "punto"}),
    "fr": frozenset({"virgule", "point"}),
    "de": frozenset({"komma", "punkt"}),
    "pt": frozenset({"virgula", "ponto"}),
    "it": frozenset({"virgola", "punto"}),
}
"""Names of the decimal separator, which a number keeps."""


def plain_letters(word: str) -> str:
    """The word in lower case without accents: `Größe` → grosse."""
    decomposition = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposition if not unicodedata.combining(char))


def function_words(language: Language) -> frozenset[str]:
    """The function words of a language, in plain letters."""
    return frozenset(map(plain_letters, _FUNCTION_WORDS[language].split()))


def join_number_words(words: Sequence[str], language: Language) -> str:
    """The words of a number as one, without agreement and function words: `vingt et une` → `vingtun`."""
    vocabulary, words_left_out = number_words(language), function_words(language) - DECIMAL_SEPARATORS[language]
    plain_words = [plain_letters(vocabulary.without_agreement(word)) for word in words]
    return "".join(word for word in plain_words if word not in words_left_out)


@dataclass(frozen=True)
class SpokenWord:
    """A word of the spoken form, with the offset of its first character there."""

    text: str
    start: int

    @property
    def plain(self) -> str:
        """The word in plain letters."""
        return plain_letters(self.text)


def spoken_words(spoken: str) -> tuple[SpokenWord, ...]:
    """The words of a spoken form, in order."""
    return tuple(SpokenWord(match[0], match.start()) for match in WORD.finditer(spoken))
