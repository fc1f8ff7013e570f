"""Split a text into tokens, each with its written and its spoken form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vidx.speech.rules import Grammar, RuleMatches, apply_rules

_CHUNK: Final = re.compile(r"\S+")
"""Text between white space."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PUNCTUATION: Final = frozenset(".,!?;:…'’\"“”()—–-¿¡")
"""Marks that stay in the spoken form, where they tell the voice how to read."""
_CATEGORIES_WITHOUT_SOUND: Final = frozenset("NS")
"""Unicode's major categories of digits and symbols. What no rule puts in words is not spoken."""
_SPACING: Final = (
    (re.compile(r"(?<![^\W_])['’-]|['’-](?![^\W_])"), " "),
    (re.compile(r"\s+(?=[.,!?;:…)”])"), ""),
    (re.compile(r"(?<=[(“])\s+"), ""),
    (re.compile(r"^(\s*[\"“]+)\s+|\s+(?=[\"”]\W*$)"), r"\1"),
    (re.compile(r"\s+"), " "),
)
"""Replacements, in order: hyphens and apostrophes stay between letters only; no space stands before a closing mark or
after an opening one."""


@dataclass(frozen=True)
class Token:
    """A word of a text.

    Attributes:
        written_form: as it is written, with its punctuation; captions show it.
        voice_text: as the voice gets it, with its punctuation: the spoken form, or the written form of an ambiguous
            token (`10/12`).
        likeliest_form: the likeliest words of an ambiguous token; empty for any other token.
    """

    written_form: str
    voice_text: str
    likeliest_form: str = ""

    @property
    def spoken_form(self) -> str:
        """The token in its likeliest words, with its punctuation."""
        return self.likeliest_form or self.voice_text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the spoken form, of letters and inner apostrophes; empty for a token that is not spoken."""
        return tuple(_WORD.findall(self.spoken_form))


def build_tokens(text: str, grammar: Grammar) -> tuple[Token, ...]:
    """The tokens of `text` in order; see `vidx.speech.normalize`."""
    matches = apply_rules(text, grammar)
    tokens: list[Token] = []
    without_words: list[str] = []
    for chunk in _CHUNK.finditer(text):
        written_form, (start, end) = chunk[0], chunk.span()
        spoken_form = _spoken_parts(text, start, end, matches, grammar, keep_ambiguous=False)
        if any(matches.is_ambiguous[start:end]):
            voice_text = _spoken_parts(text, start, end, matches, grammar, keep_ambiguous=True)
        else:
            voice_text = spoken_form
        if _WORD.search(spoken_form):
            tokens.append(_token(" ".join([*without_words, written_form]), voice_text, spoken_form))
            without_words.clear()
        elif tokens:
            last = tokens[-1]
            tokens[-1] = _token(
                f"{last.written_form} {written_form}",
                _with_regular_spacing(f"{last.voice_text} {voice_text}"),
                _with_regular_spacing(f"{last.spoken_form} {spoken_form}"),
            )
        else:
            without_words.append(written_form)
    if without_words:
        tokens.append(Token(" ".join(without_words), ""))
    if tokens and text.rstrip().endswith("."):
        tokens[-1] = _with_full_stop(tokens[-1])
    return tuple(tokens)


def _with_full_stop(token: Token) -> Token:
    """The last token of a text, with a full stop: the dot of an abbreviation (`Feb.`) ends the sentence as well."""
    voice_text, spoken_form = (
        f"{words}." if words[-1:].isalnum() else words for words in (token.voice_text, token.spoken_form)
    )
    return _token(token.written_form, voice_text, spoken_form)


def _token(written_form: str, voice_text: str, spoken_form: str) -> Token:
    return Token(written_form, voice_text, spoken_form if spoken_form != voice_text else "")


def _with_regular_spacing(text: str) -> str:
    """`text` after the replacements of `_SPACING`."""
    for pattern, replacement in _SPACING:
        text = pattern.sub(replacement, text)
    return text.strip()


def _spoken_parts(
    text: str, start: int, end: int, matches: RuleMatches, grammar: Grammar, *, keep_ambiguous: bool
) -> str:
    """The spoken form of `text[start:end]`.

    Args:
        keep_ambiguous: leave matches of ambiguous rules as they are written.
    """
    return _with_regular_spacing("".join(_parts(text, start, end, matches, grammar, keep_ambiguous=keep_ambiguous)))


def _parts(
    text: str, start: int, end: int, matches: RuleMatches, grammar: Grammar, *, keep_ambiguous: bool
) -> Iterator[str]:
    """Yield the words of the rules, and for characters that no rule matches themselves or the name of the symbol."""
    after_letter = False
    for offset in range(start, end):
        char, category = text[offset], unicodedata.category(text[offset])
        is_verbatim = keep_ambiguous and matches.is_ambiguous[offset]
        is_matched = matches.is_matched[offset]
        if offset in matches.words and not is_verbatim:
            yield f" {_without_symbols(matches.words[offset])} "
        if category == "Cf":
            continue  # a soft hyphen, a joiner or a mark of direction does not end a word
        if is_verbatim:
            yield char
            after_letter = category[0] == "L"
            continue
        is_letter = not is_matched and (category[0] == "L" or (category[0] == "M" and after_letter))
        if is_letter or (not is_matched and char in _PUNCTUATION):
            yield char
        elif not is_matched:
            yield f" {_without_symbols(grammar.symbol_names.get(char, ''))} "
        after_letter = is_letter


def _without_symbols(words: str) -> str:
    return "".join(char for char in words if unicodedata.category(char)[0] not in _CATEGORIES_WITHOUT_SOUND)
