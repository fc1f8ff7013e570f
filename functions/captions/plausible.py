"""Can these words be spoken in that time? What a recogniser misheard may be like a written word and yet lie elsewhere.

The bounds were found with `python -m benchmarks.mapping`: its worst errors at 10 % of words wrong are figures that were
left out, or heard in another word's place.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log
from statistics import median
from typing import Final, NamedTuple

from functions.captions.timing import Span

_USUAL_S: Final = 0.065
"""Of a letter, where nothing was heard."""
_LEAST: Final = 0.35
_MOST: Final = 2.5
"""Bounds of a word's length as parts of the one expected: short words and slowly said figures are within."""
_BLUR_S: Final = 0.1
_GRID_S: Final = 0.01
"""Half of the step in which a recogniser's times come."""
_PAUSE_S: Final = 2.0
"""The longest pause between two words that stand in the script one after the other."""
_FREE: Final = 0.7
_DEAREST: Final = 0.5


class Match(NamedTuple):
    """A written word, by its index, and the span in which it seems to have been heard."""

    word: int
    span: Span


class Pace:
    """How fast the voice speaks, in seconds a letter: the median of what was heard, by letters and seconds of each."""

    def __init__(self, heard: Iterable[tuple[int, float]]) -> None:
        paces = [seconds / letters for letters, seconds in heard if letters and seconds > 0]
        self._letter_s = median(paces) if paces else _USUAL_S

    def oddity(self, letters: int, span: Span) -> float:
        """How much speaks against so many letters in that span, 0…0.5; 0 for half to twice the time expected."""
        off = abs(log((span.seconds + _BLUR_S) / (letters * self._letter_s + _BLUR_S)))
        return min(_DEAREST, max(0.0, off - _FREE))

    def believable(self, letters: Sequence[int], matches: Sequence[Match], end_s: float) -> list[int]:
        """Indices of the matches that can all be true: each word has time enough, and none too much until the next.

        Of several such choices the one with the most letters is taken (as seeds are chained when genomes are aligned).

        Args:
            letters: how many each written word has.
            matches: rising by word.
            end_s: when the voice ends.
        """
        before = [0, *accumulate(letters)]
        best: list[tuple[int, int]] = []
        for at, (word, span) in enumerate(matches):
            good = span.seconds + _GRID_S >= self._least_s(letters[word])
            good &= span.start_s + _BLUR_S >= self._least_s(before[word])
            good &= end_s - span.start_s + _BLUR_S >= self._least_s(before[-1] - before[word])
            reached = [
                (best[other][0], other)
                for other, (earlier, past) in enumerate(matches[:at])
                if good and self._fits(before[word] - before[earlier], span.start_s - past.start_s)
            ]
            weight, last = max(reached, default=(0, -1))
            best.append((weight + letters[word] if good else 0, last))
        return _chain(best)

    def _least_s(self, letters: int) -> float:
        return _LEAST * letters * self._letter_s

    def _fits(self, letters: int, seconds: float) -> bool:
        return self._least_s(letters) - _BLUR_S <= seconds <= _MOST * letters * self._letter_s + _PAUSE_S


def _chain(best: Sequence[tuple[int, int]]) -> list[int]:
    """The indices that lead to the heaviest end; `best` holds for each its weight and the one before it."""
    weight, at = max(((weight, at) for at, (weight, _) in enumerate(best)), default=(0, -1))
    kept: list[int] = []
    while weight and at >= 0:
        kept.append(at)
        at = best[at][1]
    return kept[::-1]
