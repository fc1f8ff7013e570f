"""The engine of a reading: rules find figures, symbols and short forms in a text and say them in words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Said = tuple[int, str]
"""Words, and the offset in the text of what they are said for."""

Read = Callable[["re.Match[str]"], Iterable[Said]]


@dataclass(frozen=True)
class Rule:
    """What a match of `pattern` is read as; an offset must lie inside the match.

    An empty result lets later rules match. A rule that is not `sure` has the likeliest of several readings: it is used
    for timing, and the voice gets the text as it is written.
    """

    pattern: re.Pattern[str]
    read: Read
    sure: bool = True


@dataclass(frozen=True)
class Reading:
    """One language: its rules, the first of which wins where two match, and the names of single symbols."""

    rules: Sequence[Rule]
    symbols: Mapping[str, str]


@dataclass(frozen=True)
class Parsed:
    """What the rules made of a text: words by offset, which characters they stand for, and which of these are only
    likely to be read so."""

    words: Mapping[int, str]
    taken: Sequence[bool]
    unsure: Sequence[bool]


def rule(pattern: str, read: Read, flags: int = 0) -> Rule:
    return Rule(re.compile(pattern, flags), read)


def guess(pattern: str, read: Read) -> Rule:
    """A rule for what has several readings; see `Rule`."""
    return Rule(re.compile(pattern), read, sure=False)


def whole(read: Callable[["re.Match[str]"], str]) -> Read:
    """A reader whose words all belong to the beginning of the match."""

    def said(match: "re.Match[str]") -> list[Said]:
        words = read(match)
        return [(match.start(), words)] if words else []

    return said


def _first_mark(text: str, at: int) -> int:
    """The first character from `at` on that is no blank: a token's words stand where it does."""
    while text[at].isspace():
        at += 1
    return at


def parse(text: str, reading: Reading) -> Parsed:
    """Apply the rules in their order, each from left to right, to what no earlier rule has taken."""
    words: dict[int, str] = {}
    taken = [False] * len(text)
    unsure = [False] * len(text)
    for each in reading.rules:
        for match in each.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            said = list(each.read(match))
            if said:
                words.update((_first_mark(text, at), spoken) for at, spoken in said)
                taken[start:end] = [True] * (end - start)
                unsure[start:end] = [not each.sure] * (end - start)
    return Parsed(words, taken, unsure)
