"""Rules for measures and rates: `120 km`, `16GB`, `85 m²`, `21 °C`, `20 €/mes`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.locales.locale import Noun
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.locales.unit_symbols import BEFORE_PUNCTUATION
from vidx.speech.patterns import FRACTION_CHARS, NUMBER_START, is_unit
from vidx.speech.rules import Rule, Verbalization, rule

_UNIT_END: Final = r"(?:(?![\w²³])|(?=[x×]\s?\d))"
"""The end of a unit's symbol, also before another dimension."""
_POWER_SUPPLIES: Final = (
    "Netzteil|Ladegerät|Sicherung|Steckdose|Trafo|chargeur|alimentation|fusible|prise|cargador|fuente|fusible|carregador|"
    "fonte|caricatore|alimentatore"
)
"""Things after `2 A` that show that the symbol is a unit."""
_PUNCTUATION: Final = rf"(?=\s*(?:[.,;:!?)/]|$)|\s(?:{_POWER_SUPPLIES}))"
_SYMBOLS_WITH_DOT: Final = "grs?|lts?|min|seg|h|hs|uds?|pz|pcs|mt"
"""Symbols whose dot is part of them where the sentence goes on."""
_AFTER_SCALE: Final = "".join(
    rf"|(?<=\d{word})" for word in ("k", "K", "mil", " mil", "mila", " mila", r" Tsd\.", " tausend")
)
"""Look-behinds for words of thousands: `60 mila km`."""
_AFTER_NUMBER: Final = rf"(?:(?<=[\d{FRACTION_CHARS}]){_AFTER_SCALE})"
"""Look-behind for a number, also in words of thousands."""
_ONE_BEFORE: Final = re.compile(rf"(?<![\d.,/–-])1\s?$|(?<!\d)(?<!\d )(?:[{FRACTION_CHARS}]|(?<![.,])[1-9]/[2-9])\s?$")
"""A 1 or a fraction, after which the unit is in the singular."""
_AMOUNT_BEFORE: Final = re.compile(
    r"(?:[€$£]|\d\s?(?:EUR|CHF|USD|GBP|[Ee]uros?|kr|reais|pesos)|[€$£]\s?\d[\d.,]*|\d[,.][-–—]+)\s?$"
)
"""An amount of money, after which a slash is `per`."""
_DIMENSION_BEFORE: Final = re.compile(r"[x×X*]\s?\d+(?:[.,]\d+)?\s?$")
"""Another dimension, after which `h` is the height."""
_DIMENSION_AFTER: Final = re.compile(r"\s?[x×]?\s?\d+\s?[PpHhAa]\b")
"""Another dimension after the length, which `L` is then: `80L 30P 240H`."""
_LITRES_BEFORE: Final = re.compile(r"(?<![\d.,])[0-3][.,]\d\s?$")
"""The size of a car's engine, after which `mt` is a gearbox."""
_NUMBER: Final = r"\d+(?:[.,]\d+)*"


@dataclass(frozen=True)
class Measures:
    """Rules for measures in one language."""

    numbers: NumberVerbalizer

    @property
    def unit_ahead(self) -> str:
        """Pattern that matches between a number and its unit."""
        return (
            rf"(?:\s?(?:{any_of(self._spaced_units())}){_UNIT_END}|(?:{any_of(self.numbers.locale.units)}){_UNIT_END})"
        )

    def rules(self) -> tuple[Rule, ...]:
        """Rules from the most to the least particular."""
        locale = self.numbers.locale
        attached, spaced, before_punctuation = (
            any_of(locale.units),
            any_of(self._spaced_units()),
            any_of(dict.fromkeys(BEFORE_PUNCTUATION)),
        )
        return (
            # 21 horas → veintiuna (es)
            rule(
                rf"(?<![\w.,/–-]){_NUMBER}(?=(?P<attached>{attached}){_UNIT_END}|\s(?P<spaced>{spaced}){_UNIT_END})",
                self._agreeing_number,
            ),
            # 1m75 → un mètre soixante-quinze (fr)
            rule(rf"{NUMBER_START}(?P<n>\d)(?P<attached>m)(?P<rest>\d\d)(?!\w)", self._height),
            # 80x30x240h → hoch (de)
            rule(r"(?<=\d)\s?(?P<h>[hH])(?!\w)", self._height_of_dimensions),
            # 144 Hz → hertz (fr)
            rule(
                rf"{_AFTER_NUMBER}(?:\s?(?P<dotted>{_SYMBOLS_WITH_DOT})\.(?=\s?[,;:)]|\s[a-z\d])|(?P<attached>{attached}){_UNIT_END}|\s(?P<spaced>{spaced}){_UNIT_END}|\s(?P<before_punctuation>{before_punctuation}){_PUNCTUATION}"
                r"|\s(?P<volume>L)(?=\s\d+\s?[x×]\s?\d))",
                self._unit,
            ),
            # km 5 → kilómetro (es)
            rule(r"(?<!\w)[kK]m(?=\s\d{1,3}(?![\d.]))", locale.units["km"].singular),
            # km → kilómetros (es)
            rule(r"(?<!\w)[kK]ms?(?!\w)", locale.units["km"].plural),
            # 50€/notte → a notte (it)
            rule(rf"/\s?(?P<unit>{any_of(locale.rate_units)})(?!\w)", self._rate),
            # 60 €/lote → por (es)
            rule(rf"/(?=\s?(?:[^\W\d_]{{3,}}|\d+\s?(?:{spaced}){_UNIT_END}))", self._other_rate),
        )

    def _rate(self, match: "re.Match[str]") -> str:
        """What an amount is for: `20 €/mes`, `100 km/jour`. At the end of the text its dot is the full stop as well."""
        locale, text = self.numbers.locale, match.string
        if not self._is_after_amount(text, match.start()):
            return ""
        full_stop = "." if match["unit"].endswith(".") and not text[match.end() :].strip() else ""
        return f"{locale.per} {locale.rate_units[match['unit']]}".strip() + full_stop

    def _other_rate(self, match: "re.Match[str]") -> str:
        """What else an amount of money is for: `60 €/stère`, `1,99 €/100 ml`."""
        locale, text = self.numbers.locale, match.string
        if any(text.startswith(abbreviation, match.start()) for abbreviation in locale.dotted_abbreviations):
            return ""
        return (locale.per_other or locale.per) if _AMOUNT_BEFORE.search(text, 0, match.start()) else ""

    def _is_after_amount(self, text: str, offset: int) -> bool:
        """Whether an amount or a number with a unit stands before `text[offset:]`."""
        units = any_of(self.numbers.locale.units)
        return bool(
            re.search(rf"(?:[\d€$£%]|\d[,.][-–—]|\d\s?(?:{units}|EUR|CHF|USD))\s?$", text[max(offset - 20, 0) : offset])
        )

    def _agreeing_number(self, match: "re.Match[str]") -> str:
        """The number in the gender of its unit: `21 horas` → `veintiuna`."""
        return self.numbers.number(match[0], self.numbers.locale.units[match["attached"] or match["spaced"]].gender)

    def _unit(self, match: "re.Match[str]") -> list[Verbalization]:
        """The unit's name, in the singular after 1; empty where the symbol is part of a name."""
        name = match.lastgroup or "attached"
        if not is_unit(match[name], match.string, match.start()):
            return []
        if match[name] == "L" and _DIMENSION_AFTER.match(match.string, match.end()):
            return []
        if match[name] in self.numbers.locale.gearbox_codes and _LITRES_BEFORE.search(match.string, 0, match.start()):
            return []
        noun = self.numbers.locale.units[match[name]]
        return [
            (match.start(name), noun.singular if _ONE_BEFORE.search(match.string, 0, match.start()) else noun.plural)
        ]

    def _height_of_dimensions(self, match: "re.Match[str]") -> list[Verbalization]:
        """The height after other dimensions: `80x30x240h`."""
        dimension = _DIMENSION_BEFORE.search(match.string, 0, match.start())
        return [(match.start("h"), self.numbers.locale.height_phrase)] if dimension else []

    def _height(self, match: "re.Match[str]") -> str:
        """`1m80` → un mètre quatre-vingts."""
        metres = self.numbers.number_and_noun(Decimal(match["n"]), self.numbers.locale.units["m"])
        return f"{metres} {self.numbers.cardinal(int(match['rest']))}"

    def _spaced_units(self) -> Mapping[str, Noun]:
        """The units that may stand after a space."""
        return {
            symbol: noun
            for symbol, noun in self.numbers.locale.units.items()
            if symbol not in self.numbers.locale.attached_units
        }
