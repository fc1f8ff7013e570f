"""Setting a cue's words in one or two balanced lines that fit the safe box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions import style
from functions.captions.measure import width_em
from vidx.options import Frame

_SPACE: Final = width_em(" ") + style.EXTRA_SPACE


@dataclass(frozen=True)
class Placed:
    """A word and the pixel on which its middle stands."""

    text: str
    x_px: float
    y_px: float


@dataclass(frozen=True)
class Line:
    words: tuple[Placed, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Setting:
    """One or two lines at the type size that lets them fit."""

    lines: tuple[Line, ...]
    em_px: float


def narrowest(words: Sequence[str]) -> tuple[int, float]:
    """How many words go on the first of two lines for the least width, and that width in em; one word has one line."""
    splits = {cut: max(popped_em(words[:cut]), popped_em(words[cut:])) for cut in range(1, len(words))}
    best = min(splits, key=lambda cut: (round(splits[cut], 2), cut), default=len(words))
    return best, splits.get(best) or popped_em(words)


def line_em(words: Sequence[str]) -> float:
    """Width of a line at rest."""
    return sum(width_em(word) for word in words) + _SPACE * max(len(words) - 1, 0)


def popped_em(words: Sequence[str]) -> float:
    """Width that a line takes at most, when its outer words pop."""
    return line_em(words) + (style.POP - 1) / 2 * (width_em(words[0]) + width_em(words[-1]))


def fits(words: Sequence[str], frame: Frame) -> bool:
    """Whether the words go into two lines without being shrunk."""
    return narrowest(words)[1] * style.em_px(frame) <= style.line_width_px(frame)


def set_lines(words: Sequence[str], frame: Frame) -> Setting:
    """The words in one line if they fit, else in two, else in two shrunk ones."""
    em_px, room_px = style.em_px(frame), style.line_width_px(frame)
    cut, needed_em = len(words), popped_em(words)
    if needed_em * em_px > room_px:
        cut, needed_em = narrowest(words)
    em_px = min(em_px, room_px / needed_em)
    parts = [part for part in (words[:cut], words[cut:]) if part]
    box = style.safe_box(frame)
    middle_px = box.top_px + style.CENTRE_OF_BOX * (box.bottom_px - box.top_px)
    top_px = middle_px - (len(parts) - 1) / 2 * style.LINE_PITCH * em_px
    lines = tuple(
        _place(part, style.centre_x_px(frame), top_px + row * style.LINE_PITCH * em_px, em_px)
        for row, part in enumerate(parts)
    )
    return Setting(lines, em_px)


def _place(words: Sequence[str], centre_px: float, y_px: float, em_px: float) -> Line:
    left_px = centre_px - line_em(words) * em_px / 2
    placed: list[Placed] = []
    for word in words:
        width_px = width_em(word) * em_px
        placed.append(Placed(word, left_px + width_px / 2, y_px))
        left_px += width_px + _SPACE * em_px
    return Line(tuple(placed))
