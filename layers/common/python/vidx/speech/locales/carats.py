"""Rules for the purity of gold and the weight of stones: `or 18k`, `Gold 14 kt`, `0,5 ct`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.context import Context
from vidx.speech.context_words import is_about_jewelry
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import NUMBER, NUMBER_START
from vidx.speech.rules import Rule, Verbalization, ambiguous_rule, rule

_GOLD_PURITY: Final = r"(?:8|9|10|14|18|19|20|21|22|24)"


@dataclass(frozen=True)
class Carats:
    """Rules for carats in one language and context."""

    numbers: NumberVerbalizer
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        """Rules for carats, before those for cents with the same abbreviation."""
        cents = self.numbers.locale.cent_noun
        return (
            # 18 kt → achtzehn Karat (de)
            rule(rf"{NUMBER_START}(?P<n>{_GOLD_PURITY})\s?(?P<symbol>[kK]t)(?!\w)", self._carats),
            # or 18k → dix-huit carats (fr)
            rule(
                rf"{NUMBER_START}(?P<n>{_GOLD_PURITY})(?P<symbol>\s?(?:[cC]ts?\.?|[kK]))(?!\w)", self._carats_of_jewelry
            ),
            # 0,25 ct → zéro virgule vingt-cinq carats (fr)
            rule(rf"{NUMBER_START}(?P<n>\d[.,]\d\d?)\s?(?P<symbol>[cC]ts?)(?![\w/])", self._carats_of_jewelry),
            *(
                (
                    # 18 cts → dix-huit centimes (fr)
                    ambiguous_rule(rf"{NUMBER_START}{_GOLD_PURITY}\s?cts?(?!\w)", self._cents),
                    # 99 cts → quatre-vingt-dix-neuf centimes (fr)
                    rule(rf"{NUMBER_START}{NUMBER}\s?cts?(?!\w)", self._cents),
                )
                if cents
                else ()
            ),
        )

    def _carats(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`18 kt` → diciotto carati."""
        yield match.start(), self.numbers.number(match["n"])
        full_stop = "." if match["symbol"].endswith(".") and not match.string[match.end() :].strip() else ""
        yield match.start("symbol"), f"{self.numbers.locale.carat.plural}{full_stop}"

    def _carats_of_jewelry(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`18k`, `0,5 ct`: carats in adverts of fashion and beside words for jewelry."""
        if self.context.category == "fashion" or is_about_jewelry(match.string, *match.span()):
            yield from self._carats(match)

    def _cents(self, match: "re.Match[str]") -> str:
        """`99 cts` → quatre-vingt-dix-neuf centimes."""
        noun, number = self.numbers.locale.cent_noun, re.match(NUMBER, match[0])
        if noun is None or number is None:
            return ""
        return f"{self.numbers.number(number[0], noun.gender)} {noun.singular if number[0] == '1' else noun.plural}"
