"""Write a script from the seller's own words, without a model: the last resort of the script stage.

The script has a hook with the title, the description's sentences in their order, the price and a call to action, all
within the time budget. Neutral sentences fill the remaining time. The hook depends on the listing, and is always the
same for the same listing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple
from zlib import crc32

from functions.script.draft import ScriptDraft, without_markup
from functions.script.fact_check import unsupported_claims
from functions.script.pacing import Budget
from functions.script.phrases import PHRASEBOOKS
from vidx.categories import words_of
from vidx.guard import supported_title
from vidx.jobs.request import Listing
from vidx.price import script_price
from vidx.speech.sentences import split_sentences

PROVIDER: Final = "template"
MODEL: Final = "template/2"
_LINE_BREAK: Final = re.compile(
    r"\s*[\n\r•●▪·|]+\s*|(?<!\d)(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[a-zé]{3})\s+[-–*]\s+(?=[A-Z0-9])"
)
"""Line ends and bullets, except dashes between figures or days: `10 - 15 km`, `Mo - Fr`."""
_CLAUSE: Final = re.compile(r"\s*[,;:—–]\s+|\s+\((?=[^)]*\))")
_EDGES: Final = " \t.,;:!?…-–—*•"
_QUOTES: Final = "\"'“”«»„"
_LOWER_CASE_NAME: Final = re.compile(r"[^\W\d_]+[\dA-Z]|[^\W\d_]-")
"""A first word whose small first letter is intended: `iPhone`, `i7`, `e-bike`."""
_MAX_CAPITALS: Final = 12
"""In characters; longer text in capitals is changed to lower case."""
_MAX_SENTENCE_SHARE: Final = 0.35
"""Longest sentence of the first round, as a share of the target duration."""
_CLOSE_S: Final = 0.8
"""Scripts whose durations are this close to the target rank equal."""


class _Frame(NamedTuple):
    """The sentences around the seller's own."""

    hook: str
    price: str
    call_to_action: str


def write(listing: Listing, budget: Budget) -> ScriptDraft:
    """Return the first draft within `_CLOSE_S` of the target duration, or else the closest one."""

    def distance_s(draft: ScriptDraft) -> float:
        return max(abs(budget.seconds(draft.text) - budget.target_s), _CLOSE_S)

    sentences = list(_supported_sentences(listing))
    return min((_filled(frame, sentences, listing, budget) for frame in _frames(listing)), key=distance_s)


def _frames(listing: Listing) -> Iterator[_Frame]:
    """Yield every combination of hook, price sentence and call to action, in an order that depends on the listing."""
    phrasebook = PHRASEBOOKS[listing.language]
    category_phrases = words_of(listing.category, listing.language)
    title = _without_capitals(_trimmed(supported_title(listing))) or listing.title
    price = script_price(listing.price, listing.currency, listing.language)
    seed = crc32(f"{listing.title}\n{listing.description}".encode())
    hooks = _rotated((*category_phrases.hooks, *phrasebook.hooks), seed)
    price_sentences = _rotated(category_phrases.prices, seed // 7) if listing.price else phrasebook.free
    for hook, price_sentence, call in product(hooks, price_sentences, category_phrases.calls):
        yield _Frame(hook.replace("{title}", title), price_sentence.replace("{price}", price), call)


def _rotated(phrases: tuple[str, ...], seed: int) -> tuple[str, ...]:
    first = seed % len(phrases)
    return phrases[first:] + phrases[:first]


def _filled(frame: _Frame, sentences: Sequence[Sequence[str]], listing: Listing, budget: Budget) -> ScriptDraft:
    """Fill the frame with all of the seller's sentences that fit, in their order, and with fillers while time is left.

    In the first round, long sentences are cut at a clause, so that every sentence has a chance.

    Args:
        sentences: the versions of each sentence.
    """
    frame_s = budget.seconds(" ".join(frame))
    chosen: dict[int, str] = {}
    """The chosen version by the index of its sentence."""

    def used_s() -> float:
        return frame_s + sum(map(budget.seconds, chosen.values()))

    for max_sentence_s in (budget.target_s * _MAX_SENTENCE_SHARE, budget.max_s):
        for index, versions in enumerate(sentences):
            free_s = budget.max_s - used_s() + budget.seconds(chosen.get(index, ""))
            fitting = [text for text in versions if budget.seconds(text) <= min(free_s, max_sentence_s)]
            if fitting and used_s() < budget.target_s:
                chosen[index] = max(fitting, key=len)
    body = [chosen[index] for index in sorted(chosen)]
    fillers: list[str] = []
    for filler in PHRASEBOOKS[listing.language].fillers_for(listing.category):
        filled_s = used_s() + sum(map(budget.seconds, fillers))
        if filled_s < budget.safe_min_s and filled_s + budget.seconds(filler) <= budget.max_s:
            fillers.append(filler)
    draft = ScriptDraft(hook=frame.hook, sentences=[*body, frame.price, *fillers], call_to_action=frame.call_to_action)
    return without_markup(draft)


def _supported_sentences(listing: Listing) -> Iterator[list[str]]:
    """Yield the versions of each sentence that have only claims that the listing supports."""
    for sentence in _sentences(listing):
        versions = [version for version in _versions(sentence) if not unsupported_claims(version, listing)]
        if versions:
            yield versions


def _sentences(listing: Listing) -> Iterator[str]:
    """Yield the description's sentences, except one that only repeats the title."""
    for line in _LINE_BREAK.split(listing.description):
        for sentence in split_sentences(line, listing.language):
            text = _without_capitals(_trimmed(sentence))
            if any(map(str.isalnum, text)) and text.lower() != _trimmed(listing.title).lower():
                last_char = sentence.rstrip()[-1:]
                yield f"{_upper_first(text)}{last_char if last_char in {'!', '?'} else '.'}"


def _versions(sentence: str) -> list[str]:
    """Return the sentence cut at each of its clauses, shortest first, and the whole sentence."""
    cuts = [_trimmed(sentence[: match.start()]) for match in _CLAUSE.finditer(sentence)]
    return [*(f"{text}." for text in cuts if any(map(str.isalnum, text))), sentence]


def _trimmed(text: str) -> str:
    """Remove punctuation and paired quotation marks around `text`; `TV 55"` keeps its inch mark."""
    text = text.strip(_EDGES)
    while text[:1] and text[0] in _QUOTES:
        text = text[1:-1] if text[-1] in _QUOTES else text[1:]
        text = text.strip(_EDGES)
    return text


def _without_capitals(text: str) -> str:
    """Change longer text in capitals to lower case after its first letter, unless it has figures."""
    is_all_capitals = text.isupper() and len(text) > _MAX_CAPITALS and not any(map(str.isdigit, text))
    return text.capitalize() if is_all_capitals else text


def _upper_first(text: str) -> str:
    """Capitalize the first letter, except of names such as `iPhone` and `i7`."""
    return text if _LOWER_CASE_NAME.match(text) else text[:1].upper() + text[1:]
