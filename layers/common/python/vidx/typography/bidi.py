"""In which direction a text runs, and how libass is told so."""

import unicodedata
from typing import Final

RIGHT_TO_LEFT_MARK: Final = "\N{RIGHT-TO-LEFT MARK}"
"""Before a word, in a style of `AUTO_ENCODING`, it makes libass set the word as part of a right-to-left line."""
LEFT_TO_RIGHT_MARK: Final = "\N{LEFT-TO-RIGHT MARK}"
AUTO_ENCODING: Final = -1
"""Encoding of an ASS style with which libass takes the direction of a line from its first letter."""
LATIN_ENCODING: Final = 1
"""The usual encoding: every line runs from left to right."""
_ENOUGH: Final = 0.3
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def is_right_to_left(character: str) -> bool:
    """Whether it is a letter of a script that runs so."""
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def runs_right_to_left(text: str) -> bool:
    """Whether enough of the letters are of a script that runs so; foreign names may be longer than the words around."""
    to_left = sum(is_right_to_left(char) for char in text)
    to_right = sum(unicodedata.bidirectional(char) == "L" for char in text)
    return to_left > _ENOUGH * (to_left + to_right)
