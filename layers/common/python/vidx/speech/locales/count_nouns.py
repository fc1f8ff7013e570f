"""Rules for abbreviations of what a number counts: `3 ch.` → trois chambres, `6 J.` → sechs Jahre, `2 pers.`.

Some have another meaning in another category of adverts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.locale import CountNoun
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.rules import Rule, Verbalization, ambiguous_rule, rule

_NUMBER: Final = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{1,4}(?:[.,]5)?|½"
_DATIVE_PREPOSITION: Final = re.compile(
    r"(?i)\b(?:ab|seit|von|mit|nach|vor|aus|bei|zu|in|zwischen|den)\s(?:(?:ca\.|etwa)\s)?$"
)
_TEXT_END: Final = re.compile(r"\s*$")
_CONTEXT_CHARS: Final = 30
"""Characters between a context word and the number."""
_MIN_VOLTS: Final = 24
"""From this number on, `v` are volts of a battery."""


@dataclass(frozen=True)
class CountNouns:
    """Rules for abbreviations after numbers in one language and context."""

    numbers: NumberVerbalizer
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        """A rule for known meanings, and an ambiguous one for the likeliest meaning."""
        abbreviations = self.numbers.locale.count_nouns
        pattern = rf"(?<![\w.,/])(?P<n>{_NUMBER})\s?(?P<abbreviation>{any_of(abbreviations)})(?![\w'’])"
        return rule(pattern, self._known_meaning), ambiguous_rule(pattern, self._likely_meaning)

    def _known_meaning(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """The meaning that the category, the number or a word before it decides for."""
        for meaning in self.numbers.locale.count_nouns[match["abbreviation"]]:
            is_number = not meaning.numbers or match["n"] in meaning.numbers
            in_category = not meaning.categories or self.context.category in meaning.categories
            if (is_number and in_category) or self._has_context_word(match, meaning):
                yield from self._number_and_noun(match, meaning)
                return

    @staticmethod
    def _has_context_word(match: "re.Match[str]", meaning: CountNoun) -> bool:
        """Whether a word before the number decides for this meaning."""
        before = match.string[: match.start()]
        word = re.search(rf"(?i)\b(?:{meaning.context_words})\b.{{0,{_CONTEXT_CHARS}}}$", before)
        return word is not None and match["n"].isdecimal() and int(match["n"]) < _MIN_VOLTS

    def _likely_meaning(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """The first meaning, in an advert of unknown category."""
        first = self.numbers.locale.count_nouns[match["abbreviation"]][0]
        if (
            self.context.category is None
            and match["n"].isdecimal()
            and int(match["n"]) <= first.max_likely
            and not first.numbers
        ):
            yield from self._number_and_noun(match, first)

    def _number_and_noun(self, match: "re.Match[str]", meaning: CountNoun) -> Iterator[Verbalization]:
        """`3 ch.` → trois, chambres."""
        text, noun = match.string, meaning.noun
        is_one = match["n"] == "1" and text[match.start() - 1 : match.start()] not in ("-", "–", "—")
        plural = (
            meaning.dative_plural
            if meaning.dative_plural and _DATIVE_PREPOSITION.search(text, 0, match.start())
            else noun.plural
        )
        full_stop = "." if match["abbreviation"].endswith(".") and _TEXT_END.match(text, match.end()) else ""
        if match["n"] != "½":
            yield match.start("n"), self.numbers.number(match["n"], noun.gender)
            yield match.start("abbreviation"), f"{noun.singular if is_one else plural}{full_stop}"
