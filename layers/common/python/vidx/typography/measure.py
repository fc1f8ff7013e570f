"""How wide a text is in the shipped fonts, without the fonts."""

from typing import Final

from vidx.typography import fonts
from vidx.typography.emoji import single

FONT: Final = fonts.LATIN


def width_em(text: str) -> float:
    """Width of the text on one line, in em, never too little: kerning and joining, which narrow it, are left out."""
    return sum(_advance(character) for character in single(text)) / 1000


def size_for(em_px: float) -> float:
    """The ASS font size at which the font's em measures `em_px`; ASS counts the whole line height as size."""
    return em_px / fonts.em_per_size()


def _advance(character: str) -> int:
    drawn = fonts.glyph(character)
    return drawn.width if drawn else 0
