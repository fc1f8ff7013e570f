"""Which words are on the screen together, where they stand, and when: pure layout, in seconds and pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions.grouping import group
from functions.captions.lines import Line, set_lines
from vidx.lettering.legible import legible
from vidx.options import Frame
from vidx.words import TimedWord, Words

MIN_CUE_S: Final = 0.3
"""Shorter than this nobody reads; a shorter gap between two cues is a flash."""
_HOLD_S: Final = 0.25
"""How long the last words stay after they were said, when nothing follows at once."""


@dataclass(frozen=True)
class Cue:
    """The words shown from `start_s` to `end_s`, set in lines; `words` are those of the lines, in order."""

    start_s: float
    end_s: float
    words: tuple[TimedWord, ...]
    lines: tuple[Line, ...]
    em_px: float


def cues(words: Words, frame: Frame) -> tuple[Cue, ...]:
    """All words in order, in cues that do not overlap, each at least `MIN_CUE_S` long.

    A gap to the next cue of less than `MIN_CUE_S` is closed. Speech too fast for that delays the cues that follow.
    """
    shown = [word.model_copy(update={"text": legible(word.text)}) for word in words.words]
    groups = group([word for word in shown if word.text], frame)
    starts = _starts(groups)
    found: list[Cue] = []
    for index, (own, start_s) in enumerate(zip(groups, starts, strict=True)):
        next_s = starts[index + 1] if index + 1 < len(starts) else None
        set_in = set_lines([word.text for word in own], frame)
        found.append(Cue(start_s, _end(own, start_s, next_s), tuple(own), set_in.lines, set_in.em_px))
    return tuple(found)


def _starts(groups: Sequence[Sequence[TimedWord]]) -> list[float]:
    starts: list[float] = []
    for own in groups:
        earliest = round(starts[-1] + MIN_CUE_S, 3) if starts else 0.0
        starts.append(max(own[0].start_s, earliest))
    return starts


def _end(own: Sequence[TimedWord], start_s: float, next_s: float | None) -> float:
    end_s = round(max(own[-1].end_s + _HOLD_S, start_s + MIN_CUE_S), 3)
    if next_s is None:
        return end_s
    return next_s if next_s - end_s < MIN_CUE_S else end_s
