"""Emoji sequences (families, flags, keycaps): each is encoded as one private use character while it is measured or
drawn.

libass forms sequences in some lines only, so the shipped emoji font has a glyph for each under a private use character
(`layers/ffmpeg/emoji_sequences.py`). Everywhere else, texts hold sequences as Unicode defines them.
"""

import re
import unicodedata
from typing import Final

from vidx.typography import fonts

_JOINER: Final = "\u200d"
_SEQUENCE_CHARS: Final = re.compile("[\u200d\u20e3\U0001f1e6-\U0001f1ff\U000e007f]")
"""Every sequence contains one of these."""


def encode_sequences(text: str) -> str:
    """Return `text` with each sequence that the font has as one private use character."""
    if not _SEQUENCE_CHARS.search(text):
        return text
    sequences = fonts.emoji_sequences()
    chars: list[str] = []
    start = 0
    while start < len(text):
        lengths = range(min(fonts.MAX_SEQUENCE_CHARS, len(text) - start), 1, -1)
        length = next((length for length in lengths if text[start : start + length] in sequences), 1)
        chars.append(sequences.get(text[start : start + length], text[start]))
        start += length
    return "".join(chars)


def decode_sequences(text: str) -> str:
    """Return the text from which `encode_sequences` made `text`."""
    if all(char < fonts.FIRST_SEQUENCE_CHAR for char in text):
        return text
    sequences = {character: sequence for sequence, character in fonts.emoji_sequences().items()}
    return "".join(sequences.get(char, char) for char in text)


def keep_first_parts(encoded: str) -> str:
    """Return an encoded text in which only the first part is left of each sequence that could not be encoded."""
    chars: list[str] = []
    skip_next = False
    for index, char in enumerate(encoded):
        if skip_next:
            skip_next = False
        elif char == _JOINER and chars and _is_emoji(chars[-1]) and _is_emoji(encoded[index + 1 : index + 2]):
            skip_next = True
        else:
            chars.append(char)
    return "".join(chars)


def _is_emoji(character: str) -> bool:
    return character >= fonts.FIRST_SEQUENCE_CHAR or (character != "" and unicodedata.category(character) == "So")
