"""Which of the shipped fonts draws a character, and how wide: `widths.json`, made from the fonts themselves."""

import json
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LATIN: Final = "Montserrat ExtraBold"
"""Family of the Latin, Cyrillic and Greek letters; styles name it, and other scripts are switched to within a text."""
ARABIC: Final = "Noto Sans Arabic ExtraBold"
DEVANAGARI: Final = "Noto Sans Devanagari ExtraBold"
THAI: Final = "Noto Sans Thai ExtraBold"
CJK: Final = "Noto Sans CJK JP Bold"
FIRST_SIGN: Final = "\U000f0000"
"""Of the characters, for private use, under which the emoji font draws signs joined of several."""
LONGEST_SIGN: Final = 7
"""In characters, skin tones and variation selectors left out."""


class Glyph(NamedTuple):
    """The font's family, and the advance in thousandths of the Latin font's em."""

    family: str
    width: int


class _Fonts(NamedTuple):
    em_per_size: float
    starts: tuple[int, ...]
    ranges: tuple[tuple[int, Glyph], ...]
    signs: dict[str, str]


def glyph(character: str) -> Glyph | None:
    """How the character is drawn; None when no font has it, or it is not drawn at all."""
    fonts, code = _fonts(), ord(character)
    at = bisect(fonts.starts, code) - 1
    if at < 0:
        return None
    last, found = fonts.ranges[at]
    return found if code <= last else None


def signs() -> dict[str, str]:
    """By each sequence of characters that the emoji font draws as one sign, the one character that stands for it."""
    return _fonts().signs


def em_per_size() -> float:
    """Ems in one unit of ASS's font size, the same for every font."""
    return _fonts().em_per_size


@cache
def _fonts() -> _Fonts:
    table = json.loads(Path(__file__).with_name("widths.json").read_text("utf-8"))
    found = sorted(
        (first, last, Glyph(family, int(width)))
        for family, by_width in table["fonts"].items()
        for width, ranges in by_width.items()
        for first, last in _ranges(ranges)
    )
    starts = tuple(first for first, _, _ in found)
    signs = {sequence: chr(code) for code, sequence in enumerate(table["signs"], start=ord(FIRST_SIGN))}
    return _Fonts(table["em_per_size"], starts, tuple((last, each) for _, last, each in found), signs)


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """`41 43-5a` as pairs of first and last code."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)
