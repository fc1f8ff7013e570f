"""Setting a text in a few balanced lines: as large as the room allows, measured, never wider."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from functions.render.overlays.theme import LINE_PITCH
from vidx.lettering.measure import width_em
from vidx.lettering.unspaced import kinds, phrases

ELLIPSIS: Final = "…"
BREAKS_AFTER: Final = "/-–—"


@dataclass(frozen=True)
class TextBlock:
    """Lines of one text; `em_px` is the size of the type, in pixels of the frame."""

    lines: tuple[str, ...]
    em_px: float

    @property
    def height_px(self) -> float:
        return len(self.lines) * self.em_px * LINE_PITCH

    @property
    def width_px(self) -> float:
        return max(width_em(line) for line in self.lines) * self.em_px


def fit_text(text: str, room_px: float, sizes: Sequence[tuple[float, int]]) -> TextBlock:
    """The text at the first of the sizes (em in pixels, most lines) at which it fits `room_px`.

    What does not even fit at the last size ends in an ellipsis.
    """
    for em_px, most in sizes:
        lines = _filled(_pieces(text), room_px / em_px)
        if len(lines) <= most and all(width_em(line) * em_px <= room_px for line in lines):
            return TextBlock(_balanced(_pieces(text), len(lines), room_px / em_px), em_px)
    em_px, most = sizes[-1]
    lines = _filled([part for piece in _pieces(text) for part in _cut(piece, room_px / em_px)], room_px / em_px)
    return TextBlock(_shortened(lines, most, room_px / em_px), em_px)


def _pieces(text: str) -> list[str]:
    """What stays together on a line: phrases, and in them what ends in a blank, a hyphen or a slash."""
    pieces: list[str] = []
    for phrase in phrases(text, kinds(text)):
        pieces.append("")
        for char in phrase:
            if pieces[-1] and _may_part(pieces[-1][-1], char):
                pieces.append("")
            pieces[-1] += char
    return [piece for piece in pieces if piece.strip()]


def _may_part(last: str, char: str) -> bool:
    """Whether a line may end between two characters of a phrase."""
    if char == " " or unicodedata.combining(char):
        return False
    return last == " " or last in BREAKS_AFTER


def _filled(pieces: Sequence[str], room_em: float) -> list[str]:
    """Lines filled one after the other; a piece that is too wide for any line has one for itself."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_em((lines[-1] + piece).rstrip()) > room_em:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _balanced(pieces: Sequence[str], count: int, room_em: float) -> tuple[str, ...]:
    """As many lines as needed, the widest of them as narrow as can be."""
    narrow, wide = 0.0, room_em
    for _ in range(12):
        middle = (narrow + wide) / 2
        tried = _filled(pieces, middle)
        fits = len(tried) <= count and all(width_em(line) <= middle for line in tried)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return tuple(_filled(pieces, wide))


def _cut(piece: str, room_em: float) -> Iterator[str]:
    """A piece too wide for a line in parts that are not."""
    part = ""
    for char in piece:
        if part and not unicodedata.combining(char) and width_em(part + char) > room_em:
            yield part
            part = ""
        part += char
    yield part


def _shortened(lines: Sequence[str], most: int, room_em: float) -> tuple[str, ...]:
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while width_em(last.rstrip() + ELLIPSIS) > room_em:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + ELLIPSIS)
