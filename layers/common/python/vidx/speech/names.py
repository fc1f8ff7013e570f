"""Names made of letters and figures (`MX-5`, `RTX 4090`, `WH-1000XM5`, `4K`) and initialisms (`BMW`, `USB-C`)."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.syllables import pronounceable
from vidx.speech.written import ROMANS

_INITIALISMS: Final = frozenset({
    "ABS", "AC", "AI", "AMG", "API", "APR", "ATV", "AUX", "AWD", "BBQ", "CDI", "CEO", "CPU", "DAB", "DIY", "DVI", "ECU",
    "EQ", "EPC", "ETA", "DOB", "EU", "EV", "FAQ", "GPU", "GTI", "HDI", "HDMI", "HQ", "ID", "IPS", "LED", "LTE", "MOT",
    "OEM", "OLED", "PAYG",
    "POS", "PSU", "QLED", "RGB", "SUV", "TDI", "TFSI", "TSI", "UHD", "UK", "URL", "USA", "USB", "UV", "VAT", "VGA",
    "VIP",
})  # fmt: skip
"""Spelled letter by letter in every language although they could be pronounced; all others are recognised by that."""
_VOWELS: Final = frozenset("AEIOUY")
_LONGEST_INITIALISM: Final = 5
_PART: Final = re.compile(r"[^\W\d_]+|\d+")
_ROMAN: Final = "|".join(sorted(ROMANS, key=len, reverse=True))
_SINGLE_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
_BEFORE_SINGLE: Final = "|".join(
    rf"(?<={name} )" for name in ("Golf", "Polo", "Passat", "Mk", "Mark", "Type", "Volume", "Chapter", "Phase", "War")
)
_MOST_MIXED: Final = 8
"""Roman figures inside a word: beyond them, letters are letters (`XV`)."""
_SHORT: Final = 3


@dataclass(frozen=True)
class _Names:
    """A language's way with names.

    Attributes:
        number: figures of a model's name in words.
        endings: what after a figure makes it no name: the signs of units, endings of ordinals.
        initialisms: words that it spells although they could be pronounced.
        acronyms: words that it pronounces although others spell them.
    """

    number: Callable[[str], str]
    endings: Collection[str]
    initialisms: Collection[str]
    acronyms: Collection[str]

    def spelled(self, word: str) -> bool:
        """Whether it is said letter by letter."""
        if word in self.acronyms:
            return False
        return word in _INITIALISMS or word in self.initialisms or not pronounceable(word)

    def initialism(self, match: "re.Match[str]") -> str:
        word, plural = match["word"], match["plural"] or ""
        return " ".join(word) + ("s" if plural else "") if self.spelled(word) else ""

    def mixed(self, match: "re.Match[str]") -> str:
        """Letters and figures in one word; roman figures after the first part are numbers (`Z6II`)."""
        first, *rest = _PART.findall(match[0])
        if first.isdecimal() and "".join(rest) in self.endings:
            return ""
        if not all(part.isalpha() or part.isdecimal() for part in (first, *rest)):
            return ""
        return " ".join([self._part(first), *(self._part(_figures(part)) for part in rest)])

    def roman(self, match: "re.Match[str]") -> str:
        """`Golf VII`, `siglo XXI`: roman figures after a word."""
        return self.number(str(ROMANS.get(match[0]) or _SINGLE_ROMANS[match[0]]))

    def after_letters(self, match: "re.Match[str]") -> Iterator[Said]:
        """`RTX 4090`: a figure after an initialism is part of the name."""
        if self.spelled(match["name"]):
            yield match.start("name"), " ".join(match["name"])
            yield match.start("figures"), self.number(match["figures"])

    def _part(self, part: str) -> str:
        """A part of a name: figures are read, capitals (`MX`) and what nobody can pronounce (`mp`) spelled, anything
        else is a word (`Pro`)."""
        if part.isdecimal():
            return self.number(part)
        if part.isupper() and (len(part) <= _SHORT or (len(part) <= _LONGEST_INITIALISM and self.spelled(part))):
            return " ".join(part)
        if part.islower() and 1 < len(part) <= _SHORT and not _VOWELS & set(part.upper()):
            return " ".join(part.upper())
        return part


def _figures(part: str) -> str:
    value = ROMANS.get(part, 0)
    return str(value) if 0 < value <= _MOST_MIXED else part


def rules(
    number: Callable[[str], str],
    endings: Collection[str],
    initialisms: Collection[str],
    acronyms: Collection[str] = frozenset(),
) -> tuple[Rule, ...]:
    """Rules of a language; the arguments are those of `_Names`."""
    names = _Names(number, endings, initialisms, acronyms)
    return (
        rule(r"(?<!\w)ID\.(?=[1-9]\b)", whole(lambda _: "I D")),
        rule(r"(?<!\w)(?<!\d[.,])(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[^\W_]+(?:-[^\W_]+)*(?!\w|[.,]\d)", whole(names.mixed)),
        rule(
            r"(?<!\w)(?P<name>[A-Z]{2,4})[ \u00a0-](?P<figures>\d{2,4})(?![\w.,]*\d|[^\W\d_]|\s?[%$€£])",
            names.after_letters,
        ),
        rule(rf"(?<=\w )(?:{_ROMAN})(?!\w|\s[A-Z]{{4}})|(?:{_BEFORE_SINGLE})[IVX](?!\w)", whole(names.roman)),
        rule(r"(?<!\w)I(?=\s?(?:and|or|y|et|und|e|[&/-])\s?II\b)", whole(names.roman)),
        rule(r"(?<!\w)(?:[A-Z]\.){2,}", whole(lambda m: " ".join(m[0].replace(".", "")))),
        rule(rf"(?<!\w)(?P<word>[A-Z]{{2,{_LONGEST_INITIALISM}}})(?P<plural>s)?(?![\w'’])", whole(names.initialism)),
    )
