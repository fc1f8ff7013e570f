"""A text's sentences and clauses, to leave out those that may not be spoken.

Every mark ends a sentence here, in any language: an order must not hide behind a short form. Sentences that are read
aloud (`vidx.speech.sentences`) know the short forms of their language and stay whole.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\s*[\n\r]+\s*|\s+[•●▪·|]+\s*")
_CLAUSE_END: Final = re.compile(r"\s*[,;](?=\s)\s*|\s+[–—-]\s+|\s*(?=[(\[][^)\]]{7})|(?<=[^(\[)\]]{7}[)\]])\s*")
_EDGES: Final = " \t\n,;:–—-|•"
_QUOTES: Final = (("“", "”"), ("«", "»"), ("„", "“"))
_EMPTY_BRACKETS: Final = re.compile(r"\(\s*\)|\[\s*\]")


def without(text: str, bad: Callable[[str], bool], *, clauses: bool) -> str:
    """`text` without the sentences that are `bad`; with `clauses`, only without the clauses of them that are.

    A text that holds nothing bad is returned as it is. What a bad sentence announces (a colon at its end, a quotation
    that it opens and does not close) goes with it.
    """
    if not bad(text):
        return text
    kept: list[str] = []
    end = 0
    announced = False
    for match in [*_SENTENCE_END.finditer(text), None]:
        start, end = end, match.end() if match else len(text)
        sentence = text[start:end]
        was_announced, announced = announced, False
        if not bad(sentence) and not was_announced:
            kept.append(sentence)
        elif not clauses:
            announced = not was_announced and _announces(sentence)
        elif not was_announced:
            kept.append(_clauses_without(sentence, bad))
    return _EMPTY_BRACKETS.sub("", "".join(kept)).strip()


def _clauses_without(sentence: str, bad: Callable[[str], bool]) -> str:
    """The sentence without its bad clauses; nothing when the clauses are only bad together."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    parts = [sentence[start:end] for start, end in pairwise(cuts)]
    good = "".join(part for part in parts if not bad(part)).strip(_EDGES)
    if not good or bad(good) or not any(map(str.isalnum, good)):
        return ""
    ending = "" if good[-1] in ".!?…" else "."
    return f"{good}{ending} "


def _announces(sentence: str) -> bool:
    text = sentence.rstrip()
    opened = any(text.count(opening) > text.count(closing) for opening, closing in _QUOTES)
    return text.endswith(":") or opened or text.count('"') % 2 == 1


def sentences_of(text: str) -> list[str]:
    """The text's sentences and lines, without blanks around them."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
