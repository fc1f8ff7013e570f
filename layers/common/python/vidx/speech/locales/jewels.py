"""Gold and stones: `or 18k`, `Gold 14 kt`, `0,5 ct`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.context import Context
from vidx.speech.hints import golden
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, guess, rule, whole
from vidx.speech.written import NUMBER, START

_PURE: Final = r"(?:8|9|10|14|18|19|20|21|22|24)"


@dataclass(frozen=True)
class Jewels:
    """Readers of the purity of gold and the weight of stones in one language and context."""

    numbers: Numbers
    context: Context

    def rules(self) -> tuple[Rule, ...]:
        cents = self.numbers.lexicon.small_sums
        return (
            rule(rf"{START}(?P<n>{_PURE})\s?(?P<sign>[kK]t)(?!\w)", self._karats),
            rule(rf"{START}(?P<n>{_PURE})(?P<sign>\s?(?:[cC]ts?\.?|[kK]))(?!\w)", self._known_karats),
            rule(rf"{START}(?P<n>\d[.,]\d\d?)\s?(?P<sign>[cC]ts?)(?![\w/])", self._known_karats),
            *(
                (
                    guess(rf"{START}{_PURE}\s?cts?(?!\w)", whole(self._cents)),
                    rule(rf"{START}{NUMBER}\s?cts?(?!\w)", whole(self._cents)),
                )
                if cents
                else ()
            ),
        )

    def _karats(self, match: "re.Match[str]") -> Iterator[Said]:
        yield match.start(), self.numbers.read(match["n"])
        stop = "." if match["sign"].endswith(".") and not match.string[match.end() :].strip() else ""
        yield match.start("sign"), f"{self.numbers.lexicon.karat.many}{stop}"

    def _known_karats(self, match: "re.Match[str]") -> Iterator[Said]:
        if self.context.category == "fashion" or golden(match.string, *match.span()):
            yield from self._karats(match)

    def _cents(self, match: "re.Match[str]") -> str:
        noun, figures = self.numbers.lexicon.small_sums, re.match(NUMBER, match[0])
        if noun is None or figures is None:
            return ""
        return f"{self.numbers.read(figures[0], noun.gender)} {noun.one if figures[0] == '1' else noun.many}"
