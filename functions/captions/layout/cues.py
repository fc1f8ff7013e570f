"""The layout of all cues: which words are shown together, when and where, in seconds and pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.grouping import MIN_CUE_S, group_into_cues
from functions.captions.layout.lines import CaptionLine, PlacedWord, lay_out_lines
from functions.captions.layout.pieces import Piece, split_into_pieces
from vidx.typography.bidi import is_mostly_rtl
from vidx.typography.drawable import drawable_text
from vidx.words import WordTimings

_HOLD_S: Final = 0.25
"""How long the last words stay after they were spoken, if no cue follows at once."""


@dataclass(frozen=True)
class Cue:
    """The words shown from `start_s` to `end_s`.

    Attributes:
        pieces: the texts of the lines' words with their times, in the same order.
        rtl: the script as a whole runs from right to left.
    """

    start_s: float
    end_s: float
    pieces: tuple[Piece, ...]
    lines: tuple[CaptionLine, ...]
    em_px: float
    rtl: bool

    @property
    def placed_words(self) -> tuple[PlacedWord, ...]:
        """The words of all lines, in order."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def highlights_ms(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each word's highlight, from the cue's start. They leave no gap, and fill the whole cue."""
        starts = [self.start_s, *(self._clip(piece.start_s) for piece in self.pieces[1:]), self.end_s]
        return tuple((self._offset_ms(start_s), self._offset_ms(end_s)) for start_s, end_s in pairwise(starts))

    @property
    def spoken_ms(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each spoken word, from the cue's start."""
        return tuple(
            (self._offset_ms(self._clip(piece.start_s)), self._offset_ms(self._clip(piece.end_s)))
            for piece in self.pieces
        )

    def _clip(self, time_s: float) -> float:
        return min(max(time_s, self.start_s), self.end_s)

    def _offset_ms(self, time_s: float) -> int:
        return round((time_s - self.start_s) * 1000)


def lay_out_cues(words: WordTimings, canvas: Canvas) -> tuple[Cue, ...]:
    """Return all words in order, in cues that do not overlap, each at least `MIN_CUE_S` long.

    A gap of less than `MIN_CUE_S` to the next cue is closed. Words that are too fast for that delay the next cues.
    """
    drawable = [word.model_copy(update={"text": drawable_text(word.text)}) for word in words.words]
    rtl = is_mostly_rtl("".join(word.text for word in drawable))
    groups = group_into_cues(split_into_pieces([word for word in drawable if word.text], canvas), canvas)
    starts = _starts(groups)
    cues: list[Cue] = []
    for index, (group, start_s) in enumerate(zip(groups, starts, strict=True)):
        next_s = starts[index + 1] if index + 1 < len(starts) else None
        layout = lay_out_lines(group, canvas, rtl)
        cues.append(Cue(start_s, _end(group, start_s, next_s), tuple(group), layout.lines, layout.em_px, rtl))
    return tuple(cues)


def _starts(groups: Sequence[Sequence[Piece]]) -> list[float]:
    starts: list[float] = []
    for group in groups:
        earliest = round(starts[-1] + MIN_CUE_S, 3) if starts else 0.0
        starts.append(max(group[0].start_s, earliest))
    return starts


def _end(group: Sequence[Piece], start_s: float, next_s: float | None) -> float:
    end_s = round(max(group[-1].end_s + _HOLD_S, start_s + MIN_CUE_S), 3)
    if next_s is None:
        return end_s
    return next_s if next_s - end_s < MIN_CUE_S else end_s
