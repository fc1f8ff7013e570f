"""Search for the cheapest pairing of a written form with its spoken form (Dijkstra's algorithm).

A state is a character of the written form and a word of the spoken form. `Matcher` gives the steps from a state.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from vidx import speech
from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.pairing.matcher import Matcher
from vidx.speech.pairing.words import SpokenWord, spoken_words
from vidx.speech.tokens import Token

_CHUNK: Final = re.compile(r"\S+")
_LONGEST_TEXT: Final = 1_500
"""Characters. The spoken form of a longer text is not used."""


class _Arrival(NamedTuple):
    """The cheapest way to a state: its cost, and the state before."""

    cost: float
    offset: int
    word: int


class _PairedSpan(NamedTuple):
    """Characters `start` to `end` of the written form, spoken as words `first` to `last` (exclusive)."""

    start: int
    end: int
    first: int
    last: int


def pair_tokens(text: str, spoken: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...] | None:
    """The tokens of `text` with their part of `spoken`; None when `spoken` does not say the same as `text`.

    Words whose spoken forms have another order (`25 Dec`, spoken as `December twenty-fifth`) are one token.
    """
    words = spoken_words(spoken)
    if not words or any(map(str.isdigit, spoken)) or len(text) > _LONGEST_TEXT:
        return None
    spans = _cheapest_spans(Matcher(text, words, language, context))
    return None if spans is None else _tokens(text, spoken, words, spans)


def distribute_words(text: str, spoken: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The tokens of `text`, each with a part of `spoken` in proportion to the length of its own spoken form.

    For a spoken form that `pair_tokens` does not pair. With fewer words than tokens, `spoken` is not used.
    """
    tokens = [token for token in speech.tokenize(text, language, context) if token.words]
    words = spoken_words(spoken)
    if not tokens or len(words) < len(tokens):
        return speech.tokenize(text, language, context)
    weights = [sum(map(len, token.words)) for token in tokens]
    ends = list(accumulate(len(word.text) for word in words))
    cuts = [0]
    for count, share in enumerate(list(accumulate(weights))[:-1], 1):
        nearest = bisect_right(ends, ends[-1] * share / sum(weights))
        cuts.append(min(max(nearest, cuts[-1] + 1), len(words) - (len(tokens) - count)))
    starts = [words[cut].start for cut in cuts]
    starts[0] = 0
    slices = [spoken[start:end].strip() for start, end in pairwise([*starts, len(spoken)])]
    return tuple(Token(token.written_form, part) for token, part in zip(tokens, slices, strict=True))


def _cheapest_spans(matcher: Matcher) -> list[_PairedSpan] | None:
    """The cheapest way from the start of both forms to their end; None when there is none."""
    arrivals: dict[tuple[int, int], _Arrival] = {(0, 0): _Arrival(0.0, -1, -1)}
    queue = [(0, 0)]
    while queue:
        state = heappop(queue)  # steps only lead forward, so that no cheaper way to this state is found later
        for step in matcher.steps(*state):
            next_state = (step.offset, step.word)
            cost = arrivals[state].cost + step.cost
            if next_state not in arrivals:
                heappush(queue, next_state)
            if next_state not in arrivals or cost < arrivals[next_state].cost:
                arrivals[next_state] = _Arrival(cost, *state)
    end = (len(matcher.text), len(matcher.words))
    return _spans_to(arrivals, end) if end in arrivals else None


def _spans_to(arrivals: dict[tuple[int, int], _Arrival], end: tuple[int, int]) -> list[_PairedSpan]:
    """The spans on the cheapest way to `end`."""
    spans: list[_PairedSpan] = []
    while end != (0, 0):
        previous = arrivals[end]
        spans.append(_PairedSpan(previous.offset, end[0], previous.word, end[1]))
        end = (previous.offset, previous.word)
    return spans[::-1]


@dataclass
class _ChunkGroup:
    """Chunks of the written form that are one token."""

    first_chunk: int
    last_chunk: int
    words: int
    """Number of its spoken words."""


def _tokens(text: str, spoken: str, words: Sequence[SpokenWord], spans: Sequence[_PairedSpan]) -> tuple[Token, ...]:
    """The tokens of the spans; chunks of one span are one token."""
    chunks = [match.span() for match in _CHUNK.finditer(text)]
    groups = _merged(_groups_of_spans(chunks, spans))
    tokens: list[Token] = []
    word = 0
    for group in groups:
        start = words[word].start if word else 0
        word += group.words
        end = words[word].start if word < len(words) else len(spoken)
        written_form = " ".join(text[slice(*chunks[index])] for index in range(group.first_chunk, group.last_chunk + 1))
        tokens.append(Token(written_form, spoken[start:end].strip()))
    return tuple(tokens)


def _groups_of_spans(chunks: Sequence[tuple[int, int]], spans: Sequence[_PairedSpan]) -> Iterator[_ChunkGroup]:
    """The chunks and the number of words of each span, in order. Words between two chunks belong to the later one."""
    starts = [start for start, _ in chunks]
    pending_words = 0
    for span in spans:
        count = span.last - span.first
        if span.start == span.end:
            pending_words += count
            continue
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, span.end - 1) - 1, first)
        yield _ChunkGroup(first, last, count + pending_words)
        pending_words = 0
    if pending_words:
        yield _ChunkGroup(len(chunks) - 1, len(chunks) - 1, pending_words)


def _merged(parts: Iterator[_ChunkGroup]) -> list[_ChunkGroup]:
    """The groups, those merged that share a chunk, and those without words with the one before."""
    groups: list[_ChunkGroup] = []
    for part in parts:
        if groups and part.first_chunk <= groups[-1].last_chunk:
            groups[-1].last_chunk = max(groups[-1].last_chunk, part.last_chunk)
            groups[-1].words += part.words
        else:
            groups.append(part)
    result: list[_ChunkGroup] = []
    for group in groups:
        if result and (not group.words or not result[-1].words):
            result[-1].last_chunk = group.last_chunk
            result[-1].words += group.words
        else:
            result.append(group)
    return result
