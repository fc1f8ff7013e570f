"""Signs that the emoji font draws in place of several characters (families, flags, keycaps), each made a character.

libass joins characters only behind a letter on the same line, and not where letters are spaced. So every such sign gets
a character of its own, from those that Unicode leaves to private use: one character is drawn as one glyph anywhere.
"""

from collections.abc import Iterator
from typing import Final

from fontTools.ttLib import TTFont

FIRST: Final = 0xF0000
"""Of Supplementary Private Use Area-A; the signs follow one another in the order of `joined_signs`."""
_SKIN_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_UNKNOWN: Final = frozenset({"\U0001f3f4\U000e007f", "\U000e007f\U0001f3f4"})
"""A flag without a country, for which the font has a sign that says so."""
_UNICODE_IN_FULL: Final = 12
"""The format of a `cmap` table that holds characters beyond U+FFFF."""


def joined_signs(font: TTFont) -> dict[str, str]:
    """Glyph by sequence, sequences in order; skin tones, which one colour cannot show, are left out of them."""
    found: dict[str, str] = {}
    for sequence, glyph in sorted(_ligatures(font), key=lambda pair: _SKIN_TONES.intersection(pair[0])):
        plain = "".join(char for char in sequence if char not in _SKIN_TONES)
        if len(plain) > 1 and plain not in _UNKNOWN:
            found.setdefault(plain, glyph)
    return dict(sorted(found.items()))


def give_characters(font: TTFont) -> None:
    """Have the font draw each of its joined signs as a character from `FIRST` on, too."""
    glyphs = joined_signs(font).values()
    for table in font["cmap"].tables:
        if table.format == _UNICODE_IN_FULL:
            table.cmap.update(enumerate(glyphs, start=FIRST))


def _ligatures(font: TTFont) -> Iterator[tuple[str, str]]:
    """Every run of characters that the font draws as one glyph, and that glyph."""
    characters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < FIRST}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for first, ligatures in getattr(subtable, "ligatures", {}).items():
                for ligature in ligatures:
                    parts = [first, *ligature.Component]
                    if all(part in characters for part in parts):
                        yield "".join(characters[part] for part in parts), ligature.LigGlyph
