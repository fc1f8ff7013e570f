"""Signs joined of several characters (families, flags, keycaps): each as the one character under which the emoji font
draws it, since libass joins characters in some lines only.

Texts hold signs as Unicode has them; the single characters are for measuring and drawing alone.
"""

import re
import unicodedata
from typing import Final

from vidx.typography import fonts

_JOINER: Final = "\u200d"
_JOINS: Final = re.compile("[\u200d\u20e3\U0001f1e6-\U0001f1ff\U000e007f]")
"""In every joined sign there is one of these."""


def single(text: str) -> str:
    """`text` with every sign that the font knows as one character."""
    if not _JOINS.search(text):
        return text
    signs = fonts.signs()
    found: list[str] = []
    at = 0
    while at < len(text):
        size = next((n for n in range(min(fonts.LONGEST_SIGN, len(text) - at), 1, -1) if text[at : at + n] in signs), 1)
        found.append(signs.get(text[at : at + size], text[at]))
        at += size
    return "".join(found)


def spelled(text: str) -> str:
    """What `single` was made from."""
    if all(char < fonts.FIRST_SIGN for char in text):
        return text
    sequences = {character: sequence for sequence, character in fonts.signs().items()}
    return "".join(sequences.get(char, char) for char in text)


def first_parts(text: str) -> str:
    """`text`, in which signs stand as `single` leaves them, with the first part alone of every sign that it left."""
    kept: list[str] = []
    dropped = False
    for at, char in enumerate(text):
        if dropped:
            dropped = False
        elif char == _JOINER and kept and _is_sign(kept[-1]) and _is_sign(text[at + 1 : at + 2]):
            dropped = True
        else:
            kept.append(char)
    return "".join(kept)


def _is_sign(character: str) -> bool:
    return character >= fonts.FIRST_SIGN or (character != "" and unicodedata.category(character) == "So")
