"""Short forms of what a figure counts: `3 ch.`, `6 J.`, `2 pers.`; some mean another thing in another category."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.lexicon import Counted
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, guess, rule

_FIGURE: Final = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{1,4}(?:[.,]5)?|½"
_DATIVE: Final = re.compile(r"(?i)\b(?:ab|seit|von|mit|nach|vor|aus|bei|zu|in|zwischen|den)\s(?:(?:ca\.|etwa)\s)?$")
_END: Final = re.compile(r"\s*$")
_NEAR_CHARS: Final = 30
_VOLTS: Final = 24
"""From here on, `v` are rather those of a battery."""


@dataclass(frozen=True)
class Counts:
    """Readers of short forms after figures in one language and context."""

    numbers: Numbers
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        forms = self.numbers.lexicon.counted
        pattern = rf"(?<![\w.,/])(?P<n>{_FIGURE})\s?(?P<form>{any_of(forms)})(?![\w'’])"
        return rule(pattern, self._sure), guess(pattern, self._likely)

    def _sure(self, match: "re.Match[str]") -> Iterator[Said]:
        for meaning in self.numbers.lexicon.counted[match["form"]]:
            fits = not meaning.figures or match["n"] in meaning.figures
            in_category = not meaning.categories or self.context.category in meaning.categories
            if (fits and in_category) or self._is_near(match, meaning):
                yield from self._said(match, meaning)
                return

    @staticmethod
    def _is_near(match: "re.Match[str]", meaning: Counted) -> bool:
        """Whether a word before it decides for a form of several meanings."""
        before = match.string[: match.start()]
        near = re.search(rf"(?i)\b(?:{meaning.near})\b.{{0,{_NEAR_CHARS}}}$", before)
        return near is not None and match["n"].isdecimal() and int(match["n"]) < _VOLTS

    def _likely(self, match: "re.Match[str]") -> Iterator[Said]:
        """The first meaning, in an advert of no known category."""
        first = self.numbers.lexicon.counted[match["form"]][0]
        if (
            self.context.category is None
            and match["n"].isdecimal()
            and int(match["n"]) <= first.most
            and not first.figures
        ):
            yield from self._said(match, first)

    def _said(self, match: "re.Match[str]", meaning: Counted) -> Iterator[Said]:
        text, noun = match.string, meaning.noun
        single = match["n"] == "1" and text[match.start() - 1 : match.start()] not in ("-", "–", "—")
        many = meaning.dative if meaning.dative and _DATIVE.search(text, 0, match.start()) else noun.many
        stop = "." if match["form"].endswith(".") and _END.match(text, match.end()) else ""
        if match["n"] != "½":
            yield match.start("n"), self.numbers.read(match["n"], noun.gender)
            yield match.start("form"), f"{noun.one if single else many}{stop}"
