"""The direction in which a text runs."""

import unicodedata
from typing import Final

RIGHT_TO_LEFT_MARK: Final = "\N{RIGHT-TO-LEFT MARK}"
LEFT_TO_RIGHT_MARK: Final = "\N{LEFT-TO-RIGHT MARK}"
"""At the start of a line, in a style of `ass.AUTO_ENCODING`, they make libass set the line in that direction."""
_MIN_RTL_SHARE: Final = 0.3
_RTL_CLASSES: Final = frozenset({"R", "AL"})


def is_rtl_letter(character: str) -> bool:
    """Return whether the character is a letter of a right-to-left script."""
    return unicodedata.bidirectional(character) in _RTL_CLASSES


def starts_rtl(text: str) -> bool:
    """Return whether the first letter belongs to a right-to-left script (UAX #9, rule P2)."""
    return next((is_rtl_letter(char) for char in text if is_rtl_letter(char) or _is_ltr_letter(char)), False)


def is_mostly_rtl(text: str) -> bool:
    """Return whether more than 30 % of the letters belong to a right-to-left script.

    Less than half is enough, since foreign names may be longer than the words around them.
    """
    rtl_letters = sum(map(is_rtl_letter, text))
    ltr_letters = sum(map(_is_ltr_letter, text))
    return rtl_letters > _MIN_RTL_SHARE * (rtl_letters + ltr_letters)


def _is_ltr_letter(character: str) -> bool:
    return unicodedata.bidirectional(character) == "L"
