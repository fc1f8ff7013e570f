"""The shipped fonts: which one draws a character, and how wide. `widths.json` is generated from the font files."""

import json
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

LATIN: Final = "Montserrat ExtraBold"
"""Family of Latin, Cyrillic and Greek letters. ASS styles name it; texts switch to the other families in between."""
ARABIC: Final = "Noto Sans Arabic ExtraBold"
DEVANAGARI: Final = "Noto Sans Devanagari ExtraBold"
THAI: Final = "Noto Sans Thai ExtraBold"
CJK: Final = "Noto Sans CJK JP Bold"
FIRST_SEQUENCE_CHAR: Final = "\U000f0000"
"""First of the private use characters under which the emoji font has its sequences."""
MAX_SEQUENCE_CHARS: Final = 7
"""Length of the longest sequence, without skin tones and variation selectors."""
_COMBINING_CATEGORIES: Final = frozenset({"Mn", "Cf"})
"""Categories of marks and joiners. They take the font of the letter before them, so that they stay attached to it."""


class Glyph(NamedTuple):
    """The font's family, and the advance width in thousandths of the Latin font's em."""

    family: str
    width: int


class _Fonts(NamedTuple):
    em_per_size: float
    starts: tuple[int, ...]
    ranges: tuple[tuple[int, Glyph], ...]
    sequences: dict[str, str]


def glyph(character: str) -> Glyph | None:
    """Return the glyph of the character; None when no font has it, or it is not drawn at all."""
    fonts, code = _fonts(), ord(character)
    index = bisect(fonts.starts, code) - 1
    if index < 0:
        return None
    last, range_glyph = fonts.ranges[index]
    return range_glyph if code <= last else None


def font_runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield family and text of every stretch that one font draws."""
    families: list[str] = []
    for character in text:
        character_glyph = glyph(character)
        joins_previous = families and (
            character_glyph is None or unicodedata.category(character) in _COMBINING_CATEGORIES
        )
        families.append(families[-1] if joins_previous else character_glyph.family if character_glyph else LATIN)
    for family, run in groupby(zip(families, text, strict=True), key=lambda pair: pair[0]):
        yield family, "".join(character for _, character in run)


def emoji_sequences() -> dict[str, str]:
    """Return the private use character of each sequence that the emoji font has."""
    return _fonts().sequences


def em_per_size() -> float:
    """Return the ems in one unit of ASS's font size. It is the same for every font."""
    return _fonts().em_per_size


@cache
def _fonts() -> _Fonts:
    table = json.loads(Path(__file__).with_name("widths.json").read_text("utf-8"))
    ranges = sorted(
        (first, last, Glyph(family, int(width)))
        for family, ranges_by_width in table["fonts"].items()
        for width, codes in ranges_by_width.items()
        for first, last in _parse_ranges(codes)
    )
    starts = tuple(first for first, _, _ in ranges)
    sequences = {
        sequence: chr(code) for code, sequence in enumerate(table["sequences"], start=ord(FIRST_SEQUENCE_CHAR))
    }
    return _Fonts(
        table["em_per_size"], starts, tuple((last, range_glyph) for _, last, range_glyph in ranges), sequences
    )


def _parse_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield `41 43-5a` as pairs of first and last code point."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)
