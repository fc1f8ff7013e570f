"""Units after a figure: `120 km`, `16GB`, `85 m²`, `21 °C`, and what a price is for: `/mes`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vidx.spoken.abbreviations import any_of
from vidx.spoken.abroad.lexicon import Noun
from vidx.spoken.abroad.numbers import Numbers
from vidx.spoken.reading import Rule, rule, whole
from vidx.spoken.written import IN_NAME

_END: Final = r"(?![\w²³])"
_ONE: Final = re.compile(r"(?<![\d.,/–-])1\s?$")
_FIGURE: Final = r"\d+(?:[.,]\d+)*"


@dataclass(frozen=True)
class Units:
    """Readers of units in one language."""

    numbers: Numbers

    @property
    def ahead(self) -> str:
        """A pattern that matches where a unit follows a figure."""
        return rf"(?:\s?(?:{any_of(self._loose())}){_END}|(?:{any_of(self.numbers.lexicon.units)}){_END})"

    def rules(self) -> tuple[Rule, ...]:
        lexicon = self.numbers.lexicon
        tight, loose = any_of(lexicon.units), any_of(self._loose())
        return (
            rule(
                rf"(?<![\w.,/–-]){_FIGURE}(?=(?P<tight>{tight}){_END}|\s(?P<loose>{loose}){_END})",
                whole(self._agreeing),
            ),
            rule(rf"(?<=\d)(?:(?P<tight>{tight})|\s(?P<loose>{loose})){_END}", self._unit),
            rule(
                rf"(?:(?<=[\d€$£%])|(?<=[\d€$£%]\s))/\s?(?P<each>{any_of(lexicon.each)})(?!\w)",
                whole(lambda m: f"{lexicon.per} {lexicon.each[m['each']]}".strip()),
            ),
        )

    def _agreeing(self, match: "re.Match[str]") -> str:
        """The figure in the unit's gender: `21 horas` → `veintiuna`."""
        return self.numbers.read(match[0], self.numbers.lexicon.units[match["tight"] or match["loose"]].gender)

    def _unit(self, match: "re.Match[str]") -> list[tuple[int, str]]:
        """The unit's name: one after a lone 1, else many; none inside a model's name."""
        if IN_NAME.search(match.string, 0, match.start()):
            return []
        name = "tight" if match["tight"] else "loose"
        noun = self.numbers.lexicon.units[match[name]]
        return [(match.start(name), noun.one if _ONE.search(match.string, 0, match.start()) else noun.many)]

    def _loose(self) -> Mapping[str, Noun]:
        return {s: noun for s, noun in self.numbers.lexicon.units.items() if s not in self.numbers.lexicon.tight_units}
