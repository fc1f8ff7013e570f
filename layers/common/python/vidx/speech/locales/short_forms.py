"""Short forms that need what stands around them: `gastos incl.`, `usado 1x`, `vendo x mudanza`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import ENDS_SENTENCE, any_of
from vidx.speech.locales.lexicon import Noun
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import ROMANS, START

_WORD_BEFORE: Final = re.compile(r"(?P<word>[^\W\d_]{2,})\.?\s+$")
_ROMAN: Final = any_of(ROMANS)
_REASONS: Final = "inutiliz|trasloc|cambi|error|no us|mudan|não us|falta|viaj|viag|espa[cç]|spazio|renov"
"""Why things are sold."""
_SIZE: Final = r"(?:\d|(?:XXS|XS|S|M|L|XL|XXL|XXXL|U)\b)"


@dataclass(frozen=True)
class ContextualForms:
    """Readers of short forms in one language."""

    numbers: Numbers

    def rules(self) -> tuple[Rule, ...]:
        lexicon = self.numbers.lexicon
        return (
            rule(rf"{START}(?P<n>\d{{1,2}})(?P<gap>\s?)[xX](?![\w²³]|\s?\d)", self._turns),
            rule(r"(?<=[^\W\d_] )[xX](?= (?![xX]\b)[a-záéíóúàèìòùâêôãõç]{2})", whole(lambda _: lexicon.by_reason)),
            rule(rf"(?:^|(?<=[.,;:!?(] ))[xX](?= (?:{_REASONS}))", whole(lambda _: lexicon.by_reason)),
            rule(r"(?<=[^\W\d_][. ])\s?[xX](?=\s\d+(?:[.,]\d+)?\s?€)", whole(lambda _: lexicon.by_reason)),
            rule(rf"(?<![\w.])(?:{any_of(self._agreeing())})(?!\w)", whole(self._agreed)),
            rule(rf"(?<![\w.])(?:{lexicon.century[0]})\s?(?P<n>{_ROMAN})(?!\w)", whole(self._century)),
            rule(
                rf"(?<![\w.])(?P<mark>{any_of(lexicon.before_size)})[./]\s?(?={_SIZE})",
                whole(lambda m: lexicon.before_size[m["mark"]]),
            ),
            rule(rf"{START}(?P<h>\d{{1,2}})\s?h\s?(?P<m>[0-5]\d)(?!\w)", whole(self._lasting)),
        )

    def _number_and_noun(self, match: "re.Match[str]", noun: Noun) -> list[Said]:
        """Words by the place of what they are said for: the figure and, after a blank, its noun."""
        number = self.numbers.read(match["n"], noun.gender)
        name = noun.one if match["n"] == "1" else noun.many
        if not match["gap"]:
            return [(match.start(), f"{number} {name}")]
        return [(match.start(), number), (match.end("gap"), name)]

    def _turns(self, match: "re.Match[str]") -> list[Said]:
        """How often it was used, or the number of instalments."""
        lexicon = self.numbers.lexicon
        used = re.search(rf"(?i)\b(?:{lexicon.used})\s$", match.string[: match.start()])
        paid = re.match(rf"\s(?:{lexicon.instalments})", match.string[match.end() :])
        return self._number_and_noun(match, lexicon.turns) if used or paid else []

    def _agreeing(self) -> dict[str, str]:
        forms = self.numbers.lexicon.agreeing
        return {**{form.capitalize(): word.capitalize() for form, word in forms.items()}, **forms}

    def _agreed(self, match: "re.Match[str]") -> str:
        """An adjective as the noun before it needs it; masculine without one."""
        adjective = self._agreeing()[match[0]]
        noun = _WORD_BEFORE.search(match.string, 0, match.start())
        ends = match[0].endswith(".") and ENDS_SENTENCE.match(match.string, match.end())
        return f"{self.numbers.agreeing(adjective, noun['word']) if noun else adjective}{'.' if ends else ''}"

    def _century(self, match: "re.Match[str]") -> str:
        value = ROMANS[match["n"]]
        words = self.numbers.lexicon.century[1]
        return words.format(n=self.numbers.cardinal(value), ordinal=self.numbers.ordinal(value, ""))

    def _lasting(self, match: "re.Match[str]") -> str:
        """Hours and minutes that something takes."""
        lexicon, text = self.numbers.lexicon, match.string
        before, after = lexicon.lasting
        if not (re.search(rf"(?i)\b(?:{before})\s$", text[: match.start()]) or re.match(after, text[match.end() :])):
            return ""
        hours = self.numbers.counted(Decimal(match["h"]), lexicon.units["h"])
        return lexicon.mixed.format(n=hours, part=self.numbers.cardinal(int(match["m"])))
