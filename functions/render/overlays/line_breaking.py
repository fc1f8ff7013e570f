"""Breaking a text into a few balanced lines at the largest size that fits."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from functions.render.overlays.theme import LINE_PITCH
from vidx.typography.measure import width_em
from vidx.typography.unspaced_scripts import split_phrases, writing_systems

ELLIPSIS: Final = "…"
BREAKS_AFTER: Final = "/-–—"


@dataclass(frozen=True)
class TextBlock:
    """The lines of a text; `em_px` is the font size in pixels of the frame."""

    lines: tuple[str, ...]
    em_px: float

    @property
    def height_px(self) -> float:
        return len(self.lines) * self.em_px * LINE_PITCH

    @property
    def width_px(self) -> float:
        return max(width_em(line) for line in self.lines) * self.em_px


def fit_text(text: str, max_width_px: float, sizes: Sequence[tuple[float, int]]) -> TextBlock:
    """Break the text at the first of `sizes` (em in pixels, largest number of lines) at which it fits `max_width_px`.

    A text that does not fit at the last size is cut and ends in an ellipsis.
    """
    for em_px, max_lines in sizes:
        lines = _fill_lines(_pieces(text), max_width_px / em_px)
        if len(lines) <= max_lines and all(width_em(line) * em_px <= max_width_px for line in lines):
            return TextBlock(_balance(_pieces(text), len(lines), max_width_px / em_px), em_px)
    em_px, max_lines = sizes[-1]
    lines = _fill_lines(
        [part for piece in _pieces(text) for part in _cut_piece(piece, max_width_px / em_px)], max_width_px / em_px
    )
    return TextBlock(_truncate(lines, max_lines, max_width_px / em_px), em_px)


def _pieces(text: str) -> list[str]:
    """Split the text into pieces that stay on one line: at phrases, and after a space, a hyphen or a slash."""
    pieces: list[str] = []
    for phrase in split_phrases(text, writing_systems(text)):
        pieces.append("")
        for char in phrase:
            if pieces[-1] and _may_break(pieces[-1][-1], char):
                pieces.append("")
            pieces[-1] += char
    return [piece for piece in pieces if piece.strip()]


def _may_break(last: str, char: str) -> bool:
    """Return whether a line may end between two characters of a phrase."""
    if char == " " or unicodedata.combining(char):
        return False
    return last == " " or last in BREAKS_AFTER


def _fill_lines(pieces: Sequence[str], max_width_em: float) -> list[str]:
    """Fill lines one after the other; a piece that is too wide gets a line of its own."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_em((lines[-1] + piece).rstrip()) > max_width_em:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _balance(pieces: Sequence[str], count: int, max_width_em: float) -> tuple[str, ...]:
    """Return `count` lines whose widest one is as narrow as possible, by bisection."""
    narrow, wide = 0.0, max_width_em
    for _ in range(12):
        middle = (narrow + wide) / 2
        lines = _fill_lines(pieces, middle)
        fits = len(lines) <= count and all(width_em(line) <= middle for line in lines)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return tuple(_fill_lines(pieces, wide))


def _cut_piece(piece: str, max_width_em: float) -> Iterator[str]:
    """Cut a piece that is too wide for a line into parts that fit."""
    part = ""
    for char in piece:
        if part and not unicodedata.combining(char) and width_em(part + char) > max_width_em:
            yield part
            part = ""
        part += char
    yield part


def _truncate(lines: Sequence[str], max_lines: int, max_width_em: float) -> tuple[str, ...]:
    if len(lines) <= max_lines:
        return tuple(lines)
    last = lines[max_lines - 1]
    while width_em(last.rstrip() + ELLIPSIS) > max_width_em:
        last = last[:-1]
    return (*lines[: max_lines - 1], last.rstrip() + ELLIPSIS)
