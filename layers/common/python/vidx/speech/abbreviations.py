"""Rules for abbreviations: `approx.` → approximately, `w/` → with, `24h/24` → vingt-quatre heures sur vingt-quatre."""

import re
from collections.abc import Mapping
from typing import Final

from vidx.speech.rules import Rule, rule

NEVER: Final = r"(?!)"
"""A pattern that never matches."""
TEXT_END: Final = re.compile(r"[\s)\"”»]*$")
SENTENCE_END: Final = re.compile(rf"{TEXT_END.pattern}|\s+[A-ZÀ-ÖØ-Þ¿¡]")


def rules(
    dotted: Mapping[str, str], plain: Mapping[str, str], ending_sentences: frozenset[str] = frozenset()
) -> tuple[Rule, ...]:
    """Rules for abbreviations with and without a dot. At the end of the text the dot is the full stop as well.

    Args:
        dotted: words by abbreviation; the dot is part of it.
        plain: words by abbreviation without a dot.
        ending_sentences: dotted abbreviations whose dot is also the full stop before a capital letter.
    """

    dotted, plain = _with_capitals(dotted), _with_capitals(plain)

    def expansion(match: "re.Match[str]") -> str:
        end = SENTENCE_END if match[0] in ending_sentences else TEXT_END
        is_full_stop = match[0].endswith(".") and end.match(match.string, match.end())
        return dotted[match[0]] + ("." if is_full_stop else "")

    return (
        # approx. → approximately
        rule(rf"(?<![\w.])(?:{any_of(dotted)})(?!\w)", expansion),
        # w/ → with
        rule(rf"(?<![\w.])(?:{any_of(plain)})(?:(?!\w)|(?<=/))", lambda m: plain[m[0]]),
    )


def fixed_phrases(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Rules for phrases with digits or signs that have words of their own (`24h/24`)."""

    def words(match: "re.Match[str]") -> str:
        is_full_stop = match[0].endswith(".") and TEXT_END.match(match.string, match.end())
        return phrases[match[0]] + ("." if is_full_stop else "")

    return (rule(rf"(?<![\w.,])(?:{any_of(phrases)})(?!\w)", words),)


def any_of(texts: Mapping[str, object]) -> str:
    """A pattern of the texts, the longest first; one that never matches when there are none."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)) or NEVER


def _with_capitals(abbreviations: Mapping[str, str]) -> Mapping[str, str]:
    """The abbreviations, and each with a capital letter as at the start of a sentence.

    A single letter is left out: with a capital it is likelier an initial.
    """
    with_capital = {
        abbreviation[0].upper() + abbreviation[1:]: words[0].upper() + words[1:]
        for abbreviation, words in abbreviations.items()
        if abbreviation[1:2].isalpha()
    }
    return {**with_capital, **abbreviations}
