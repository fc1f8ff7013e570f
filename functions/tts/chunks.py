"""Splitting a text into pieces that one speech request takes."""

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")


def split_for_speech(text: str, max_chars: int) -> list[str]:
    """Split `text` at sentence ends into few pieces of at most `max_chars` characters.

    A sentence that is too long is split at blanks, a word that is too long anywhere; but for such words the pieces,
    joined by blanks, give the text back (white space normalised).
    """
    pieces: list[str] = []
    for part in _parts(" ".join(text.split()), max_chars):
        if pieces and len(pieces[-1]) + 1 + len(part) <= max_chars:
            pieces[-1] += f" {part}"
        else:
            pieces.append(part)
    return pieces


def _parts(text: str, max_chars: int) -> Iterator[str]:
    """Sentences that fit, and the words of those that do not."""
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) <= max_chars:
            yield sentence
            continue
        for word in sentence.split(" "):
            yield from (word[at : at + max_chars] for at in range(0, len(word), max_chars))
