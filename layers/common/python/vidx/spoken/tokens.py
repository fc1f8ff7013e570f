"""From a text to tokens: what is shown, and what is said for it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vidx.spoken.reading import Parsed, Reading, parse

_CHUNK: Final = re.compile(r"\S+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KEPT: Final = frozenset(".,!?;:…'’\"“”()—–-¿¡")
_UNSPEAKABLE: Final = frozenset("NS")
"""Unicode's categories of figures and symbols: whatever no rule could read stays unsaid."""
_TIDY: Final = (
    (re.compile(r"(?<![^\W_])['’-]|['’-](?![^\W_])"), " "),
    (re.compile(r"\s+(?=[.,!?;:…)”])"), ""),
    (re.compile(r"(?<=[(“])\s+"), ""),
    (re.compile(r"^(\s*[\"“]+)\s+|\s+(?=[\"”]\W*$)"), r"\1"),
    (re.compile(r"\s+"), " "),
)
"""Hyphens and apostrophes live between letters only; blanks go before closing and after opening marks."""


@dataclass(frozen=True)
class Token:
    """A word of the script as it is `shown`, punctuation attached, and as it is `said`, punctuation kept."""

    shown: str
    said: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words spoken for it, letters and inner apostrophes only; empty when nothing is spoken."""
        return tuple(_WORD.findall(self.said))


def tokenize(text: str, reading: Reading) -> tuple[Token, ...]:
    """The text's tokens; see `vidx.spoken.tokens`."""
    parsed = parse(text, reading)
    found: list[Token] = []
    silent: list[str] = []
    for chunk in _CHUNK.finditer(text):
        shown, said = chunk[0], _said(text, chunk.start(), chunk.end(), parsed, reading)
        if _WORD.search(said):
            found.append(Token(" ".join([*silent, shown]), said))
            silent.clear()
        elif found:
            found[-1] = Token(f"{found[-1].shown} {shown}", _tidied(f"{found[-1].said} {said}"))
        else:
            silent.append(shown)
    if silent:
        found.append(Token(" ".join(silent), ""))
    return tuple(found)


def _said(text: str, start: int, end: int, parsed: Parsed, reading: Reading) -> str:
    """What is said for `text[start:end]`: words of the rules, and the characters that none of them took."""
    parts = "".join(_spoken_parts(text, start, end, parsed, reading))
    return _tidied("".join(char for char in parts if unicodedata.category(char)[0] not in _UNSPEAKABLE))


def _tidied(said: str) -> str:
    for pattern, replacement in _TIDY:
        said = pattern.sub(replacement, said)
    return said.strip()


def _spoken_parts(text: str, start: int, end: int, parsed: Parsed, reading: Reading) -> Iterator[str]:
    after_letter = False
    for at in range(start, end):
        char, category = text[at], unicodedata.category(text[at])
        if at in parsed.words:
            yield f" {parsed.words[at]} "
        if category == "Cf":
            continue  # a soft hyphen, a joiner, a mark of direction: none of them ends a word
        kind = category[0]
        spoken = not parsed.taken[at] and (kind == "L" or (kind == "M" and after_letter))
        if spoken or (not parsed.taken[at] and char in _KEPT):
            yield char
        elif not parsed.taken[at]:
            yield f" {reading.symbols.get(char, '')} "
        after_letter = spoken
