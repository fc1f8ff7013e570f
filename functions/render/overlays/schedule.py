"""When each overlay is shown: first the title, then the price, and from the last sentence on the end card."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from functions.render.overlays.theme import FADE_IN_S, FADE_OUT_S, TITLE_CARD_S
from functions.render.planning.timeline import SENTENCE_ENDS, end_mark, frames_needed
from vidx.options import FPS, Overlay
from vidx.words import TimedWord

MAX_LEAD_S: Final = 2.4
MIN_LEAD_S: Final = 0.6
"""Bounds on the end card's start, in seconds before the voice ends. It starts with the voice's last sentence."""
MIN_SPAN_S: Final = 1.0
"""An overlay with less time is left out."""
MIN_END_CARD_S: Final = 2.0
GAP_S: Final = 0.1


@dataclass(frozen=True)
class Span:
    """When an overlay is visible, fades included. An overlay that `stays` does not fade out."""

    start_s: float
    end_s: float
    stays: bool = False

    def opacity(self, at_s: float) -> float:
        """Return its opacity (0…1) at `at_s` seconds."""
        if not self.start_s <= at_s < self.end_s:
            return 0.0
        fade_out = 1.0 if self.stays else (self.end_s - at_s) / FADE_OUT_S
        return max(0.0, min((at_s - self.start_s) / FADE_IN_S, fade_out, 1.0))


@dataclass(frozen=True)
class Schedule:
    """When title card, price badge and end card are shown; None when they are not."""

    title: Span | None
    price: Span | None
    end: Span | None

    @property
    def opening_frames(self) -> int:
        """Number of frames at the start of the video that the title covers."""
        return round(self.title.end_s * FPS) if self.title else 0

    def closing_frames(self, frames: int) -> int:
        """Return how many of the last frames the end card covers, in a video of `frames` frames."""
        return frames - round(self.end.start_s * FPS) if self.end else 0


def plan_schedule(
    names: Collection[Overlay], words: Sequence[TimedWord], voice_s: float, video_s: float, photos: int = 1
) -> Schedule:
    """Schedule the overlays `names` without overlap; an overlay for which there is no time is left out.

    The end card starts after all `photos` have been shown, as long as `MIN_END_CARD_S` are left for it.
    """
    card_s = max(end_card_s(words, voice_s), min(frames_needed(photos) / FPS, video_s - MIN_END_CARD_S))
    end = _span(card_s, video_s, stays=True) if "end" in names else None
    body_s = end.start_s if end else video_s
    title = _span(0.0, min(TITLE_CARD_S, body_s - GAP_S)) if "title" in names else None
    price = _span(title.end_s + GAP_S if title else 0.0, body_s) if "price" in names else None
    return Schedule(title, price, end)


def _span(start_s: float, end_s: float, *, stays: bool = False) -> Span | None:
    """Return the span, or None when it is too short."""
    return Span(start_s, end_s, stays) if end_s - start_s >= MIN_SPAN_S else None


def end_card_s(words: Sequence[TimedWord], voice_s: float) -> float:
    """Return the start of the end card: with the last sentence, within the bounds before the voice's end."""
    starts = [after.start_s for word, after in pairwise(words) if _ends_sentence(word)]
    last_s = starts[-1] if starts else 0.0
    earliest_s, latest_s = voice_s - MAX_LEAD_S, voice_s - MIN_LEAD_S
    return max(min(max(last_s, earliest_s), latest_s), 0.0)


def _ends_sentence(word: TimedWord) -> bool:
    mark = end_mark(word.text)
    return bool(mark) and mark in SENTENCE_ENDS
