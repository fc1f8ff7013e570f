"""Setting a cue's words in one or two balanced lines that fit the safe box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions import style
from functions.captions.canvas import Canvas
from vidx.lettering.measure import width_em

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
    splits = {cut: max(line_em(words[:cut]), line_em(words[cut:])) for cut in range(1, len(words))}
    best = min(splits, key=lambda cut: (round(splits[cut], 2), cut), default=len(words))
    return best, splits.get(best) or line_em(words)


def line_em(words: Sequence[str]) -> float:
    """Width of a line at rest, in em."""
    return sum(width_em(word) for word in words) + _SPACE * max(len(words) - 1, 0)


def fits(words: Sequence[str], canvas: Canvas) -> bool:
    """Whether the words go into two lines in the middle of the frame without being shrunk."""
    return narrowest(words)[1] * canvas.em_px <= canvas.centred_room_px


def set_lines(words: Sequence[str], canvas: Canvas) -> Setting:
    """The words in one line if they fit, else in two; what is too wide for the middle moves left before it shrinks."""
    em_px = canvas.em_px
    cut, needed_em = len(words), line_em(words)
    if needed_em * em_px > canvas.centred_room_px:
        cut, needed_em = narrowest(words)
    em_px = min(em_px, canvas.room_px / needed_em)
    parts = [part for part in (words[:cut], words[cut:]) if part]
    centre_x_px, centre_y_px = _centre(needed_em * em_px, canvas)
    top_px = centre_y_px - (len(parts) - 1) / 2 * style.LINE_PITCH * em_px
    rows = ((part, top_px + row * style.LINE_PITCH * em_px) for row, part in enumerate(parts))
    return Setting(tuple(_place(part, centre_x_px, y_px, em_px) for part, y_px in rows), em_px)


def _centre(width_px: float, canvas: Canvas) -> tuple[float, float]:
    """Middle of the captions: that of the frame's width, or as near to it as the safe box lets a block this wide."""
    box, half_px = canvas.safe_box, width_px / 2 + canvas.margin_px
    x_px = max(min(canvas.frame.width_px / 2, box.right_px - half_px), box.left_px + half_px)
    return x_px, canvas.centre_y_px


def _place(words: Sequence[str], centre_px: float, y_px: float, em_px: float) -> Line:
    left_px = centre_px - line_em(words) * em_px / 2
    placed: list[Placed] = []
    for word in words:
        width_px = width_em(word) * em_px
        placed.append(Placed(word, left_px + width_px / 2, y_px))
        left_px += width_px + _SPACE * em_px
    return Line(tuple(placed))
