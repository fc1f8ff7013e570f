"""Text of users made drawable: every character is in a shipped font, and none is a control character."""

import re
import unicodedata
from typing import Final

from vidx.typography import fonts
from vidx.typography.emoji import decode_sequences, encode_sequences, keep_first_parts

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_UNDRAWABLE: Final = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000f0000-\U0010ffff]")
"""Variation selectors; skin tones, which one colour cannot show; private use characters, which stand for sequences."""
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_JOINING_FONTS: Final = frozenset({fonts.ARABIC, fonts.DEVANAGARI})
"""Fonts in which a joiner or non-joiner changes the shape of a letter."""


def drawable_text(text: str) -> str:
    """Return `text` as it can be drawn: characters without a glyph become their plain form (`𝐇𝐨𝐭` → `Hot`) or go.

    Runs of white space become one space. Emoji stay, in one colour. Of an emoji sequence that the font lacks, the first
    part stays; the flag of an unknown country goes.
    """
    composed = unicodedata.normalize("NFC", text)
    encoded = keep_first_parts(encode_sequences(_FLAG.sub(_known_flag, _UNDRAWABLE.sub("", composed))))
    plain = "".join(_plain(character) for character in encoded)
    return decode_sequences(" ".join(_drop_detached_marks(plain).split()))


def _plain(character: str) -> str:
    if character.isspace() or character in (_ZWJ, _ZWNJ):
        return character
    compatible, glyph = unicodedata.normalize("NFKC", character), fonts.glyph(character)
    if glyph and not (glyph.family == fonts.CJK and compatible.isascii() and compatible.isalpha()):
        return character
    return compatible if compatible != character and all(map(fonts.glyph, compatible)) else ""


def _known_flag(letters: re.Match[str]) -> str:
    return letters[0] if letters[0] in fonts.emoji_sequences() else ""


def _drop_detached_marks(text: str) -> str:
    """Return `text` without joiners that join nothing, and without marks that follow no letter of their font."""
    chars: list[str] = []
    for index, char in enumerate(text):
        before = chars[-1] if chars else " "
        category = unicodedata.category(char)
        non_joining = {_family(before), _family(text[index + 1 : index + 2])} - _JOINING_FONTS
        is_detached = category == "Mn" and (before.isspace() or _family(before) != _family(char))
        if category == "Me" or is_detached or (char in (_ZWJ, _ZWNJ) and non_joining):
            continue
        chars.append(char)
    return "".join(chars)


def _family(character: str) -> str | None:
    """Return the font that draws the character; None for the empty string and for what is not drawn."""
    glyph = fonts.glyph(character) if character else None
    return glyph.family if glyph else None
