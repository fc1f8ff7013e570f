"""The engine of text normalization: ordered rules find spans of a text and verbalize them, that is, put them in words.

The design follows rule-based normalizers such as Google's Kestrel and NVIDIA's NeMo text processing: a rule stands for
one semiotic class (money, date, measure …), and the rules of one language are its grammar.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Verbalization = tuple[int, str]
"""Offset of the first character of a span in the text, and the words that are spoken for the span."""

Verbalizer = Callable[["re.Match[str]"], "str | Iterable[Verbalization]"]
"""Gives the words of a match: one string for the whole match, or the words of several spans inside it.

An empty result lets later rules match the same text.
"""


@dataclass(frozen=True)
class Rule:
    """A pattern, and how its matches are verbalized.

    Attributes:
        ambiguous: the match has several readings, and `verbalize` gives the likeliest. Captions are timed by it, but
            the voice gets the text as it is written.
    """

    pattern: re.Pattern[str]
    verbalize: Verbalizer
    ambiguous: bool = False

    def verbalizations(self, match: "re.Match[str]") -> list[Verbalization]:
        """The words of a match, by offset; empty when the rule does not apply."""
        words = self.verbalize(match)
        if isinstance(words, str):
            return [(match.start(), words)] if words else []
        return list(words)


@dataclass(frozen=True)
class Grammar:
    """The rules of one language in one context, the most particular first, and the names of single symbols."""

    rules: Sequence[Rule]
    symbol_names: Mapping[str, str]


@dataclass(frozen=True)
class RuleMatches:
    """What the rules match in a text.

    Attributes:
        words: the words of each span, by the offset of its first character that is no space.
        is_matched: for each character, whether a rule matches it.
        is_ambiguous: for each character, whether that rule is ambiguous.
    """

    words: Mapping[int, str]
    is_matched: Sequence[bool]
    is_ambiguous: Sequence[bool]


def rule(pattern: str, words: str | Verbalizer, flags: int = 0) -> Rule:
    """A rule whose matches are spoken as `words`, either always the same ones or those of a function."""
    return Rule(re.compile(pattern, flags), _verbalizer(words))


def ambiguous_rule(pattern: str, words: str | Verbalizer) -> Rule:
    """A rule for text with several readings; see `Rule.ambiguous`."""
    return Rule(re.compile(pattern), _verbalizer(words), ambiguous=True)


def apply_rules(text: str, grammar: Grammar) -> RuleMatches:
    """Apply the rules in their order, each from left to right, to text that no earlier rule matches."""
    words: dict[int, str] = {}
    is_matched = [False] * len(text)
    is_ambiguous = [False] * len(text)
    for each in grammar.rules:
        for match in each.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(is_matched[start:end]):
                continue
            verbalizations = each.verbalizations(match)
            if verbalizations:
                words.update((_skip_spaces(text, offset), span_words) for offset, span_words in verbalizations)
                is_matched[start:end] = [True] * (end - start)
                is_ambiguous[start:end] = [each.ambiguous] * (end - start)
    return RuleMatches(words, is_matched, is_ambiguous)


def _verbalizer(words: str | Verbalizer) -> Verbalizer:
    return (lambda _: words) if isinstance(words, str) else words


def _skip_spaces(text: str, offset: int) -> int:
    while text[offset].isspace():
        offset += 1
    return offset
