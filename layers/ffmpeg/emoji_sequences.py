"""Emoji sequences (families, flags, keycaps) as single characters of the emoji font.

libass joins a sequence to one glyph only after a letter on the same line, and not in text with letter spacing. So the
font gets a private use character for each sequence, which is drawn as one glyph everywhere. `vidx/typography/emoji.py`
replaces the sequences in texts.
"""

from collections.abc import Iterator
from typing import Final

from fontTools.ttLib import TTFont

FIRST: Final = 0xF0000
"""First private use character (Supplementary Private Use Area-A); the sequences have the order of `emoji_sequences`."""
_SKIN_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_UNKNOWN: Final = frozenset({"\U0001f3f4\U000e007f", "\U000e007f\U0001f3f4"})
"""Flags without a country, for which the font has a placeholder."""
_CMAP_FULL_UNICODE: Final = 12
"""Format of a `cmap` table that has characters beyond U+FFFF (OpenType, `cmap`)."""


def emoji_sequences(font: TTFont) -> dict[str, str]:
    """Return the glyph of each sequence, in order. Skin tones are removed, since one colour cannot show them."""
    glyphs: dict[str, str] = {}
    for sequence, glyph in sorted(_ligatures(font), key=lambda pair: _SKIN_TONES.intersection(pair[0])):
        plain = "".join(char for char in sequence if char not in _SKIN_TONES)
        if len(plain) > 1 and plain not in _UNKNOWN:
            glyphs.setdefault(plain, glyph)
    return dict(sorted(glyphs.items()))


def add_sequence_characters(font: TTFont) -> None:
    """Give each sequence's glyph a character from `FIRST` on."""
    glyphs = emoji_sequences(font).values()
    for table in font["cmap"].tables:
        if table.format == _CMAP_FULL_UNICODE:
            table.cmap.update(enumerate(glyphs, start=FIRST))


def _ligatures(font: TTFont) -> Iterator[tuple[str, str]]:
    """Yield each sequence of characters that the font draws as one glyph, and that glyph."""
    characters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < FIRST}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for first, ligatures in getattr(subtable, "ligatures", {}).items():
                for ligature in ligatures:
                    parts = [first, *ligature.Component]
                    if all(part in characters for part in parts):
                        yield "".join(characters[part] for part in parts), ligature.LigGlyph
