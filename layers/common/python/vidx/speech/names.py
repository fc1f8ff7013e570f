"""Rules for names of letters and digits (`MX-5` → M X five, `4K`), Roman numerals and initialisms (`BMW` → B M W)."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.patterns import ROMAN_NUMERALS
from vidx.speech.rules import Rule, Verbalization, rule
from vidx.speech.syllables import is_pronounceable

_INITIALISMS: Final = frozenset({
    "ABS", "AC", "AI", "AMG", "API", "APR", "ATV", "AUX", "AWD", "BBQ", "CDI", "CEO", "CPU", "DAB", "DIY", "DVI", "ECU",
    "EQ", "EPC", "ETA", "DOB", "EU", "EV", "FAQ", "GPU", "GTI", "HDI", "HDMI", "HQ", "ID", "IPS", "LED", "LTE", "MOT",
    "OEM", "OLED", "PAYG",
    "POS", "PSU", "QLED", "RGB", "SUV", "TDI", "TFSI", "TSI", "UHD", "UK", "URL", "USA", "USB", "UV", "VAT", "VGA",
    "VIP",
})  # fmt: skip
"""Words that every language spells letter by letter although they could be pronounced. Other initialisms are recognised
by consonants that no word has (`vidx.speech.syllables`)."""
_VOWELS: Final = frozenset("AEIOUY")
_LONGEST_INITIALISM: Final = 5
_PART: Final = re.compile(r"[^\W\d_]+|\d+")
_ROMAN: Final = "|".join(sorted(ROMAN_NUMERALS, key=len, reverse=True))
_ONE_LETTER_NUMERALS: Final = {"I": 1, "V": 5, "X": 10}
_WORD_BEFORE_NUMERAL: Final = "|".join(
    rf"(?<={name} )" for name in ("Golf", "Polo", "Passat", "Mk", "Mark", "Type", "Volume", "Chapter", "Phase", "War")
)
_MAX_NUMERAL_IN_NAME: Final = 8
"""Largest Roman numeral inside a name; letters of a larger one are letters (`XV`)."""
_LONGEST_MODEL_LETTERS: Final = 3
"""Letters beside digits that are always spelled."""


@dataclass(frozen=True)
class _NameRules:
    """How one language reads names.

    Attributes:
        model_number: puts the digits of a name in words.
        suffixes: letters after digits that make them no name: symbols of units, endings of ordinals.
        initialisms: words that it spells letter by letter although they could be pronounced.
        acronyms: words that it pronounces although other languages spell them.
    """

    model_number: Callable[[str], str]
    suffixes: Collection[str]
    initialisms: Collection[str]
    acronyms: Collection[str]

    def is_initialism(self, word: str) -> bool:
        """Whether the word is read letter by letter."""
        if word in self.acronyms:
            return False
        return word in _INITIALISMS or word in self.initialisms or not is_pronounceable(word)

    def initialism(self, match: "re.Match[str]") -> str:
        """`BMW` → B M W; empty for a word that is pronounced."""
        word, plural = match["word"], match["plural"] or ""
        return " ".join(word) + ("s" if plural else "") if self.is_initialism(word) else ""

    def name_with_digits(self, match: "re.Match[str]") -> str:
        """`MX-5`: letters and digits in one word. A Roman numeral after the first part is a number (`Z6II`)."""
        first, *rest = _PART.findall(match[0])
        if first.isdecimal() and "".join(rest) in self.suffixes:
            return ""
        if not all(part.isalpha() or part.isdecimal() for part in (first, *rest)):
            return ""
        return " ".join([self._part(first), *(self._part(_decimal(part)) for part in rest)])

    def roman_numeral(self, match: "re.Match[str]") -> str:
        """`Golf VII`, `siglo XXI`."""
        return self.model_number(str(ROMAN_NUMERALS.get(match[0]) or _ONE_LETTER_NUMERALS[match[0]]))

    def initialism_and_number(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`RTX 4090`: a number after an initialism is part of the name."""
        if self.is_initialism(match["name"]):
            yield match.start("name"), " ".join(match["name"])
            yield match.start("digits"), self.model_number(match["digits"])

    def _part(self, part: str) -> str:
        """A part of a name: a number, letters that are spelled (`MX`, `mp`), or a word (`Pro`)."""
        if part.isdecimal():
            return self.model_number(part)
        if part.isupper() and (
            len(part) <= _LONGEST_MODEL_LETTERS or (len(part) <= _LONGEST_INITIALISM and self.is_initialism(part))
        ):
            return " ".join(part)
        if part.islower() and 1 < len(part) <= _LONGEST_MODEL_LETTERS and not _VOWELS & set(part.upper()):
            return " ".join(part.upper())
        return part


def _decimal(part: str) -> str:
    """A small Roman numeral in digits, anything else unchanged."""
    value = ROMAN_NUMERALS.get(part, 0)
    return str(value) if 0 < value <= _MAX_NUMERAL_IN_NAME else part


def rules(
    model_number: Callable[[str], str],
    suffixes: Collection[str],
    initialisms: Collection[str],
    acronyms: Collection[str] = frozenset(),
) -> tuple[Rule, ...]:
    """Rules of one language; the arguments are those of `_NameRules`."""
    names = _NameRules(model_number, suffixes, initialisms, acronyms)
    return (
        # ID.4 → I D
        rule(r"(?<!\w)ID\.(?=[1-9]\b)", "I D"),
        # MX-5, iPhone15Pro → M X five, iPhone fifteen Pro
        rule(
            r"(?<!\w)(?<!\d[.,])(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[^\W_]+(?:-[^\W_]+)*(?!\w|[.,]\d)", names.name_with_digits
        ),
        # RTX 4090 → R T X forty ninety
        rule(
            r"(?<!\w)(?P<name>[A-Z]{2,4})[ \u00a0-](?P<digits>\d{2,4})(?![\w.,]*\d|[^\W\d_]|\s?[%$€£])",
            names.initialism_and_number,
        ),
        # Golf VII → seven
        rule(rf"(?<=\w )(?:{_ROMAN})(?!\w|\s[A-Z]{{4}})|(?:{_WORD_BEFORE_NUMERAL})[IVX](?!\w)", names.roman_numeral),
        # type I and II → one
        rule(r"(?<!\w)I(?=\s?(?:and|or|y|et|und|e|[&/-])\s?II\b)", names.roman_numeral),
        # U.S.A. → U S A
        rule(r"(?<!\w)(?:[A-Z]\.){2,}", lambda m: " ".join(m[0].replace(".", ""))),
        # BMW → B M W
        rule(rf"(?<!\w)(?P<word>[A-Z]{{2,{_LONGEST_INITIALISM}}})(?P<plural>s)?(?![\w'’])", names.initialism),
    )
