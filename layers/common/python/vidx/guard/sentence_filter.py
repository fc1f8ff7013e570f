"""Remove the sentences or clauses of a text that a condition forbids.

Every full stop ends a sentence here, so that no instruction hides behind an abbreviation. `vidx.speech.sentences` knows
the abbreviations of each language and splits text that is read aloud.
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


def remove_sentences(text: str, is_forbidden: Callable[[str], bool], *, by_clause: bool) -> str:
    """Return `text` without its forbidden sentences; unchanged if it has none.

    The sentence after a forbidden one goes too if the forbidden one introduces it: by a colon at its end, or by a
    quotation that it does not close.

    Args:
        by_clause: remove only the forbidden clauses of a sentence, when the remaining clauses are allowed.
    """
    if not is_forbidden(text):
        return text
    allowed: list[str] = []
    end = 0
    is_introduced = False
    for match in [*_SENTENCE_END.finditer(text), None]:
        start, end = end, match.end() if match else len(text)
        sentence = text[start:end]
        was_introduced, is_introduced = is_introduced, False
        if not is_forbidden(sentence) and not was_introduced:
            allowed.append(sentence)
        elif not by_clause:
            is_introduced = not was_introduced and _introduces_next(sentence)
        elif not was_introduced:
            allowed.append(_allowed_clauses(sentence, is_forbidden))
    return _EMPTY_BRACKETS.sub("", "".join(allowed)).strip()


def _allowed_clauses(sentence: str, is_forbidden: Callable[[str], bool]) -> str:
    """Return the sentence without its forbidden clauses; empty if clauses are forbidden only together."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    parts = [sentence[start:end] for start, end in pairwise(cuts)]
    clauses = "".join(part for part in parts if not is_forbidden(part)).strip(_EDGES)
    if not clauses or is_forbidden(clauses) or not any(map(str.isalnum, clauses)):
        return ""
    ending = "" if clauses[-1] in ".!?…" else "."
    return f"{clauses}{ending} "


def _introduces_next(sentence: str) -> bool:
    text = sentence.rstrip()
    is_open_quotation = any(text.count(opening) > text.count(closing) for opening, closing in _QUOTES)
    return text.endswith(":") or is_open_quotation or text.count('"') % 2 == 1


def split_at_marks(text: str) -> list[str]:
    """Return the sentences and lines of a text, without white space around them."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
