"""Units after a figure: `120 km`, `16GB`, `85 m²`, `21 °C`, and what a price is for: `/mes`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.locales.lexicon import Noun
from vidx.speech.locales.metric import LAST
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, rule, whole
from vidx.speech.written import START, VULGAR, is_unit

_END: Final = r"(?:(?![\w²³])|(?=[x×]\s?\d))"
_POWERED: Final = (
    "Netzteil|Ladegerät|Sicherung|Steckdose|Trafo|chargeur|alimentation|fusible|prise|cargador|fuente|fusible|carregador|"
    "fonte|caricatore|alimentatore"
)
_MARK: Final = rf"(?=\s*(?:[.,;:!?)/]|$)|\s(?:{_POWERED}))"
_DOTTED: Final = "grs?|lts?|min|seg|h|hs|uds?|pz|pcs|mt"
"""Signs whose dot is their own, wherever a sentence goes on."""
_SCALES: Final = "".join(
    rf"|(?<=\d{word})" for word in ("k", "K", "mil", " mil", "mila", " mila", r" Tsd\.", " tausend")
)
_AFTER: Final = rf"(?:(?<=[\d{VULGAR}]){_SCALES})"
_ONE: Final = re.compile(rf"(?<![\d.,/–-])1\s?$|(?<!\d)(?<!\d )(?:[{VULGAR}]|(?<![.,])[1-9]/[2-9])\s?$")
_SUM_BEFORE: Final = re.compile(
    r"(?:[€$£]|\d\s?(?:EUR|CHF|USD|GBP|[Ee]uros?|kr|reais|pesos)|[€$£]\s?\d[\d.,]*|\d[,.][-–—]+)\s?$"
)
_SIDES_BEFORE: Final = re.compile(r"[x×X*]\s?\d+(?:[.,]\d+)?\s?$")
_DEPTH_AFTER: Final = re.compile(r"\s?[x×]?\s?\d+\s?[PpHhAa]\b")
"""Another side after that of the length: `80L 30P 240H`."""
_LITRES_BEFORE: Final = re.compile(r"(?<![\d.,])[0-3][.,]\d\s?$")
"""The size of a car's engine."""
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
        tight, loose, last = any_of(lexicon.units), any_of(self._loose()), any_of(dict.fromkeys(LAST))
        return (
            rule(
                rf"(?<![\w.,/–-]){_FIGURE}(?=(?P<tight>{tight}){_END}|\s(?P<loose>{loose}){_END})",
                whole(self._agreeing),
            ),
            rule(rf"{START}(?P<n>\d)(?P<tight>m)(?P<rest>\d\d)(?!\w)", whole(self._height)),
            rule(r"(?<=\d)\s?(?P<h>[hH])(?!\w)", self._side),
            rule(
                rf"{_AFTER}(?:\s?(?P<dotted>{_DOTTED})\.(?=\s?[,;:)]|\s[a-z\d])|(?P<tight>{tight}){_END}|\s(?P<loose>{loose}){_END}|\s(?P<last>{last}){_MARK}"
                r"|\s(?P<volume>L)(?=\s\d+\s?[x×]\s?\d))",
                self._unit,
            ),
            rule(r"(?<!\w)[kK]m(?=\s\d{1,3}(?![\d.]))", whole(lambda _: lexicon.units["km"].one)),
            rule(r"(?<!\w)[kK]ms?(?!\w)", whole(lambda _: lexicon.units["km"].many)),
            rule(rf"/\s?(?P<each>{any_of(lexicon.each)})(?!\w)", whole(self._per_each)),
            rule(rf"/(?=\s?(?:[^\W\d_]{{3,}}|\d+\s?(?:{loose}){_END}))", whole(self._per)),
        )

    def _per_each(self, match: "re.Match[str]") -> str:
        """What a sum or an amount is for: `20 €/mes`, `100 km/jour`; its dot is its own unless the text ends."""
        lexicon, text = self.numbers.lexicon, match.string
        if not self._measured(text, match.start()):
            return ""
        stop = "." if match["each"].endswith(".") and not text[match.end() :].strip() else ""
        return f"{lexicon.per} {lexicon.each[match['each']]}".strip() + stop

    def _per(self, match: "re.Match[str]") -> str:
        """Whatever else a sum is for: `60 €/stère`, `1,99 €/100 ml`."""
        lexicon, text = self.numbers.lexicon, match.string
        if any(text.startswith(form, match.start()) for form in lexicon.dotted):
            return ""
        return (lexicon.per_any or lexicon.per) if _SUM_BEFORE.search(text, 0, match.start()) else ""

    def _measured(self, text: str, at: int) -> bool:
        units = any_of(self.numbers.lexicon.units)
        return bool(
            re.search(rf"(?:[\d€$£%]|\d[,.][-–—]|\d\s?(?:{units}|EUR|CHF|USD))\s?$", text[max(at - 20, 0) : at])
        )

    def _agreeing(self, match: "re.Match[str]") -> str:
        """The figure in the unit's gender: `21 horas` → `veintiuna`."""
        return self.numbers.read(match[0], self.numbers.lexicon.units[match["tight"] or match["loose"]].gender)

    def _unit(self, match: "re.Match[str]") -> list[tuple[int, str]]:
        """The unit's name: one after a lone 1, else many; none inside a model's name."""
        name = match.lastgroup or "tight"
        if not is_unit(match[name], match.string, match.start()):
            return []
        if match[name] == "L" and _DEPTH_AFTER.match(match.string, match.end()):
            return []
        if match[name] in self.numbers.lexicon.gearboxes and _LITRES_BEFORE.search(match.string, 0, match.start()):
            return []
        noun = self.numbers.lexicon.units[match[name]]
        return [(match.start(name), noun.one if _ONE.search(match.string, 0, match.start()) else noun.many)]

    def _side(self, match: "re.Match[str]") -> list[tuple[int, str]]:
        """The height after other sides: `80x30x240h`."""
        beside = _SIDES_BEFORE.search(match.string, 0, match.start())
        return [(match.start("h"), self.numbers.lexicon.high)] if beside else []

    def _height(self, match: "re.Match[str]") -> str:
        """`1m80`."""
        metres = self.numbers.counted(Decimal(match["n"]), self.numbers.lexicon.units["m"])
        return f"{metres} {self.numbers.cardinal(int(match['rest']))}"

    def _loose(self) -> Mapping[str, Noun]:
        return {s: noun for s, noun in self.numbers.lexicon.units.items() if s not in self.numbers.lexicon.tight_units}
