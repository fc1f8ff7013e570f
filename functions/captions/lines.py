"""Setting a cue's words in one or two balanced lines that fit the safe box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions import style
from functions.captions.canvas import Canvas
from functions.captions.order import arranged
from functions.captions.pieces import Piece
from vidx.typography import fonts
from vidx.typography.font_runs import runs
from vidx.typography.measure import width_em

_TALL: Final = frozenset({fonts.ARABIC, fonts.DEVANAGARI, fonts.THAI})
"""Fonts with marks far above and below the letters."""


@dataclass(frozen=True)
class Placed:
    """A word, or a part of one `glued` to the part before it, and the pixel on which its middle stands.

    Attributes:
        mark: the mark of direction that it is drawn between, empty where it needs none.
    """

    text: str
    x_px: float
    y_px: float
    glued: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """Words in the order in which they are read."""

    words: tuple[Placed, ...]

    @property
    def text(self) -> str:
        return "".join(word.text if word.glued else f" {word.text}" for word in self.words).strip()


@dataclass(frozen=True)
class Setting:
    """One or two lines at the type size that lets them fit."""

    lines: tuple[Line, ...]
    em_px: float


def narrowest(words: Sequence[Piece]) -> tuple[int, float]:
    """How many words go on the first of two lines for the least width, and that width in em; one word has one line."""
    splits = {cut: max(line_em(words[:cut]), line_em(words[cut:])) for cut in range(1, len(words))}
    best = min(splits, key=lambda cut: (round(splits[cut], 2), cut), default=len(words))
    return best, splits.get(best) or line_em(words)


def line_em(words: Sequence[Piece]) -> float:
    """Width of a line at rest, in em."""
    return sum(width_em(word.text) for word in words) + sum(_gap_em(word) for word in words[1:])


def fits(words: Sequence[Piece], canvas: Canvas) -> bool:
    """Whether the words go into two lines in the middle of the frame without being shrunk."""
    return narrowest(words)[1] * canvas.em_px <= canvas.centred_room_px


def set_lines(words: Sequence[Piece], canvas: Canvas, rtl: bool) -> Setting:
    """The words in one line if they fit, else in two; what is too wide for the middle moves left before it shrinks."""
    em_px = canvas.em_px
    cut, needed_em = len(words), line_em(words)
    if needed_em * em_px > canvas.centred_room_px:
        cut, needed_em = narrowest(words)
    em_px = min(em_px, canvas.room_px / needed_em)
    parts = [part for part in (words[:cut], words[cut:]) if part]
    centre_x_px, centre_y_px = _centre(needed_em * em_px, canvas)
    pitch_px = _pitch(words) * em_px
    top_px = centre_y_px - (len(parts) - 1) / 2 * pitch_px
    rows = ((part, top_px + row * pitch_px) for row, part in enumerate(parts))
    return Setting(tuple(_place(part, centre_x_px, y_px, em_px, rtl) for part, y_px in rows), em_px)


def _pitch(words: Sequence[Piece]) -> float:
    tall = any(family in _TALL for word in words for family, _ in runs(word.text))
    return style.TALL_PITCH if tall else style.LINE_PITCH


def _centre(width_px: float, canvas: Canvas) -> tuple[float, float]:
    """Middle of the captions: that of the frame's width, or as near to it as the safe box lets a block this wide."""
    box, half_px = canvas.safe_box, width_px / 2 + canvas.margin_px
    x_px = max(min(canvas.frame.width_px / 2, box.right_px - half_px), box.left_px + half_px)
    return x_px, canvas.centre_y_px


def _place(words: Sequence[Piece], centre_px: float, y_px: float, em_px: float, rtl: bool) -> Line:
    arrangement = arranged([word.text for word in words], rtl)
    order = arrangement.order
    left_px = centre_px - line_em(words) * em_px / 2
    middles: dict[int, float] = {}
    for at, neighbour in zip(order, [*order[1:], order[-1]], strict=True):
        width_px = width_em(words[at].text) * em_px
        middles[at] = left_px + width_px / 2
        left_px += width_px + _gap_em(words[max(at, neighbour)]) * em_px
    marked = enumerate(zip(words, arrangement.marks, strict=True))
    return Line(tuple(Placed(word.text, middles[at], y_px, word.glued, mark) for at, (word, mark) in marked))


def _gap_em(word: Piece) -> float:
    """Between a word and the one read before it."""
    return style.GLUED_SPACE if word.glued else width_em(" ") + style.EXTRA_SPACE
