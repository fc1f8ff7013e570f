"""Divide the pieces into cues: find the division with the lowest cost, by dynamic programming."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.lines import fits
from functions.captions.layout.pieces import Piece

MAX_WORDS: Final = 4
_IDEAL_WORDS: Final = 3
_PAUSE_S: Final = 0.25

_OFF_IDEAL_COST: Final = 0.6
"""For each word more or less than `_IDEAL_WORDS`."""
_SINGLE_WORD_COST: Final = 4.0
"""For a cue of one word, unless the word is a whole sentence."""
_TOO_WIDE_COST: Final = 40.0
_TOO_SHORT_COST: Final = 15.0
MIN_CUE_S: Final = 0.3
"""Shortest time of a cue on the screen."""
_SENTENCE_ENDS: Final = ".!?…。！？؟।॥"
_RUN_ON_COSTS: Final = (
    dict.fromkeys(_SENTENCE_ENDS, 6.0) | dict.fromkeys(",—–、，،", 2.5) | dict.fromkeys(";:；：؛", 3.0)
)
"""For the end of a sentence or phrase inside a cue, by its last character."""
_PAUSE_INSIDE_COST: Final = 3.0
_UNFINISHED_COST: Final = 1.5
"""For a cue that ends with a word which belongs to the next one, or inside a name (AeroPress Go) or between a number
and its unit (45 mm)."""
_MAX_UNIT_CHARS: Final = 3
_FUNCTION_WORDS: Final = frozenset(
    re.findall(
        r"\S+",
        "a an the and or but of to in on at for with from by as your our my his her its their this that these those "
        "is are was be not no it's you'll we'll only just every each very more than",
    )
)
_ABBREVIATIONS: Final = frozenset(
    re.findall(
        r"\S+",
        "approx. apt. ap. aprox. av. avda. bj. ca. dott. dr. dra. e.g. env. ez. fr. gr. hr. i.e. incl. inkl. max. mr. "
        "mrs. ms. nr. p.ej. prof. ref. rif. sig. sig.ra sr. sra. srta. st. tam. tel. tél. vol. vs. z.b. zzgl.",
    )
)
"""Their full stop ends no sentence, and they belong to the next word."""
_CLOSING: Final = "\"'”’)]»」』）】"


def group_into_cues(pieces: Sequence[Piece], canvas: Canvas) -> list[list[Piece]]:
    """Return the pieces in groups of 1…4 that fit two lines, preferably cut at the ends of sentences and phrases."""
    costs = [0.0] + [float("inf")] * len(pieces)
    best_starts = [0] * (len(pieces) + 1)
    for end in range(1, len(pieces) + 1):
        for start in range(max(0, end - MAX_WORDS), end):
            cost = costs[start] + _cost(pieces, start, end, canvas)
            if cost < costs[end]:
                costs[end], best_starts[end] = cost, start
    groups: list[list[Piece]] = []
    end = len(pieces)
    while end:
        groups.append(list(pieces[best_starts[end] : end]))
        end = best_starts[end]
    return groups[::-1]


def _cost(pieces: Sequence[Piece], start: int, end: int, canvas: Canvas) -> float:
    group = pieces[start:end]
    cost = _OFF_IDEAL_COST * abs(len(group) - _IDEAL_WORDS)
    if len(group) == 1 and not (_ends_sentence(group[0]) and (start == 0 or _ends_sentence(pieces[start - 1]))):
        cost += _SINGLE_WORD_COST
    elif len(group) > 1 and not fits(group, canvas):
        cost += _TOO_WIDE_COST
    if end < len(pieces) and pieces[end].start_s - group[0].start_s < MIN_CUE_S:
        cost += _TOO_SHORT_COST
    if end < len(pieces) and _is_connected(group[-1], pieces[end]):
        cost += _UNFINISHED_COST
    return cost + sum(_run_on_cost(piece, after) for piece, after in pairwise(group))


def _run_on_cost(piece: Piece, after: Piece) -> float:
    """Return the cost of not breaking between two pieces."""
    pause_cost = _PAUSE_INSIDE_COST if after.start_s - piece.end_s >= _PAUSE_S else 0.0
    if piece.text.lower() in _ABBREVIATIONS:
        return pause_cost
    return pause_cost + _RUN_ON_COSTS.get(_last_char(piece), 0.0)


def _is_connected(piece: Piece, after: Piece) -> bool:
    """Return whether a cue should not end between two pieces: within a phrase, a name, or a number and its unit."""
    in_name = (piece.text[:1] + after.text[:1]).isupper() and piece.text[-1:].isalnum()
    before_unit = piece.text[-1:].isdigit() and len(after.text.rstrip(".,;:!?")) <= _MAX_UNIT_CHARS
    return in_name or before_unit or piece.text.lower() in _FUNCTION_WORDS | _ABBREVIATIONS


def _ends_sentence(piece: Piece) -> bool:
    return _last_char(piece) in _SENTENCE_ENDS and piece.text.lower() not in _ABBREVIATIONS


def _last_char(piece: Piece) -> str:
    """Return the last character before closing quotes and brackets."""
    without_closing = piece.text.rstrip(_CLOSING)
    return without_closing[-1:] or piece.text[-1:]
