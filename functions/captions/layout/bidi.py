"""The order in which words stand on a line when some of them run from right to left: UAX #9 for whole words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from vidx.typography.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, is_right_to_left


@dataclass(frozen=True)
class Arrangement:
    """How the words of a line stand.

    Attributes:
        order: the words' indices from left to right.
        marks: for each word, the mark of direction to draw it between; empty where it needs none. A word beside
            another of the same foreign direction needs one, so that its own punctuation stays with it (`עולם!`).
    """

    order: tuple[int, ...]
    marks: tuple[str, ...]


def arranged(words: Sequence[str], rtl: bool) -> Arrangement:
    """The words of a line whose own direction is `rtl`."""
    if not rtl and not any(is_right_to_left(char) for word in words for char in word):
        return Arrangement(tuple(range(len(words))), ("",) * len(words))
    levels = _levels(" ".join(words), rtl)
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    own = [_level(word, levels[start : start + len(word)]) for word, start in zip(words, starts, strict=False)]
    if not rtl:
        own = _own_figures(words, own)
    gaps = [min(levels[start - 1], one, other) for start, (one, other) in zip(starts[1:], pairwise(own), strict=False)]
    items: list[tuple[int | None, int]] = []
    for at, level in enumerate(own):
        if at:
            items.append((None, gaps[at - 1]))
        items.append((at, level))
    joined = [max(before, after) > rtl for before, after in zip([0, *gaps], [*gaps, 0], strict=True)]
    foreign = LEFT_TO_RIGHT_MARK if rtl else RIGHT_TO_LEFT_MARK
    return Arrangement(
        order=tuple(at for at, _ in _reordered(items) if at is not None),
        marks=tuple(foreign if beside else "" for beside in joined),
    )


def _own_figures(words: Sequence[str], levels: Sequence[int]) -> list[int]:
    """The levels of words in a left-to-right text, in which figures after right-to-left words are the text's own."""
    kept = list(levels)
    for at in reversed(range(len(words))):
        followed = at + 1 < len(words) and kept[at + 1]
        if not followed and not any(map(is_right_to_left, words[at])):
            kept[at] = 0
    return kept


def _level(word: str, levels: Sequence[int]) -> int:
    """The level of the word's letters and digits: its punctuation goes with them, whatever stands next to it."""
    own = [level for char, level in zip(word, levels, strict=True) if char.isalnum()]
    return min(own or levels)


def _levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each character: odd ones run from right to left."""
    from bidi import algorithm  # needed for such scripts only

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "LR"[rtl]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [char["level"] for char in storage["chars"]]


def _reordered(items: list[tuple[int | None, int]]) -> list[tuple[int | None, int]]:
    """Rule L2: from the highest level down to the lowest odd one, reverse what is at that level or above."""
    for level in range(max((level for _, level in items), default=0), 0, -1):
        start = 0
        while start < len(items):
            end = start
            while end < len(items) and items[end][1] >= level:
                end += 1
            items[start:end] = items[start:end][::-1]
            start = end + 1
    return items
