"""Rules for abbreviations that depend on the words around them: `gastos incl.`, `usado 1x`, `vendo x mudanza`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import SENTENCE_END, any_of
from vidx.speech.locales.locale import Noun
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import NUMBER_START, ROMAN_NUMERALS
from vidx.speech.rules import Rule, Verbalization, rule

_WORD_BEFORE: Final = re.compile(r"(?P<word>[^\W\d_]{2,})\.?\s+$")
_ROMAN: Final = any_of(ROMAN_NUMERALS)
_REASONS: Final = "inutiliz|trasloc|cambi|error|no us|mudan|não us|falta|viaj|viag|espa[cç]|spazio|renov"
"""Starts of words for why something is sold."""
_SIZE: Final = r"(?:\d|(?:XXS|XS|S|M|L|XL|XXL|XXXL|U)\b)"


@dataclass(frozen=True)
class ContextualAbbreviations:
    """Rules for such abbreviations in one language."""

    numbers: NumberVerbalizer

    def rules(self) -> tuple[Rule, ...]:
        locale = self.numbers.locale
        return (
            # usado 1x → una vez (es)
            rule(rf"{NUMBER_START}(?P<n>\d{{1,2}})(?P<gap>\s?)[xX](?![\w²³]|\s?\d)", self._times),
            # svendo x trasloco → per (it)
            rule(r"(?<=[^\W\d_] )[xX](?= (?![xX]\b)[a-záéíóúàèìòùâêôãõç]{2})", locale.reason_word),
            # x mudanza → por (es)
            rule(rf"(?:^|(?<=[.,;:!?(] ))[xX](?= (?:{_REASONS}))", locale.reason_word),
            # 2 uds. x 12 € → por (es)
            rule(r"(?<=[^\W\d_][. ])\s?[xX](?=\s\d+(?:[.,]\d+)?\s?€)", locale.reason_word),
            # vivienda amueb. → amueblada (es)
            rule(rf"(?<![\w.])(?:{any_of(self._adjectives())})(?!\w)", self._adjective),
            # S. XVIII → siglo dieciocho (es)
            rule(rf"(?<![\w.])(?:{locale.century_abbreviations})\s?(?P<n>{_ROMAN})(?!\w)", self._century),
            # T. 38 → talla (es)
            rule(
                rf"(?<![\w.])(?P<abbreviation>{any_of(locale.abbreviations_before_size)})[./]\s?(?={_SIZE})",
                lambda m: locale.abbreviations_before_size[m["abbreviation"]],
            ),
            # 1h30 de viagem → uma hora e trinta (pt)
            rule(rf"{NUMBER_START}(?P<h>\d{{1,2}})\s?h\s?(?P<m>[0-5]\d)(?!\w)", self._duration),
        )

    def _number_and_noun(self, match: "re.Match[str]", noun: Noun) -> list[Verbalization]:
        """The number and its noun as one span, or as two when a space stands between them."""
        number = self.numbers.number(match["n"], noun.gender)
        name = noun.singular if match["n"] == "1" else noun.plural
        if not match["gap"]:
            return [(match.start(), f"{number} {name}")]
        return [(match.start(), number), (match.end("gap"), name)]

    def _times(self, match: "re.Match[str]") -> list[Verbalization]:
        """How often a thing was used, or the number of instalments."""
        locale = self.numbers.locale
        is_use = re.search(rf"(?i)\b(?:{locale.use_words})\s$", match.string[: match.start()])
        is_instalment = re.match(rf"\s(?:{locale.instalment_context})", match.string[match.end() :])
        return self._number_and_noun(match, locale.times_noun) if is_use or is_instalment else []

    def _adjectives(self) -> dict[str, str]:
        """The adjectives by abbreviation, with and without a capital letter."""
        adjectives = self.numbers.locale.adjective_abbreviations
        capitalized = {short.capitalize(): word.capitalize() for short, word in adjectives.items()}
        return {**capitalized, **adjectives}

    def _adjective(self, match: "re.Match[str]") -> str:
        """An adjective that agrees with the noun before it; masculine without one."""
        adjective = self._adjectives()[match[0]]
        noun = _WORD_BEFORE.search(match.string, 0, match.start())
        is_full_stop = match[0].endswith(".") and SENTENCE_END.match(match.string, match.end())
        word = self.numbers.agreeing_adjective(adjective, noun["word"]) if noun else adjective
        return f"{word}{'.' if is_full_stop else ''}"

    def _century(self, match: "re.Match[str]") -> str:
        """`s. XIX` → siglo diecinueve."""
        value = ROMAN_NUMERALS[match["n"]]
        template = self.numbers.locale.century_template
        return template.format(n=self.numbers.cardinal(value), ordinal=self.numbers.ordinal(value, ""))

    def _duration(self, match: "re.Match[str]") -> str:
        """A duration in hours and minutes."""
        locale, text = self.numbers.locale, match.string
        before, after = locale.duration_context
        if not (re.search(rf"(?i)\b(?:{before})\s$", text[: match.start()]) or re.match(after, text[match.end() :])):
            return ""
        hours = self.numbers.number_and_noun(Decimal(match["h"]), locale.units["h"])
        return locale.mixed_number.format(n=hours, part=self.numbers.cardinal(int(match["m"])))
