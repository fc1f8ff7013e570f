"""Global alignment of two word sequences, as the evaluation of speech recognisers aligns them.

The reference is the text as written, the hypothesis what the recogniser heard.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

_GAP: Final = -0.4
"""Score of a word without a counterpart. Two words with a similarity below 0.2 become one gap on each side instead."""
_DIFFERENT: Final = -1.0

Penalty = Callable[[int, int], float]
"""Returns how implausible a pair is apart from its letters, by both indices: 0 or more."""


def match_words(
    reference: Sequence[str], hypothesis: Sequence[str], penalty: Penalty = lambda _row, _column: 0.0
) -> list[tuple[int, int]]:
    """Return the index pairs of corresponding words, increasing on both sides (Needleman–Wunsch)."""
    rows, columns = len(reference), len(hypothesis)
    best = [[_GAP * column for column in range(columns + 1)]]
    scores = [
        [_score(reference[row], hypothesis[column]) - penalty(row, column) for column in range(columns)]
        for row in range(rows)
    ]
    for row in range(1, rows + 1):
        above, line = best[-1], [_GAP * row]
        for column in range(1, columns + 1):
            match = above[column - 1] + scores[row - 1][column - 1]
            line.append(max(match, above[column] + _GAP, line[column - 1] + _GAP))
        best.append(line)
    return _trace_back(scores, best)


def _trace_back(scores: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    row, column = len(best) - 1, len(best[0]) - 1
    while row and column:
        score = best[row][column]
        if score == best[row - 1][column - 1] + scores[row - 1][column - 1]:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif score == best[row - 1][column] + _GAP:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]


def _score(one: str, other: str) -> float:
    return 1.0 if one == other else _DIFFERENT + 1.5 * similarity(one, other)


@lru_cache(maxsize=65_536)
def similarity(one: str, other: str) -> float:
    """Return the share (0…1) of letter pairs in common (Dice coefficient). Word boundaries count as letters."""
    pairs, other_pairs = _letter_pairs(one), _letter_pairs(other)
    return 2 * (pairs & other_pairs).total() / (pairs.total() + other_pairs.total())


def _letter_pairs(word: str) -> Counter[str]:
    padded = f"^{word}$"
    return Counter(padded[index : index + 2] for index in range(len(padded) - 1))
