"""Set the pieces of a cue in one or two balanced lines that fit the safe box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions import theme
from functions.captions.layout.bidi import order_words
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.pieces import Piece
from vidx.typography import fonts
from vidx.typography.measure import width_em

_TALL_FONTS: Final = frozenset({fonts.ARABIC, fonts.DEVANAGARI, fonts.THAI})
"""Fonts with marks far above and below the letters."""


@dataclass(frozen=True)
class PlacedWord:
    """A piece and the pixel of its middle. `glued`: no space separates it from the piece before it.

    Attributes:
        mark: the direction mark to draw it between; empty when it needs none.
    """

    text: str
    x_px: float
    y_px: float
    glued: bool = False
    mark: str = ""


@dataclass(frozen=True)
class CaptionLine:
    """Words in reading order."""

    words: tuple[PlacedWord, ...]

    @property
    def text(self) -> str:
        return "".join(word.text if word.glued else f" {word.text}" for word in self.words).strip()


@dataclass(frozen=True)
class LineLayout:
    """One or two lines, and the font size at which they fit."""

    lines: tuple[CaptionLine, ...]
    em_px: float


def best_split(pieces: Sequence[Piece]) -> tuple[int, float]:
    """Return how many pieces the first of two lines has for the least width, and that width in em.

    A single piece takes one line.
    """
    widths = {cut: max(line_width_em(pieces[:cut]), line_width_em(pieces[cut:])) for cut in range(1, len(pieces))}
    best = min(widths, key=lambda cut: (round(widths[cut], 2), cut), default=len(pieces))
    return best, widths.get(best) or line_width_em(pieces)


def line_width_em(pieces: Sequence[Piece]) -> float:
    """Return the width of a line, in em, before any word grows."""
    return sum(width_em(piece.text) for piece in pieces) + sum(_space_em(piece) for piece in pieces[1:])


def fits(pieces: Sequence[Piece], canvas: Canvas) -> bool:
    """Return whether the pieces fit two lines in the middle of the frame at full size."""
    return best_split(pieces)[1] * canvas.em_px <= canvas.max_centred_width_px


def lay_out_lines(pieces: Sequence[Piece], canvas: Canvas, rtl: bool) -> LineLayout:
    """Set the pieces in one line if they fit, else in two.

    Lines that are too wide for the middle of the frame move left; they shrink only when the safe box is too narrow.
    """
    em_px = canvas.em_px
    cut, line_em = len(pieces), line_width_em(pieces)
    if line_em * em_px > canvas.max_centred_width_px:
        cut, line_em = best_split(pieces)
    em_px = min(em_px, canvas.max_width_px / line_em)
    parts = [part for part in (pieces[:cut], pieces[cut:]) if part]
    centre_x_px, centre_y_px = _centre(line_em * em_px, canvas)
    pitch_px = _line_pitch(pieces) * em_px
    top_px = centre_y_px - (len(parts) - 1) / 2 * pitch_px
    rows = ((part, top_px + row * pitch_px) for row, part in enumerate(parts))
    return LineLayout(tuple(_place_line(part, centre_x_px, y_px, em_px, rtl) for part, y_px in rows), em_px)


def _line_pitch(pieces: Sequence[Piece]) -> float:
    tall = any(family in _TALL_FONTS for piece in pieces for family, _ in fonts.font_runs(piece.text))
    return theme.TALL_LINE_PITCH if tall else theme.LINE_PITCH


def _centre(width_px: float, canvas: Canvas) -> tuple[float, float]:
    """Return the middle of the captions: that of the frame, or the nearest one at which the block fits the safe box."""
    box, half_px = canvas.safe_box, width_px / 2 + canvas.margin_px
    x_px = max(min(canvas.frame.width_px / 2, box.right_px - half_px), box.left_px + half_px)
    return x_px, canvas.centre_y_px


def _place_line(pieces: Sequence[Piece], centre_px: float, y_px: float, em_px: float, rtl: bool) -> CaptionLine:
    word_order = order_words([piece.text for piece in pieces], rtl)
    order = word_order.order
    left_px = centre_px - line_width_em(pieces) * em_px / 2
    middles: dict[int, float] = {}
    for index, neighbour in zip(order, [*order[1:], order[-1]], strict=True):
        width_px = width_em(pieces[index].text) * em_px
        middles[index] = left_px + width_px / 2
        left_px += width_px + _space_em(pieces[max(index, neighbour)]) * em_px
    words = zip(pieces, word_order.marks, strict=True)
    return CaptionLine(
        tuple(
            PlacedWord(piece.text, middles[index], y_px, piece.glued, mark) for index, (piece, mark) in enumerate(words)
        )
    )


def _space_em(piece: Piece) -> float:
    """Return the space between a piece and the one read before it."""
    return theme.GLUED_SPACE if piece.glued else width_em(" ") + theme.EXTRA_WORD_SPACE
