"""The order in which words stand on a line when some of them run from right to left: UAX #9 for whole words."""

from collections.abc import Sequence
from itertools import accumulate

from vidx.lettering.direction import is_right_to_left


def left_to_right(words: Sequence[str], rtl: bool) -> list[int]:
    """The words' indices as they stand from left to right on a line whose own direction is `rtl`."""
    if not rtl and not any(is_right_to_left(char) for word in words for char in word):
        return list(range(len(words)))
    levels = _levels(" ".join(words), rtl)
    starts = accumulate((len(word) + 1 for word in words), initial=0)
    items: list[tuple[int | None, int]] = []
    for at, (word, start) in enumerate(zip(words, starts, strict=False)):
        if start:
            items.append((None, levels[start - 1]))
        items.append((at, min(levels[start : start + len(word)])))
    return [at for at, _ in _reordered(items) if at is not None]


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
