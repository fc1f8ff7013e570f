"""The writer of last resort: a script from the seller's own words, without any model.

It opens with the title, tells the description's sentences in their order, names the price and closes with a call to
action, all within the time budget. Only what the seller's own words leave free is filled up with neutral sentences.
Listings open differently, the same one always alike.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final
from zlib import crc32

from functions.script.drafted import Drafted, plain
from functions.script.facts import unsupported
from functions.script.pace import Budget
from functions.script.phrases import BOOKS
from vidx.categories import words_of
from vidx.guard import spoken_title
from vidx.jobs.request import Listing
from vidx.price import written
from vidx.speech.sentences import split_sentences

PROVIDER: Final = "template"
MODEL: Final = "template/2"
_LINES: Final = re.compile(
    r"\s*[\n\r•●▪·|]+\s*|(?<!\d)(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[a-zé]{3})\s+[-–*]\s+(?=[A-Z0-9])"
)
"""Ends of lines and signs of lists; a dash between figures or days is none (`10 - 15 km`, `Mo - Fr`)."""
_CLAUSE: Final = re.compile(r"\s*[,;:—–]\s+|\s+\((?=[^)]*\))")
_EDGES: Final = " \t.,;:!?…-–—*•"
_QUOTES: Final = "\"'“”«»„"
_NAME: Final = re.compile(r"[^\W\d_]+[\dA-Z]|[^\W\d_]-")
"""A first word that begins with a small letter on purpose (`iPhone`, `i7`, `e-bike`)."""
_SHOUTED_CHARS: Final = 12
_LONGEST_SHARE: Final = 0.35
"""Of the whole time, for one sentence, as long as others wait."""
_CLOSE_S: Final = 0.8
"""Scripts that come so close to the target are equally good."""


def write(listing: Listing, budget: Budget) -> Drafted:
    """The first of the listing's frames that comes close to the target, or else the closest."""

    def distance_s(draft: Drafted) -> float:
        return max(abs(budget.seconds(draft.text) - budget.target_s), _CLOSE_S)

    sentences = list(_true_sentences(listing))
    return min((_fill(frame, sentences, listing, budget) for frame in _frames(listing)), key=distance_s)


def _frames(listing: Listing) -> Iterator[tuple[str, str, str]]:
    """Every combination of hook, price sentence and call to action; which comes first depends on the listing."""
    book = BOOKS[listing.language]
    own = words_of(listing.category, listing.language)
    title = _calm(_trimmed(spoken_title(listing))) or listing.title
    price = written(listing.price, listing.currency, listing.language)
    seed = crc32(f"{listing.title}\n{listing.description}".encode())
    hooks = _rotated((*own.hooks, *book.hooks), seed)
    prices = _rotated(own.prices, seed // 7) if listing.price else book.free
    for hook, sum_, call in product(hooks, prices, own.calls):
        yield hook.replace("{title}", title), sum_.replace("{price}", price), call


def _rotated(phrases: tuple[str, ...], seed: int) -> tuple[str, ...]:
    first = seed % len(phrases)
    return phrases[first:] + phrases[:first]


def _fill(frame: tuple[str, str, str], sentences: Sequence[Sequence[str]], listing: Listing, budget: Budget) -> Drafted:
    """One frame with the seller's sentences, in their order, as far as they fit, then fillers while time is left.

    Long sentences are cut at a clause until all others had their turn.
    """
    hook, price, call = frame
    frame_s = budget.seconds(f"{hook} {price} {call}")
    told: dict[int, str] = {}

    def used_s() -> float:
        return frame_s + sum(map(budget.seconds, told.values()))

    for longest_s in (budget.target_s * _LONGEST_SHARE, budget.most_s):
        for place, versions in enumerate(sentences):
            free_s = budget.most_s - used_s() + budget.seconds(told.get(place, ""))
            fitting = [text for text in versions if budget.seconds(text) <= min(free_s, longest_s)]
            if fitting and used_s() < budget.target_s:
                told[place] = max(fitting, key=len)
    body = [told[place] for place in sorted(told)]
    fillers: list[str] = []
    for filler in BOOKS[listing.language].fillers_for(listing.category):
        filled_s = used_s() + sum(map(budget.seconds, fillers))
        if filled_s < budget.safely_fewest_s and filled_s + budget.seconds(filler) <= budget.most_s:
            fillers.append(filler)
    return plain(Drafted(hook=hook, sentences=[*body, price, *fillers], call_to_action=call))


def _true_sentences(listing: Listing) -> Iterator[list[str]]:
    """The versions of each sentence that name no other price nor anything else that may not be spoken."""
    for sentence in _sentences(listing):
        versions = [version for version in _versions(sentence) if not unsupported(version, listing)]
        if versions:
            yield versions


def _sentences(listing: Listing) -> Iterator[str]:
    """The description's sentences, without one that only repeats the title."""
    for line in _LINES.split(listing.description):
        for part in split_sentences(line, listing.language):
            text = _calm(_trimmed(part))
            if any(map(str.isalnum, text)) and text.lower() != _trimmed(listing.title).lower():
                ending = part.rstrip()[-1:] if part.rstrip()[-1:] in {"!", "?"} else "."
                yield f"{_upper_first(text)}{ending}"


def _versions(sentence: str) -> list[str]:
    """The sentence, and what of it can stand alone: its first clauses."""
    ends = [match.start() for match in _CLAUSE.finditer(sentence)]
    cut = [_trimmed(sentence[:end]) for end in ends]
    return [*(f"{text}." for text in cut if any(map(str.isalnum, text))), sentence]


def _trimmed(text: str) -> str:
    """`text` without marks around it; a quotation mark goes with its partner (`TV 55"` keeps its inches)."""
    text = text.strip(_EDGES)
    while text[:1] and text[0] in _QUOTES:
        text = text[1:-1] if text[-1] in _QUOTES else text[1:]
        text = text.strip(_EDGES)
    return text


def _calm(text: str) -> str:
    """Text shouted in capitals, said calmly."""
    return (
        text.capitalize() if text.isupper() and len(text) > _SHOUTED_CHARS and not any(map(str.isdigit, text)) else text
    )


def _upper_first(text: str) -> str:
    """`text` with a capital first letter, but for names such as `iPhone` and `i7`."""
    return text if _NAME.match(text) else text[:1].upper() + text[1:]
