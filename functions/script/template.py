"""The writer of last resort: a script from the seller's own words, without any model.

It opens with the title, tells the description's sentences in their order, names the price and closes with a call to
action, all within the word budget as far as the listing has words for it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

from functions.script.drafted import Drafted, plain
from functions.script.pace import Budget, spoken_words
from functions.script.phrases import FILLERS, FREE, PHRASES
from functions.script.price import written
from vidx.listing import Listing

PROVIDER: Final = "template"
MODEL: Final = "template/1"
_BREAKS: Final = re.compile(r"(?<=[.!?…])\s+|\s*[\n\r•●▪·|]+\s*|\s+[-–*]\s+(?=[A-Z0-9])")
_CLAUSE: Final = re.compile(r"\s*[,;:—–]\s+|\s+\((?=[^)]*\))")
_EDGES: Final = " \t.,;:!?…-–—*•\"'"
_SHOUTED_CHARS: Final = 12
_FEWEST_SENTENCE_WORDS: Final = 2

Count = Callable[[str], int]


def write(listing: Listing, budget: Budget) -> Drafted:
    """The script that comes closest to the budget's aim without leaving the budget, where the listing allows it."""

    def count(text: str) -> int:
        return spoken_words(text, listing.language)

    candidates = [_fill(frame, listing, budget, count) for frame in _frames(listing)]
    return min(candidates, key=lambda draft: _distance(count(draft.text), budget))


def _frames(listing: Listing) -> Iterator[tuple[str, str, str]]:
    """Every combination of hook, price sentence and call to action, the best-sounding first."""
    phrases = PHRASES[listing.category]
    title = _calm(listing.title.strip(_EDGES)) or listing.title
    prices = phrases.prices if listing.price else FREE
    price = written(listing.price, listing.currency)
    for hook, sum_, call in product(phrases.hooks, prices, phrases.calls):
        yield hook.replace("{title}", title), sum_.replace("{price}", price), call


def _fill(frame: tuple[str, str, str], listing: Listing, budget: Budget, count: Count) -> Drafted:
    """One frame with as many of the seller's sentences as its budget holds, then fillers while words are missing."""
    hook, price, call = frame
    used = count(f"{hook} {price} {call}")
    body: list[str] = []
    for sentence in _sentences(listing.description, budget.aim // 3, count):
        words = count(sentence)
        if words >= _FEWEST_SENTENCE_WORDS and used + words <= budget.most and used < budget.aim:
            body.append(sentence)
            used += words
    fillers: list[str] = []
    for filler in FILLERS:
        words = count(filler)
        if used < budget.fewest and used + words <= budget.most:
            fillers.append(filler)
            used += words
    return plain(Drafted(hook=hook, sentences=[*body, price, *fillers], call_to_action=call))


def _sentences(description: str, most_words: int, count: Count) -> Iterator[str]:
    """The description as sentences of at most `most_words` spoken words; longer ones are cut at a clause."""
    for part in _BREAKS.split(description):
        text = _calm(part.strip(_EDGES))
        if text:
            ending = part.rstrip()[-1:] if part.rstrip()[-1:] in {"!", "?"} else "."
            yield f"{_upper_first(_clipped(text, most_words, count))}{ending}"


def _clipped(text: str, most_words: int, count: Count) -> str:
    """The clauses of `text` that fit into `most_words`; at least the first, and at most that many of its words."""
    if count(text) <= most_words:
        return text
    kept = ""
    for end in [match.start() for match in _CLAUSE.finditer(text)]:
        if kept and count(text[:end]) > most_words:
            break
        kept = text[:end]
    return (kept or text).strip(_EDGES)


def _calm(text: str) -> str:
    """Text shouted in capitals, said calmly."""
    return (
        text.capitalize() if text.isupper() and len(text) > _SHOUTED_CHARS and not any(map(str.isdigit, text)) else text
    )


def _upper_first(text: str) -> str:
    """`text` with a capital first letter, but for names such as `iPhone`."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def _distance(words: int, budget: Budget) -> tuple[bool, int]:
    """Orders scripts: within the budget first, then by their distance from the aim."""
    return not budget.holds(words), abs(words - budget.aim)
