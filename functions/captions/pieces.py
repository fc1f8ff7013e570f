"""What is lit at once: a word, a phrase of a script that has no spaces, or a part of a word too long for a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import Final

from functions.captions.canvas import Canvas
from vidx.typography import fonts
from vidx.typography.measure import width_em
from vidx.typography.unspaced_scripts import Kind, kinds, phrases
from vidx.words import TimedWord

_SHRINKS: Final = 1.6
"""A word this much wider than a line is still shrunk to fit; beyond that it is cut."""
_GOOD_BREAKS: Final = "-/._@&?=:+"
_BAD_BREAK_EM: Final = 1.5
"""How much further away a break behind one of `_GOOD_BREAKS` may be and is still taken."""


@dataclass(frozen=True)
class Piece:
    """A text and its time in seconds; `glued` to the piece before it without a space."""

    text: str
    start_s: float
    end_s: float
    glued: bool = False


def pieces(words: Sequence[TimedWord], canvas: Canvas) -> list[Piece]:
    """The words in order, those without spaces cut into phrases, each as long as its share of the word's letters."""
    of = kinds("".join(word.text for word in words))
    return [piece for word in words for piece in _cut(word, canvas, of)]


def _cut(word: TimedWord, canvas: Canvas, of: tuple[Kind, ...]) -> Iterator[Piece]:
    line_em = canvas.room_px / canvas.em_px
    most_em = line_em if of else line_em * _SHRINKS
    parts = [part for phrase in phrases(word.text, of) for part in _fitting(phrase, most_em, line_em)]
    shares = list(accumulate((len(part) / len("".join(parts)) for part in parts), initial=0.0))
    for at, (part, (begins, ends)) in enumerate(zip(parts, pairwise(shares), strict=True)):
        length_s = word.end_s - word.start_s
        start_s, end_s = (round(word.start_s + share * length_s, 3) for share in (begins, ends))
        yield Piece(part, start_s, end_s, glued=at > 0)


def _fitting(text: str, most_em: float, line_em: float) -> list[str]:
    """The text whole unless it is wider than `most_em`, else in parts of about the same width, fit for a line."""
    if width_em(text) <= most_em:
        return [text]
    import regex  # knows what readers take for one letter; needed for such words only

    letters: list[str] = regex.findall(r"\X", text)
    ends = list(accumulate(width_em(letter) for letter in letters))
    count = ceil(ends[-1] / line_em)
    cuts = [0, *(_nearest(letters, ends, ends[-1] * at / count) for at in range(1, count)), len(letters)]
    return [_hyphenated(letters, first, last) for first, last in pairwise(sorted(set(cuts)))]


def _nearest(letters: Sequence[str], ends: Sequence[float], wanted_em: float) -> int:
    """Behind which letter to cut, so that about `wanted_em` lie before the cut."""

    def cost(cut: int) -> float:
        return abs(ends[cut - 1] - wanted_em) + (0.0 if letters[cut - 1] in _GOOD_BREAKS else _BAD_BREAK_EM)

    return min(range(1, len(letters)), key=cost)


def _hyphenated(letters: Sequence[str], first: int, last: int) -> str:
    """The letters with a hyphen behind them when a word goes on."""
    part = "".join(letters[first:last])
    goes_on = last < len(letters) and _alphabetic(letters[last - 1]) and _alphabetic(letters[last])
    return f"{part}-" if goes_on else part


def _alphabetic(letter: str) -> bool:
    drawn = fonts.glyph(letter[0])
    return letter[0].isalpha() and drawn is not None and drawn.family == fonts.LATIN
