"""What a script claims in figures, and whether its listing says the same.

Both texts are compared as they are spoken, so that it makes no difference whether a number is written in figures or
in words.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from functions.script.price import written
from vidx import spoken
from vidx.listing import Listing
from vidx.options import Language
from vidx.spoken.english.money import CURRENCIES

_UNITS_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_MORE_WORDS: Final = "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
_SCALE_WORDS: Final = "hundred thousand million billion dozen half third thirds quarter quarters"
_SCALES: Final = frozenset({"hundred", "thousand", "million", "billion"})
_ORDINALS: Final = "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fifteenth twentieth"
_DECADES: Final = "twenties thirties forties fifties sixties seventies eighties nineties"
_NUMBER_WORDS: Final = frozenset(
    chain.from_iterable(words.split() for words in (_UNITS_WORDS, _MORE_WORDS, _SCALE_WORDS, _ORDINALS, _DECADES))
)
_INSIDE: Final = frozenset({"point", "oh"})
"""Part of a number only between two others."""
_BREAKS: Final = (",", ".", ";", ":", "!", "?", "…", "—", "–")
_IDIOM: Final = ("one",)
"""`one of a kind` claims nothing."""
_NAMES: Final = {
    word.lower(): money.many.split()[-1]
    for money in CURRENCIES.values()
    for word in (money.one.split()[-1], money.many.split()[-1])
} | {
    word.lower(): money.small_many
    for money in CURRENCIES.values()
    for word in (money.small_one, money.small_many)
    if word
}  # fmt: skip
_UNITS: Final = _NAMES | {"percent": "percent"}
_NATIONS: Final = frozenset(word.lower() for money in CURRENCIES.values() for word in money.many.split()[:-1])
_CONTACT: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|www\.\S+|\b[\w-]+\.(?:com|net|org|io|co|shop|app)\b")


class Claim(NamedTuple):
    """A number in words, and its currency or `percent` when it has one."""

    number: tuple[str, ...]
    unit: str


def unsupported(script: str, listing: Listing) -> list[str]:
    """What `script` claims and `listing` does not say: numbers, prices, and addresses; each as it is spoken."""
    source = f"{listing.title}. {listing.description}. {written(listing.price, listing.currency)}."
    known = set(claims(source, listing.language))
    numbers = {claim.number for claim in known}
    wrong = [
        f"{' '.join(claim.number)} {claim.unit}".strip()
        for claim in claims(script, listing.language)
        if claim not in known and (claim.unit or claim.number not in numbers) and claim != Claim(_IDIOM, "")
    ]
    addresses = [address for address in _CONTACT.findall(script) if address.lower() not in source.lower()]
    return list(dict.fromkeys([*wrong, *addresses]))


def claims(text: str, language: Language) -> Iterator[Claim]:
    """Every number of the text, in order."""
    words = list(_words(text, language))
    at = 0
    while at < len(words):
        end = _number_end(words, at)
        if end > at:
            yield Claim(tuple(words[at:end]), _unit(words[end:]))
        at = max(end, at + 1)


def _words(text: str, language: Language) -> Iterator[str]:
    """The spoken words in lower case, and an empty one wherever one number ends before another may begin.

    That is at punctuation, and between figures that stand side by side (`MX-5 2019`) unless a scale follows
    (`1.5 million`).
    """
    figures_before = False
    for token in spoken.tokens(text, language):
        words = [word.lower() for word in token.words]
        figures = any(map(str.isdigit, token.shown))
        if (figures or figures_before) and words and words[0] in _NUMBER_WORDS - _SCALES:
            yield ""
        yield from words
        figures_before = figures
        if token.said.endswith(_BREAKS):
            yield ""


def _number_end(words: list[str], start: int) -> int:
    """Where the number that begins at `start` ends; `start` itself when none does."""
    end = start
    while end < len(words) and (words[end] in _NUMBER_WORDS or _joins(words, start, end)):
        end += 1
    return end


def _joins(words: list[str], start: int, at: int) -> bool:
    return words[at] in _INSIDE and at > start and words[at + 1 : at + 2] != [] and words[at + 1] in _NUMBER_WORDS


def _unit(following: list[str]) -> str:
    """The currency or `percent` right after a number, its nation skipped (`New Zealand dollars`)."""
    for word in following:
        if word in _UNITS:
            return _UNITS[word]
        if word not in _NATIONS:
            return ""
    return ""
