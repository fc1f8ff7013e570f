"""Which words stand together: the cheapest way through the script, by dynamic programming."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from functions.captions.canvas import Canvas
from functions.captions.lines import fits
from functions.captions.pieces import Piece

MAX_WORDS: Final = 4
_IDEAL_WORDS: Final = 3
_PAUSE_S: Final = 0.25

_OFF_IDEAL: Final = 0.6
_ALONE: Final = 4.0
"""For a word alone, unless it is a sentence by itself."""
_TOO_WIDE: Final = 40.0
_TOO_SHORT: Final = 15.0
_SHORTEST_S: Final = 0.3
_ENDS: Final = ".!?…。！？؟।॥"
_WITHIN: Final = dict.fromkeys(_ENDS, 6.0) | dict.fromkeys(",—–、，،", 2.5) | dict.fromkeys(";:；：؛", 3.0)
"""For running on over the end of a sentence or phrase inside a cue, by its last character."""
_PAUSE_WITHIN: Final = 3.0
_UNFINISHED: Final = 1.5
"""For a cue that ends on a word which leans on the next one, or between the words of a name (AeroPress Go) or a figure
and its unit (45 mm)."""
_UNIT_CHARS: Final = 3
_LEANING: Final = frozenset(
    re.findall(
        r"\S+",
        "a an the and or but of to in on at for with from by as your our my his her its their this that these those "
        "is are was be not no it's you'll we'll only just every each very more than",
    )
)
_SHORT: Final = frozenset(
    re.findall(
        r"\S+",
        "approx. apt. ap. aprox. av. avda. bj. ca. dott. dr. dra. e.g. env. ez. fr. gr. hr. i.e. incl. inkl. max. mr. "
        "mrs. ms. nr. p.ej. prof. ref. rif. sig. sig.ra sr. sra. srta. st. tam. tel. tél. vol. vs. z.b. zzgl.",
    )
)
"""Short forms whose dot ends no sentence: something follows that they belong to."""
_CLOSING: Final = "\"'”’)]»」』）】"


def group(words: Sequence[Piece], canvas: Canvas) -> list[list[Piece]]:
    """The words in order, cut into cues of 1…4 that fit two lines; breaks prefer the ends of sentences and phrases."""
    costs = [0.0] + [float("inf")] * len(words)
    came_from = [0] * (len(words) + 1)
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - MAX_WORDS), end):
            cost = costs[start] + _cost(words, start, end, canvas)
            if cost < costs[end]:
                costs[end], came_from[end] = cost, start
    groups: list[list[Piece]] = []
    end = len(words)
    while end:
        groups.append(list(words[came_from[end] : end]))
        end = came_from[end]
    return groups[::-1]


def _cost(words: Sequence[Piece], start: int, end: int, canvas: Canvas) -> float:
    own = words[start:end]
    cost = _OFF_IDEAL * abs(len(own) - _IDEAL_WORDS)
    if len(own) == 1 and not (_closes(own[0]) and (start == 0 or _closes(words[start - 1]))):
        cost += _ALONE
    elif len(own) > 1 and not fits(own, canvas):
        cost += _TOO_WIDE
    if end < len(words) and words[end].start_s - own[0].start_s < _SHORTEST_S:
        cost += _TOO_SHORT
    if end < len(words) and _leans(own[-1], words[end]):
        cost += _UNFINISHED
    return cost + sum(_inside(word, after) for word, after in pairwise(own))


def _inside(word: Piece, after: Piece) -> float:
    """Cost of not breaking between two words."""
    pause = _PAUSE_WITHIN if after.start_s - word.end_s >= _PAUSE_S else 0.0
    if word.text.lower() in _SHORT:
        return pause
    return pause + _WITHIN.get(_last(word), 0.0)


def _leans(word: Piece, after: Piece) -> bool:
    name = (word.text[:1] + after.text[:1]).isupper() and word.text[-1:].isalnum()
    unit = word.text[-1:].isdigit() and len(after.text.rstrip(".,;:!?")) <= _UNIT_CHARS
    return name or unit or word.text.lower() in _LEANING | _SHORT


def _closes(word: Piece) -> bool:
    return _last(word) in _ENDS and word.text.lower() not in _SHORT


def _last(word: Piece) -> str:
    bare = word.text.rstrip(_CLOSING)
    return bare[-1:] or word.text[-1:]
