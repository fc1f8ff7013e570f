"""How wide a text is in the captions' font, without the font: advances from `widths.json`."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

FONT: Final = "Montserrat ExtraBold"
"""Family name of the font, which `layers/ffmpeg` ships; libass falls back to the others beside it."""
_WIDE: Final = 1000
_UNKNOWN: Final = 800
"""For letters that another font draws (Greek, Thai, …): bold faces stay below this on average."""


class _Widths(NamedTuple):
    em_per_size: float
    by_character: dict[str, int]


def width_em(text: str) -> float:
    """Width of the text on one line, in em; kerning, which only narrows it, is left out."""
    return sum(_advance(character) for character in text) / 1000


def size_for(em_px: float) -> float:
    """The ASS font size at which the font's em measures `em_px`; ASS counts the whole line height as size."""
    return em_px / _widths().em_per_size


def drawn_by_caption_font(character: str) -> bool:
    return character in _widths().by_character


def _advance(character: str) -> int:
    known = _widths().by_character.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in {"W", "F"} else _UNKNOWN


@cache
def _widths() -> _Widths:
    table = json.loads(Path(__file__).with_name("widths.json").read_text("utf-8"))
    by_character = {char: int(width) for width, chars in table["characters_by_width"].items() for char in chars}
    return _Widths(table["em_per_size"], by_character)
