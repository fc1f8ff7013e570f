"""Which words are on the screen together, where they stand, and when: pure layout, in seconds and pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from functions.captions.canvas import Canvas
from functions.captions.grouping import group
from functions.captions.lines import Line, Placed, set_lines
from functions.captions.pieces import Piece, pieces
from vidx.typography.bidi import runs_right_to_left
from vidx.typography.drawable import legible
from vidx.words import Words

MIN_CUE_S: Final = 0.3
"""Shorter than this nobody reads; a shorter gap between two cues is a flash."""
_HOLD_S: Final = 0.25
"""How long the last words stay after they were said, when nothing follows at once."""


@dataclass(frozen=True)
class Cue:
    """The words shown from `start_s` to `end_s`, set in lines; `words` are those of the lines, in order.

    `rtl` tells that the text as a whole runs from right to left.
    """

    start_s: float
    end_s: float
    words: tuple[Piece, ...]
    lines: tuple[Line, ...]
    em_px: float
    rtl: bool

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The words of all lines, in order."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def said_ms(self) -> tuple[tuple[int, int], ...]:
        """When each word's turn begins and ends, from the cue's start: without gaps, the first from 0, to the end."""
        begins = [self.start_s, *(self._within(word.start_s) for word in self.words[1:]), self.end_s]
        return tuple((self._ms(start_s), self._ms(end_s)) for start_s, end_s in pairwise(begins))

    @property
    def sung_ms(self) -> tuple[tuple[int, int], ...]:
        """When each word itself begins and ends, from the cue's start."""
        return tuple((self._ms(self._within(word.start_s)), self._ms(self._within(word.end_s))) for word in self.words)

    def _within(self, at_s: float) -> float:
        return min(max(at_s, self.start_s), self.end_s)

    def _ms(self, at_s: float) -> int:
        return round((at_s - self.start_s) * 1000)


def cues(words: Words, canvas: Canvas) -> tuple[Cue, ...]:
    """All words in order, in cues that do not overlap, each at least `MIN_CUE_S` long.

    A gap to the next cue of less than `MIN_CUE_S` is closed. Speech too fast for that delays the cues that follow.
    """
    shown = [word.model_copy(update={"text": legible(word.text)}) for word in words.words]
    rtl = runs_right_to_left("".join(word.text for word in shown))
    groups = group(pieces([word for word in shown if word.text], canvas), canvas)
    starts = _starts(groups)
    found: list[Cue] = []
    for index, (own, start_s) in enumerate(zip(groups, starts, strict=True)):
        next_s = starts[index + 1] if index + 1 < len(starts) else None
        set_in = set_lines(own, canvas, rtl)
        found.append(Cue(start_s, _end(own, start_s, next_s), tuple(own), set_in.lines, set_in.em_px, rtl))
    return tuple(found)


def _starts(groups: Sequence[Sequence[Piece]]) -> list[float]:
    starts: list[float] = []
    for own in groups:
        earliest = round(starts[-1] + MIN_CUE_S, 3) if starts else 0.0
        starts.append(max(own[0].start_s, earliest))
    return starts


def _end(own: Sequence[Piece], start_s: float, next_s: float | None) -> float:
    end_s = round(max(own[-1].end_s + _HOLD_S, start_s + MIN_CUE_S), 3)
    if next_s is None:
        return end_s
    return next_s if next_s - end_s < MIN_CUE_S else end_s
