"""The writer of last resort: a script from the seller's own words, without any model.

It opens with the title, tells the description's sentences in their order, names the price and closes with a call to
action, all within the time budget. A listing with too few words of its own is filled up with neutral sentences.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from functions.script.drafted import Drafted, plain
from functions.script.facts import unsupported
from functions.script.pace import Budget
from functions.script.phrases import BOOKS
from vidx.guard import spoken_title
from vidx.listing import Listing
from vidx.price import written

PROVIDER: Final = "template"
MODEL: Final = "template/1"
_BREAKS: Final = re.compile(r"(?<=[.!?…])\s+|\s*[\n\r•●▪·|]+\s*|\s+[-–*]\s+(?=[A-Z0-9])")
_CLAUSE: Final = re.compile(r"\s*[,;:—–]\s+|\s+\((?=[^)]*\))")
_EDGES: Final = " \t.,;:!?…-–—*•\"'"
_SHOUTED_CHARS: Final = 12
_LONGEST_SHARE: Final = 0.35


def write(listing: Listing, budget: Budget) -> Drafted:
    """The script that comes closest to the target among those of every frame; the earlier frame when they tie."""
    sentences = list(_true_sentences(listing, budget))
    candidates = [_fill(frame, sentences, listing, budget) for frame in _frames(listing)]
    return min(candidates, key=lambda draft: abs(budget.seconds(draft.text) - budget.target_s))


def _frames(listing: Listing) -> Iterator[tuple[str, str, str]]:
    """Every combination of hook, price sentence and call to action, the best-sounding first."""
    book = BOOKS[listing.language]
    phrases = book.phrases[listing.category]
    title = _calm(spoken_title(listing).strip(_EDGES)) or listing.title
    prices = phrases.prices if listing.price else book.free
    price = written(listing.price, listing.currency, listing.language)
    for hook, sum_, call in product(phrases.hooks, prices, phrases.calls):
        yield hook.replace("{title}", title), sum_.replace("{price}", price), call


def _fill(frame: tuple[str, str, str], sentences: Sequence[str], listing: Listing, budget: Budget) -> Drafted:
    """One frame with the seller's sentences, in their order, as far as they fit, then fillers while time is left."""
    hook, price, call = frame
    used_s = budget.seconds(f"{hook} {price} {call}")
    body: list[str] = []
    for sentence in sentences:
        length_s = budget.seconds(sentence)
        if used_s + length_s <= budget.most_s and used_s < budget.target_s:
            body.append(sentence)
            used_s += length_s
    fillers: list[str] = []
    for filler in BOOKS[listing.language].fillers:
        length_s = budget.seconds(filler)
        if used_s < budget.safely_fewest_s and used_s + length_s <= budget.most_s:
            fillers.append(filler)
            used_s += length_s
    return plain(Drafted(hook=hook, sentences=[*body, price, *fillers], call_to_action=call))


def _true_sentences(listing: Listing, budget: Budget) -> Iterator[str]:
    """The description's sentences, but for those that name another price or anything else that may not be spoken."""
    return (sentence for sentence in _sentences(listing.description, budget) if not unsupported(sentence, listing))


def _sentences(description: str, budget: Budget) -> Iterator[str]:
    """The description's sentences; those that fill a good part of the whole time are cut at a clause."""
    for part in _BREAKS.split(description):
        text = _calm(part.strip(_EDGES))
        if any(map(str.isalnum, text)):
            ending = part.rstrip()[-1:] if part.rstrip()[-1:] in {"!", "?"} else "."
            yield f"{_upper_first(_clipped(text, budget))}{ending}"


def _clipped(text: str, budget: Budget) -> str:
    """As many clauses of `text` as fit into `_LONGEST_SHARE` of the time, at least the first."""
    most_s = budget.target_s * _LONGEST_SHARE
    if budget.seconds(text) <= most_s:
        return text
    kept = ""
    for end in [match.start() for match in _CLAUSE.finditer(text)]:
        if kept and budget.seconds(text[:end]) > most_s:
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
