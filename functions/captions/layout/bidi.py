"""The order of a line's words when some of them run from right to left (Unicode Bidirectional Algorithm, UAX #9).

Words are placed one by one, so what is needed is the order of whole words. python-bidi orders characters: it is given
a line of stand-ins, one for each word, of the word's own bidirectional class.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from vidx.typography.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, is_rtl_letter

BidiClass = Literal["L", "R", "EN", "AN", "ON"]
"""Left-to-right, right-to-left, European number, Arabic number, neutral."""

_STAND_INS: Final[dict[BidiClass, str]] = {
    "L": "".join(map(chr, range(0x4E00, 0x4E20))),
    "R": "".join(map(chr, range(0x1E800, 0x1E820))),
    "EN": "".join(map(chr, range(0x1D7CE, 0x1D7EE))),
    "AN": "".join(map(chr, range(0x10E60, 0x10E7F))),
    "ON": "".join(map(chr, range(0x2190, 0x21B0))),
}
"""31 characters or more of each class: a line has at most `grouping.MAX_WORDS` words."""
_LETTERS: Final = {"L": "a", "R": "א"}


@dataclass(frozen=True)
class WordOrder:
    """How the words of a line are arranged.

    Attributes:
        order: indices of the words from left to right.
        marks: for each word, the direction mark to draw it between; empty where it needs none. A word next to another
            of the same foreign direction needs one, so that its own punctuation stays with it (`עולם!`).
    """

    order: tuple[int, ...]
    marks: tuple[str, ...]


def order_words(words: Sequence[str], rtl: bool) -> WordOrder:
    """Arrange the words of a line that itself runs from right to left if `rtl`, else from left to right."""
    if not rtl and not any(map(is_rtl_letter, "".join(words))):
        return WordOrder(tuple(range(len(words))), ("",) * len(words))
    from bidi import get_display  # imported for such lines only

    stand_ins = [_STAND_INS[bidi_class][index] for index, bidi_class in enumerate(_classes(words, rtl))]
    line = " ".join(_with_context(word, stand_in) for word, stand_in in zip(words, stand_ins, strict=True))
    visual_order = get_display(line, base_dir="R" if rtl else "L")
    positions = [visual_order.index(stand_in) for stand_in in stand_ins]
    foreign_pairs = [(after < before) is not rtl for before, after in pairwise(positions)]
    beside_foreign = zip([False, *foreign_pairs], [*foreign_pairs, False], strict=True)
    mark = LEFT_TO_RIGHT_MARK if rtl else RIGHT_TO_LEFT_MARK
    return WordOrder(
        order=tuple(sorted(range(len(words)), key=positions.__getitem__)),
        marks=tuple(mark if any(pair) else "" for pair in beside_foreign),
    )


def _classes(words: Sequence[str], rtl: bool) -> Iterator[BidiClass]:
    """Yield the class of each word. In a left-to-right line, numbers after right-to-left words belong to the line
    unless another right-to-left word follows.
    """
    word_classes = [_class(word, rtl) for word in words]
    for index, word_class in enumerate(word_classes):
        next_letters = next((later for later in word_classes[index + 1 :] if later in ("L", "R")), "L")
        yield "L" if not rtl and word_class in ("EN", "AN") and next_letters == "L" else word_class


def _class(word: str, rtl: bool) -> BidiClass:
    """Return the class of the word's letters, else of its digits. Of letters of both directions, the line's counts."""
    classes = {unicodedata.bidirectional(char) for char in word if char.isalnum()}
    has_left, has_right = "L" in classes, bool(classes & {"R", "AL"})
    if has_left or has_right:
        return "R" if has_right and (rtl or not has_left) else "L"
    return "EN" if "EN" in classes else "AN" if "AN" in classes else "ON"


def _with_context(word: str, stand_in: str) -> str:
    """Return the stand-in between letters of the directions in which the word starts and ends (`ה-iPhone`), which
    affect the numbers and spaces next to it.
    """
    letters = ["R" if is_rtl_letter(char) else "L" for char in word if char.isalpha()]
    both_directions = len(set(letters)) == len(_LETTERS)
    return _LETTERS[letters[0]] + stand_in + _LETTERS[letters[-1]] if both_directions else stand_in
