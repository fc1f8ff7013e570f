"""What a text claims in figures: its numbers, each with its currency or percent.

Texts are heard as they are spoken, so that it makes no difference whether a number is written in figures or in words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from vidx import speech
from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.counting import Counting, counting
from vidx.speech.tokens import Token

_BREAKS: Final = (",", ".", ";", ":", "!", "?", "…", "—", "–")
_LINKS: Final = frozenset({"de", "d", "di"})
"""Between millions and what is counted."""
PERCENT: Final = "percent"
_PART: Final = re.compile(r"[^\W\d_]+")
"""A spoken word, or what stands before or after its apostrophe."""


class Claim(NamedTuple):
    """A number in words, and its currency or `percent` when it has one."""

    number: tuple[str, ...]
    unit: str

    def __str__(self) -> str:
        return f"{' '.join(self.number)} {self.unit}".strip()


class Word(NamedTuple):
    """A spoken word without its agreement; empty wherever one number ends before another may begin.

    Attributes:
        token: index of the word's token in `speech.tokens`.
        mark: the punctuation that an empty word stands for.
    """

    text: str
    in_figures: bool = False
    token: int = 0
    mark: str = ""


class Located(NamedTuple):
    """A claim and where it stands: `words[start:end]` is the number, without what follows it."""

    claim: Claim
    words: Sequence[Word]
    start: int
    end: int


def claims(text: str, language: Language, context: Context = NO_CONTEXT) -> Iterator[Claim]:
    """Every number of the text that claims something, in order."""
    return claims_in(speech.tokens(text, language, context), language)


def claims_in(tokens: Sequence[Token], language: Language) -> Iterator[Claim]:
    """As `claims`, of a text that is normalized already."""
    return (located.claim for located in located_claims(tokens, language))


def located_claims(tokens: Sequence[Token], language: Language, *, idle: bool = False) -> Iterator[Located]:
    """As `claims_in`, each with the words around it; with `idle` also numbers that claim nothing alone."""
    known = counting(language)
    words = list(_with_percent(list(_words(tokens, known)), known))
    at = 0
    while at < len(words):
        end = _number_end(words, at, known)
        number = tuple(word.text for word in words[at:end] if word.text not in known.silent)
        unit = unit_of([word.text for word in words[end : end + 4]], language)
        if number and (idle or not claims_nothing(number, unit, words[at], known)):
            yield Located(Claim(number, unit), words, at, end)
        at = max(end, at + 1)


def claims_nothing(number: tuple[str, ...], unit: str, first: Word, known: Counting) -> bool:
    if unit or len(number) > 1:
        return False
    return number[0] in known.idle or (number[0] in known.homonyms and not first.in_figures)


def _words(tokens: Sequence[Token], known: Counting) -> Iterator[Word]:
    """The words, and a break at punctuation, inside what is said for one word too (`5/26/2024`), and between figures
    that stand side by side (`MX-5 2019`) unless a scale follows (`1.5 million`); an article before figures is no part
    of them (`un 20 %`)."""
    figures_before = False
    for index, token in enumerate(tokens):
        figures = any(map(str.isdigit, token.shown))
        for at, piece in enumerate(re.split(r"[,;]", token.reading)):
            words = [known.plain(part) for part in _PART.findall(piece)]
            starts_number = bool(words) and known.word.fullmatch(words[0]) and words[0] not in known.scales
            if at or ((figures or figures_before) and starts_number):
                yield Word("", token=index, mark="," if at else "")
            yield from (Word(word, figures, index) for word in words)
        figures_before = figures
        if token.reading.endswith(_BREAKS):
            yield Word("", token=index, mark=token.reading[-1])


def _with_percent(words: list[Word], known: Counting) -> Iterator[Word]:
    """The language's words for percent as one, so that its `cent` is no number; they follow a number (`por ciento
    sesenta euros` names a sum)."""
    percent = known.percent
    at = 0
    while at < len(words):
        after_number = at > 0 and known.word.fullmatch(words[at - 1].text)
        if after_number and tuple(word.text for word in words[at : at + len(percent)]) == percent:
            yield Word(PERCENT, token=words[at].token)
            at += len(percent)
        else:
            yield words[at]
            at += 1


def _number_end(words: list[Word], start: int, known: Counting) -> int:
    """Where the number that begins at `start` ends; `start` itself when none does."""
    end = start
    while end < len(words) and (known.word.fullmatch(words[end].text) or _joins(words, start, end, known)):
        end += 1
    return end


def _joins(words: list[Word], start: int, at: int, known: Counting) -> bool:
    before = known.joints.get(words[at].text)
    if before is None or at == start or at + 1 == len(words):
        return False
    return bool(before.match(words[at - 1].text) and known.word.fullmatch(words[at + 1].text))


def unit_of(following: list[str], language: Language) -> str:
    """The currency or percent right after a number, a nation skipped (`New Zealand dollars`, `millones de euros`)."""
    units, nations = _units(language)
    for word in following:
        if word in units:
            return units[word]
        if word not in nations and word not in _LINKS:
            return ""
    return ""


def units_and_nations(language: Language) -> tuple[Mapping[str, str], frozenset[str]]:
    """Units of money by their words, and the words of nations that may stand beside them."""
    return _units(language)


@cache
def _units(language: Language) -> tuple[Mapping[str, str], frozenset[str]]:
    """Units by their words, and the words of nations that may stand before them."""
    if language == "en":
        from vidx.speech.locales.en.money import NATIONS, UNITS

        return {**UNITS, PERCENT: PERCENT}, NATIONS
    from vidx.speech.locales.lexicons import lexicon_of
    from vidx.speech.locales.money import named

    units, nations = named(lexicon_of(language))
    return {**units, PERCENT: PERCENT}, nations
