"""The words that are spoken for each word that is shown: the cheapest way through both forms at once."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from vidx import speech as readings
from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.pairing.matcher import Matcher
from vidx.speech.pairing.words import SpokenWord, spoken_words
from vidx.speech.tokens import Token

_CHUNK: Final = re.compile(r"\S+")
_MOST_CHARS: Final = 1_500
"""Longer sentences are not compared: their spoken form is not used."""


class _Reached(NamedTuple):
    cost: float
    at: int
    word: int
    """Where the step that led here began."""


class Span(NamedTuple):
    """Characters of the shown form, and the words of the spoken form that stand for them."""

    start: int
    end: int
    first: int
    last: int


def pair_tokens(text: str, spoken: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...] | None:
    """The words of `text` with what `spoken` says for each; None when `spoken` is no reading of `text`.

    Words whose spoken forms cannot be told apart (`25 Dec`, spoken as `December twenty-fifth`) are one token.
    """
    words = spoken_words(spoken)
    if not words or any(map(str.isdigit, spoken)) or len(text) > _MOST_CHARS:
        return None
    spans = _spans(Matcher(text, words, language, context))
    return None if spans is None else _tokens(text, spoken, words, spans)


def distribute_words(text: str, spoken: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The words of `text`, each with as large a part of `spoken` as its reading by the rules has of the whole.

    For a spoken form whose words cannot be told apart by `pair`.
    """
    tokens = [token for token in readings.tokenize(text, language, context) if token.words]
    words = spoken_words(spoken)
    if not tokens or len(words) < len(tokens):
        return readings.tokenize(text, language, context)
    weights = [sum(map(len, token.words)) for token in tokens]
    ends = list(accumulate(len(word.text) for word in words))
    cuts = [0]
    for done, share in enumerate(list(accumulate(weights))[:-1], 1):
        nearest = bisect_right(ends, ends[-1] * share / sum(weights))
        cuts.append(min(max(nearest, cuts[-1] + 1), len(words) - (len(tokens) - done)))
    starts = [words[cut].start for cut in cuts]
    starts[0] = 0
    slices = [spoken[start:end].strip() for start, end in pairwise([*starts, len(spoken)])]
    return tuple(Token(token.written_form, part) for token, part in zip(tokens, slices, strict=True))


def _spans(matcher: Matcher) -> list[Span] | None:
    """The cheapest way from the beginning of both forms to their end; None when there is none."""
    reached: dict[tuple[int, int], _Reached] = {(0, 0): _Reached(0.0, -1, -1)}
    waiting = [(0, 0)]
    while waiting:
        state = heappop(waiting)  # steps lead forward only, so that no cheaper way to this one can turn up later
        for step in matcher.steps(*state):
            there = (step.at, step.word)
            cost = reached[state].cost + step.cost
            if there not in reached:
                heappush(waiting, there)
            if there not in reached or cost < reached[there].cost:
                reached[there] = _Reached(cost, *state)
    end = (len(matcher.text), len(matcher.words))
    return _walked_back(reached, end) if end in reached else None


def _walked_back(reached: dict[tuple[int, int], _Reached], end: tuple[int, int]) -> list[Span]:
    spans: list[Span] = []
    while end != (0, 0):
        before = reached[end]
        spans.append(Span(before.at, end[0], before.word, end[1]))
        end = (before.at, before.word)
    return spans[::-1]


@dataclass
class _Open:
    """A token that is being put together."""

    first_chunk: int
    last_chunk: int
    words: int
    """Spoken words so far."""


def _tokens(text: str, spoken: str, words: Sequence[SpokenWord], spans: Sequence[Span]) -> tuple[Token, ...]:
    chunks = [match.span() for match in _CHUNK.finditer(text)]
    groups = _grouped(_by_chunk(chunks, spans))
    tokens: list[Token] = []
    done = 0
    for group in groups:
        start = words[done].start if done else 0
        done += group.words
        end = words[done].start if done < len(words) else len(spoken)
        shown = " ".join(text[slice(*chunks[at])] for at in range(group.first_chunk, group.last_chunk + 1))
        tokens.append(Token(shown, spoken[start:end].strip()))
    return tuple(tokens)


def _by_chunk(chunks: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Iterator[_Open]:
    """Each step's chunks and number of words, in order; words between two chunks go to the later one."""
    starts = [start for start, _ in chunks]
    between = 0
    for span in spans:
        count = span.last - span.first
        if span.start == span.end:
            between += count
            continue
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, span.end - 1) - 1, first)
        yield _Open(first, last, count + between)
        between = 0
    if between:
        yield _Open(len(chunks) - 1, len(chunks) - 1, between)


def _grouped(parts: Iterator[_Open]) -> list[_Open]:
    """Chunks that share a step, or of which one has no words, are one token."""
    groups: list[_Open] = []
    for part in parts:
        if groups and part.first_chunk <= groups[-1].last_chunk:
            groups[-1].last_chunk = max(groups[-1].last_chunk, part.last_chunk)
            groups[-1].words += part.words
        else:
            groups.append(part)
    joined: list[_Open] = []
    for group in groups:
        if joined and (not group.words or not joined[-1].words):
            joined[-1].last_chunk = group.last_chunk
            joined[-1].words += group.words
        else:
            joined.append(group)
    return joined
