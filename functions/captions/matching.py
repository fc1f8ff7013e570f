"""Two sequences of words, one as written and one as heard: which word is which."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

_GAP: Final = -0.4
"""Cost of a word that the other side lacks: two words less alike than 0.2 are rather a gap on each side."""
_UNLIKE: Final = -1.0


Oddity = Callable[[int, int], float]
"""What speaks against a pair beside its letters, by both indices: 0 or more."""


def pairs(
    said: Sequence[str], heard: Sequence[str], oddity: Oddity = lambda _one, _other: 0.0
) -> list[tuple[int, int]]:
    """Index pairs of the words that correspond, rising on both sides (global alignment after Needleman and Wunsch)."""
    rows, columns = len(said), len(heard)
    best = [[_GAP * column for column in range(columns + 1)]]
    worth = [
        [_worth(said[row], heard[column]) - oddity(row, column) for column in range(columns)] for row in range(rows)
    ]
    for row in range(1, rows + 1):
        above, line = best[-1], [_GAP * row]
        for column in range(1, columns + 1):
            same = above[column - 1] + worth[row - 1][column - 1]
            line.append(max(same, above[column] + _GAP, line[column - 1] + _GAP))
        best.append(line)
    return _walk_back(worth, best)


def _walk_back(worth: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    row, column = len(best) - 1, len(best[0]) - 1
    while row and column:
        here = best[row][column]
        if here == best[row - 1][column - 1] + worth[row - 1][column - 1]:
            row, column = row - 1, column - 1
            found.append((row, column))
        elif here == best[row - 1][column] + _GAP:
            row -= 1
        else:
            column -= 1
    return found[::-1]


def _worth(one: str, other: str) -> float:
    return 1.0 if one == other else _UNLIKE + 1.5 * likeness(one, other)


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """Share of letter pairs in common (Dice), 0…1, the words' edges counted as letters."""
    first, second = _letter_pairs(one), _letter_pairs(other)
    return 2 * (first & second).total() / (first.total() + second.total())


def _letter_pairs(word: str) -> Counter[str]:
    padded = f"^{word}$"
    return Counter(padded[at : at + 2] for at in range(len(padded) - 1))
