"""A text cut where its font changes."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from vidx.typography import fonts

_FOLLOWS: Final = frozenset({"Mn", "Cf"})
"""Marks and joiners belong to the letter before them; a font of their own would part them from it."""


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Family and text of every stretch that one font draws."""
    families: list[str] = []
    for character in text:
        drawn = fonts.glyph(character)
        follows = families and (drawn is None or unicodedata.category(character) in _FOLLOWS)
        families.append(families[-1] if follows else drawn.family if drawn else fonts.LATIN)
    for family, part in groupby(zip(families, text, strict=True), key=lambda pair: pair[0]):
        yield family, "".join(character for _, character in part)
