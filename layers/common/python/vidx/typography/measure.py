"""Width of a text in the shipped fonts, without loading the fonts."""

from typing import Final

from vidx.typography import fonts
from vidx.typography.emoji import encode_sequences

FONT: Final = fonts.LATIN


def width_em(text: str) -> float:
    """Return the width of the text on one line, in em. It is never too small: kerning and joining are left out."""
    return sum(_advance(character) for character in encode_sequences(text)) / 1000


def ass_font_size(em_px: float) -> float:
    """Return the ASS font size at which the em measures `em_px`. ASS takes the whole line height as the size."""
    return em_px / fonts.em_per_size()


def _advance(character: str) -> int:
    glyph = fonts.glyph(character)
    return glyph.width if glyph else 0
