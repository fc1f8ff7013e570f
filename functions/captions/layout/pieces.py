"""Split words into pieces, each highlighted as a whole: a word, a phrase of a script without spaces, or a part of a
word that is too long for a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import Final

from functions.captions.layout.canvas import Canvas
from vidx.typography import fonts
from vidx.typography.measure import width_em
from vidx.typography.unspaced_scripts import WritingSystem, split_phrases, writing_systems
from vidx.words import TimedWord

_MAX_SHRINK: Final = 1.6
"""A word up to this much wider than a line is shrunk to fit; a wider one is split."""
_BREAK_CHARS: Final = "-/._@&?=:+"
_BREAK_PENALTY_EM: Final = 1.5
"""How much further from the ideal position a break after one of `_BREAK_CHARS` may be than another one."""


@dataclass(frozen=True)
class Piece:
    """A text and its time in seconds. `glued`: no space separates it from the piece before it."""

    text: str
    start_s: float
    end_s: float
    glued: bool = False


def split_into_pieces(words: Sequence[TimedWord], canvas: Canvas) -> list[Piece]:
    """Return the pieces of the words in order. The pieces of a word divide its time in proportion to their letters."""
    scripts = writing_systems("".join(word.text for word in words))
    return [piece for word in words for piece in _split_word(word, canvas, scripts)]


def _split_word(word: TimedWord, canvas: Canvas, scripts: tuple[WritingSystem, ...]) -> Iterator[Piece]:
    line_em = canvas.max_width_px / canvas.em_px
    max_em = line_em if scripts else line_em * _MAX_SHRINK
    parts = [part for phrase in split_phrases(word.text, scripts) for part in _split_to_fit(phrase, max_em, line_em)]
    shares = list(accumulate((len(part) / len("".join(parts)) for part in parts), initial=0.0))
    for index, (part, (start_share, end_share)) in enumerate(zip(parts, pairwise(shares), strict=True)):
        length_s = word.end_s - word.start_s
        start_s, end_s = (round(word.start_s + share * length_s, 3) for share in (start_share, end_share))
        yield Piece(part, start_s, end_s, glued=index > 0)


def _split_to_fit(text: str, max_em: float, line_em: float) -> list[str]:
    """Return the text whole if it is at most `max_em` wide, else in parts of similar width that fit a line."""
    if width_em(text) <= max_em:
        return [text]
    import regex  # finds grapheme clusters; needed for such words only

    letters: list[str] = regex.findall(r"\X", text)
    ends = list(accumulate(width_em(letter) for letter in letters))
    count = ceil(ends[-1] / line_em)
    cuts = [0, *(_best_cut(letters, ends, ends[-1] * part / count) for part in range(1, count)), len(letters)]
    return [_hyphenate(letters, first, last) for first, last in pairwise(sorted(set(cuts)))]


def _best_cut(letters: Sequence[str], ends: Sequence[float], target_em: float) -> int:
    """Return the number of letters before the cut, so that they are about `target_em` wide."""

    def cost(cut: int) -> float:
        return abs(ends[cut - 1] - target_em) + (0.0 if letters[cut - 1] in _BREAK_CHARS else _BREAK_PENALTY_EM)

    return min(range(1, len(letters)), key=cost)


def _hyphenate(letters: Sequence[str], first: int, last: int) -> str:
    """Return the letters, with a hyphen if they end within a word."""
    part = "".join(letters[first:last])
    within_word = last < len(letters) and _is_alphabetic(letters[last - 1]) and _is_alphabetic(letters[last])
    return f"{part}-" if within_word else part


def _is_alphabetic(letter: str) -> bool:
    glyph = fonts.glyph(letter[0])
    return letter[0].isalpha() and glyph is not None and glyph.family == fonts.LATIN
