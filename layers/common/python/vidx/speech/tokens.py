"""From a text to tokens: what is shown, and what is said for it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vidx.speech.reading import Parsed, Reading, parse

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
    """A word of the script.

    Attributes:
        shown: as it is written, punctuation attached.
        said: as the voice gets it, punctuation kept.
        in_full: its likeliest words where `said` leaves it as it is written; empty where both are the same.
    """

    shown: str
    said: str
    in_full: str = ""

    @property
    def reading(self) -> str:
        """As it is most likely spoken, all in words, punctuation kept."""
        return self.in_full or self.said

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words spoken for it, letters and inner apostrophes only; empty when nothing is spoken."""
        return tuple(_WORD.findall(self.reading))


def tokenize(text: str, reading: Reading) -> tuple[Token, ...]:
    """The text's tokens; see `vidx.speech.tokens`."""
    parsed = parse(text, reading)
    tokens: list[Token] = []
    silent: list[str] = []
    for chunk in _CHUNK.finditer(text):
        shown, (start, end) = chunk[0], chunk.span()
        in_full = _tidied("".join(_parts(text, start, end, parsed, reading, as_written=False)))
        unsure = any(parsed.unsure[start:end])
        said = _tidied("".join(_parts(text, start, end, parsed, reading, as_written=True))) if unsure else in_full
        if _WORD.search(in_full):
            tokens.append(_token(" ".join([*silent, shown]), said, in_full))
            silent.clear()
        elif tokens:
            last = tokens[-1]
            tokens[-1] = _token(
                f"{last.shown} {shown}", _tidied(f"{last.said} {said}"), _tidied(f"{last.reading} {in_full}")
            )
        else:
            silent.append(shown)
    if silent:
        tokens.append(Token(" ".join(silent), ""))
    if tokens and text.rstrip().endswith("."):
        tokens[-1] = _with_full_stop(tokens[-1])
    return tuple(tokens)


def _with_full_stop(token: Token) -> Token:
    """The last token of a text: the dot of a short form (`Feb.`) ends the sentence, too."""
    said, reading = (f"{words}." if words[-1:].isalnum() else words for words in (token.said, token.reading))
    return _token(token.shown, said, reading)


def _token(shown: str, said: str, in_full: str) -> Token:
    return Token(shown, said, in_full if in_full != said else "")


def _tidied(said: str) -> str:
    for pattern, replacement in _TIDY:
        said = pattern.sub(replacement, said)
    return said.strip()


def _parts(text: str, start: int, end: int, parsed: Parsed, reading: Reading, *, as_written: bool) -> Iterator[str]:
    """What is said for `text[start:end]`: words of the rules, and the characters that none of them took.

    Args:
        as_written: leave what the rules are not sure of as it is.
    """
    after_letter = False
    for at in range(start, end):
        char, category = text[at], unicodedata.category(text[at])
        verbatim = as_written and parsed.unsure[at]
        if at in parsed.words and not verbatim:
            yield f" {_speakable(parsed.words[at])} "
        if category == "Cf":
            continue  # a soft hyphen, a joiner, a mark of direction: none of them ends a word
        if verbatim:
            yield char
            after_letter = category[0] == "L"
            continue
        spoken = not parsed.taken[at] and (category[0] == "L" or (category[0] == "M" and after_letter))
        if spoken or (not parsed.taken[at] and char in _KEPT):
            yield char
        elif not parsed.taken[at]:
            yield f" {_speakable(reading.symbols.get(char, ''))} "
        after_letter = spoken


def _speakable(words: str) -> str:
    return "".join(char for char in words if unicodedata.category(char)[0] not in _UNSPEAKABLE)
