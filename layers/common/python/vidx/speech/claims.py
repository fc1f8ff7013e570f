"""Find the numerical claims of a text: its numbers, each with its currency or percent.

    find_claims("Only $45, 20% off, one owner", "en")
    → Claim(("forty", "five"), "dollars"), Claim(("twenty",), "percent")

Claims are found in the spoken form, so that digits and words make no difference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from vidx import speech
from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.number_words import NumberWords, number_words
from vidx.speech.tokens import Token

_PUNCTUATION: Final = (",", ".", ";", ":", "!", "?", "…", "—", "–")
_MILLION_LINKS: Final = frozenset({"de", "d", "di"})
"""Words between millions and their noun: `millones de euros`."""
PERCENT: Final = "percent"
"""Unit of a claim in percent."""
_WORD: Final = re.compile(r"[^\W\d_]+")
"""A spoken word, or its part before or after an apostrophe."""


class Claim(NamedTuple):
    """A number in words, and its unit: the plural of a currency, `percent`, or empty."""

    number: tuple[str, ...]
    unit: str

    def __str__(self) -> str:
        return f"{' '.join(self.number)} {self.unit}".strip()


class Word(NamedTuple):
    """A spoken word without its agreement, or a boundary that no number crosses.

    Attributes:
        text: the word in lower case; empty for a boundary.
        in_digits: whether the token of the word has digits in its written form.
        token_index: index of the word's token.
        punctuation: the mark at a boundary; empty for a boundary between two numbers.
    """

    text: str
    in_digits: bool = False
    token_index: int = 0
    punctuation: str = ""


class LocatedClaim(NamedTuple):
    """A claim and its place: `words[start:end]` is the number, without its unit."""

    claim: Claim
    words: Sequence[Word]
    start: int
    end: int


def find_claims(text: str, language: Language, context: Context = NO_CONTEXT) -> Iterator[Claim]:
    """The claims of a text, in order."""
    return claims_of(speech.tokenize(text, language, context), language)


def claims_of(tokens: Sequence[Token], language: Language) -> Iterator[Claim]:
    """The claims of a text that is normalized already."""
    return (each.claim for each in locate_claims(tokens, language))


def locate_claims(
    tokens: Sequence[Token], language: Language, *, with_articles: bool = False
) -> Iterator[LocatedClaim]:
    """The claims of tokens, each with the words around it.

    Args:
        with_articles: include numbers that are no claim alone, such as the article `un`.
    """
    vocabulary = number_words(language)
    words = list(_with_percent(list(_words(tokens, vocabulary)), vocabulary))
    index = 0
    while index < len(words):
        end = _number_end(words, index, vocabulary)
        number = tuple(word.text for word in words[index:end] if word.text not in vocabulary.optional)
        unit = unit_after([word.text for word in words[end : end + 4]], language)
        if number and (with_articles or not is_no_claim(number, unit, words[index], vocabulary)):
            yield LocatedClaim(Claim(number, unit), words, index, end)
        index = max(end, index + 1)


def is_no_claim(number: tuple[str, ...], unit: str, first: Word, vocabulary: NumberWords) -> bool:
    """Whether a number is an article or a homonym instead of a claim."""
    if unit or len(number) > 1:
        return False
    return number[0] in vocabulary.articles or (number[0] in vocabulary.homonyms and not first.in_digits)


def _words(tokens: Sequence[Token], vocabulary: NumberWords) -> Iterator[Word]:
    """Yield the words and boundaries of tokens.

    Boundaries are at punctuation, also inside one token (`5/26/2024`), and between tokens with digits (`MX-5 2019`,
    `un 20 %`), but not before a scale (`1.5 million`).
    """
    has_digits_before = False
    for index, token in enumerate(tokens):
        has_digits = any(map(str.isdigit, token.written_form))
        for piece_index, piece in enumerate(re.split(r"[,;]", token.spoken_form)):
            words = [vocabulary.without_agreement(part) for part in _WORD.findall(piece)]
            starts_number = bool(words) and vocabulary.pattern.fullmatch(words[0]) and words[0] not in vocabulary.scales
            if piece_index or ((has_digits or has_digits_before) and starts_number):
                yield Word("", token_index=index, punctuation="," if piece_index else "")
            yield from (Word(word, has_digits, index) for word in words)
        has_digits_before = has_digits
        if token.spoken_form.endswith(_PUNCTUATION):
            yield Word("", token_index=index, punctuation=token.spoken_form[-1])


def _with_percent(words: list[Word], vocabulary: NumberWords) -> Iterator[Word]:
    """The words with those of percent as one, so that its `cent` is no number.

    Only after a number: `por ciento sesenta euros` is an amount.
    """
    percent = vocabulary.percent
    index = 0
    while index < len(words):
        after_number = index > 0 and vocabulary.pattern.fullmatch(words[index - 1].text)
        if after_number and tuple(word.text for word in words[index : index + len(percent)]) == percent:
            yield Word(PERCENT, token_index=words[index].token_index)
            index += len(percent)
        else:
            yield words[index]
            index += 1


def _number_end(words: list[Word], start: int, vocabulary: NumberWords) -> int:
    """The end of the number at `start`; `start` itself when there is no number."""
    end = start
    while end < len(words) and (
        vocabulary.pattern.fullmatch(words[end].text) or _is_connector(words, start, end, vocabulary)
    ):
        end += 1
    return end


def _is_connector(words: list[Word], start: int, index: int, vocabulary: NumberWords) -> bool:
    """Whether `words[index]` connects two parts of the number at `start`."""
    before = vocabulary.connectors.get(words[index].text)
    if before is None or index == start or index + 1 == len(words):
        return False
    return bool(before.match(words[index - 1].text) and vocabulary.pattern.fullmatch(words[index + 1].text))


def unit_after(next_words: list[str], language: Language) -> str:
    """The currency or percent after a number; other words of a currency are skipped (`New Zealand dollars`)."""
    units, qualifiers = money_words(language)
    for word in next_words:
        if word in units:
            return units[word]
        if word not in qualifiers and word not in _MILLION_LINKS:
            return ""
    return ""


@cache
def money_words(language: Language) -> tuple[Mapping[str, str], frozenset[str]]:
    """Words of a currency's units, each with its plural, and words that qualify them (`New Zealand`), in lower case."""
    if language == "en":
        from vidx.speech.locales.en.money import MONEY_WORDS, QUALIFIERS

        return {**MONEY_WORDS, PERCENT: PERCENT}, QUALIFIERS
    from vidx.speech.locales import locale_of
    from vidx.speech.locales.money import money_words as words_of

    units, qualifiers = words_of(locale_of(language))
    return {**units, PERCENT: PERCENT}, qualifiers
