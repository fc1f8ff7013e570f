"""When each overlay is there: title first, then the price, the end card from the call to action on; in seconds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from functions.render.overlays.theme import IN_S, OUT_S, TITLE_S
from functions.render.planning.timeline import SENTENCE_ENDS, frames_needed
from vidx.options import FPS, Overlay
from vidx.words import TimedWord

LONGEST_BEFORE_END_S: Final = 2.4
SHORTEST_BEFORE_END_S: Final = 0.6
"""The end card comes with the voice's last sentence, so far before the voice's end at most and at least."""
MIN_SPAN_S: Final = 1.0
"""What would be gone sooner is not shown at all."""
MIN_END_CARD_S: Final = 2.0
APART_S: Final = 0.1


@dataclass(frozen=True)
class Span:
    """From the first to the last moment at which something is seen; `stays`: it does not fade out."""

    start_s: float
    end_s: float
    stays: bool = False

    def opacity(self, at_s: float) -> float:
        """How much of it is there (0…1)."""
        if not self.start_s <= at_s < self.end_s:
            return 0.0
        leaving = 1.0 if self.stays else (self.end_s - at_s) / OUT_S
        return max(0.0, min((at_s - self.start_s) / IN_S, leaving, 1.0))


@dataclass(frozen=True)
class Schedule:
    """When title card, price badge and end card are shown; None when they are not."""

    title: Span | None
    price: Span | None
    end: Span | None

    @property
    def opening_frames(self) -> int:
        """Number of the video's first frames that lie under the title."""
        return round(self.title.end_s * FPS) if self.title else 0

    def closing_frames(self, frames: int) -> int:
        """Number of last frames, in a video of `frames` frames, that lie under the end card."""
        return frames - round(self.end.start_s * FPS) if self.end else 0


def plan_schedule(
    pieces: Collection[Overlay], words: Sequence[TimedWord], voice_s: float, video_s: float, photos: int = 1
) -> Schedule:
    """Spans that do not overlap; a film too short for a piece goes without it.

    The end card waits until each of `photos` has been seen, as long as `MIN_END_CARD_S` are left for it.
    """
    card_s = max(end_card_s(words, voice_s), min(frames_needed(photos) / FPS, video_s - MIN_END_CARD_S))
    end = _lasting(card_s, video_s, stays=True) if "end" in pieces else None
    stage_s = end.start_s if end else video_s
    title = _lasting(0.0, min(TITLE_S, stage_s - APART_S)) if "title" in pieces else None
    price = _lasting(title.end_s + APART_S if title else 0.0, stage_s) if "price" in pieces else None
    return Schedule(title, price, end)


def _lasting(start_s: float, end_s: float, *, stays: bool = False) -> Span | None:
    return Span(start_s, end_s, stays) if end_s - start_s >= MIN_SPAN_S else None


def end_card_s(words: Sequence[TimedWord], voice_s: float) -> float:
    """When the end card comes: with the last sentence, as near to the voice's end as the bounds allow."""
    starts = [after.start_s for word, after in pairwise(words) if _ends_sentence(word)]
    last_s = starts[-1] if starts else 0.0
    earliest_s, latest_s = voice_s - LONGEST_BEFORE_END_S, voice_s - SHORTEST_BEFORE_END_S
    return max(min(max(last_s, earliest_s), latest_s), 0.0)


def _ends_sentence(word: TimedWord) -> bool:
    mark = word.text.rstrip("\"'”’»)]")[-1:]
    return bool(mark) and mark in SENTENCE_ENDS
