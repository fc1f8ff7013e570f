"""Split a text into sentences. A dot of an abbreviation (`2. Hd.`, `Avda.`) or before a small letter ends none."""

import re
from functools import cache
from typing import Final

from vidx.options import Language

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”»)]*\s+")
_LAST_WORD: Final = re.compile(r"[^\s(\"“«/]+$")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+")
_ORDINAL: Final = re.compile(r"\d{1,2}\.")
_NUMBER_BEFORE: Final = re.compile(r"\d\s?$")
_END_SENTENCES: Final = frozenset({"etc.", "ecc.", "usw."})
"""Abbreviations after which a capital letter begins a sentence."""
_TITLES: Final = frozenset({"Mr.", "Mrs.", "Ms.", "Dr.", "Dra.", "Prof.", "Sr.", "Sra.", "Sig.", "Dott.", "Ing."})
"""Abbreviations that stand before a name."""
_NUMBER_AFTER: Final = re.compile(r"[€$£~]?\s?\d")
_ABBREVIATIONS_BEFORE_NUMBERS: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"(?:dep|elec|orig|utils?|pkg)\.", re.IGNORECASE),
    "de": re.compile(r"(?:mind|gar|vers|nk|kt|[^\Waeiouyäöü\d_]{2,4})\.", re.IGNORECASE),
    "fr": re.compile(r"(?:dépl|hon|gar|char|ch|forf|min|[^\Waeiouyéèàù\d_]{2,4})\.", re.IGNORECASE),
    "es": re.compile(r"(?:mtto|gtos|dom|\w{0,5}[bcfghjkmpqtvxz])\.", re.IGNORECASE),
    "pt": re.compile(r"(?:cond|dom|gar|\w{0,5}[bcdfghjkpqtvx])\.", re.IGNORECASE),
    "it": re.compile(r"\w{0,5}[bcdfghjkmpqstvxz]\.", re.IGNORECASE),
}
"""Words that are abbreviations before a number: they end in letters in which words of the language hardly end."""


def split_sentences(text: str, language: Language) -> list[str]:
    """The sentences of `text` in order. Joined by spaces they equal `text` with white space normalized."""
    text = " ".join(text.split())
    sentences: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ends_sentence(text, match.start(), match.end(), language):
            sentences.append(text[start : match.end()].rstrip())
            start = match.end()
    return [*sentences, text[start:]] if text[start:] else sentences


def _ends_sentence(text: str, end: int, next_start: int, language: Language) -> bool:
    """Whether the mark before `text[end:]` ends a sentence rather than an abbreviation."""
    if text[end - 1] != ".":
        return True
    if text[next_start : next_start + 1].islower():
        return False
    word = _LAST_WORD.search(text, 0, end)
    if word is None or word[0] in _END_SENTENCES:
        return True
    is_ordinal = language == "de" and _ORDINAL.fullmatch(word[0])
    if is_ordinal or (
        _ABBREVIATIONS_BEFORE_NUMBERS[language].fullmatch(word[0]) and _NUMBER_AFTER.match(text, next_start)
    ):
        return False
    if language != "de" and _NUMBER_BEFORE.search(text, 0, word.start()):
        return True  # `3 hab. Muy luminoso`: a capital starts a sentence where nouns have small letters
    return not (_INITIALS.fullmatch(word[0]) or word[0] in _TITLES or word[0] in abbreviations_with_dot(language))


@cache
def abbreviations_with_dot(language: Language) -> frozenset[str]:
    """The abbreviations with a dot that the language's grammar has, also with a capital letter."""
    if language == "en":
        from vidx.speech.locales.en.abbreviations import DOTTED

        abbreviations = set(DOTTED)
    else:
        from vidx.speech.locales import locale_of

        locale = locale_of(language)
        abbreviations = {
            *locale.dotted_abbreviations,
            *locale.count_nouns,
            *locale.adjective_abbreviations,
            *locale.nouns_after_ordinal_dot,
        }
    dotted = {abbreviation for abbreviation in abbreviations if abbreviation.endswith(".")}
    return frozenset(form for each in dotted for form in (each, each.capitalize(), each.split()[-1]))
