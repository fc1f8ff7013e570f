"""Names made of letters and figures (`MX-5`, `RTX 4090`, `WH-1000XM5`, `4K`) and initialisms (`BMW`, `USB-C`)."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from vidx.spoken.reading import Rule, Said, rule, whole

_INITIALISMS: Final = frozenset({
    "ABS", "AC", "AI", "API", "APR", "ATV", "AUX", "AWD", "BBQ", "CEO", "CPU", "DAB", "DIY", "DVI", "ECU", "EQ", "EU",
    "EV", "FAQ", "GPU", "HDMI", "HQ", "ID", "IPS", "LED", "MOT", "OEM", "OLED", "PAYG", "POS", "QLED", "RGB",
    "SUV", "UHD", "UK", "URL", "USA", "USB", "UV", "VAT", "VGA", "VIP",
})  # fmt: skip
"""Spelled letter by letter although they hold a vowel; those without one are recognised by that."""
_VOWELS: Final = frozenset("AEIOUY")
_LONGEST_INITIALISM: Final = 5
_PART: Final = re.compile(r"[^\W\d_]+|\d+")
_ROMAN: Final = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8"}
_SHORT: Final = 3


def _spelled(word: str) -> bool:
    return word in _INITIALISMS or not _VOWELS & set(word)


@dataclass(frozen=True)
class _Names:
    """A language's way with names.

    Attributes:
        number: figures of a model's name in words.
        endings: what after a figure makes it no name: the signs of units, endings of ordinals.
    """

    number: Callable[[str], str]
    endings: Collection[str]

    def mixed(self, match: "re.Match[str]") -> str:
        """Letters and figures in one word; roman figures after the first part are numbers (`Z6II`)."""
        first, *rest = _PART.findall(match[0])
        if first.isdecimal() and "".join(rest) in self.endings:
            return ""
        if not all(part.isalpha() or part.isdecimal() for part in (first, *rest)):
            return ""
        return " ".join([self._part(first), *(self._part(_ROMAN.get(part, part)) for part in rest)])

    def after_letters(self, match: "re.Match[str]") -> Iterator[Said]:
        """`RTX 4090`: a figure after an initialism is part of the name."""
        if _spelled(match["name"]):
            yield match.start("name"), " ".join(match["name"])
            yield match.start("figures"), self.number(match["figures"])

    def _part(self, part: str) -> str:
        """A part of a name: figures are read, capitals spelled (`MX` → `M X`), anything else is a word (`Pro`)."""
        if part.isdecimal():
            return self.number(part)
        if part.isupper() and (len(part) <= _SHORT or (len(part) <= _LONGEST_INITIALISM and _spelled(part))):
            return " ".join(part)
        return part


def _initialism(match: "re.Match[str]") -> str:
    word, plural = match["word"], match["plural"] or ""
    if not _spelled(word):
        return ""
    return " ".join(word) + ("s" if plural else "")


def rules(number: Callable[[str], str], endings: Collection[str]) -> tuple[Rule, ...]:
    """Rules of a language that says figures so, and in which those endings follow figures that are no names."""
    names = _Names(number, endings)
    return (
        rule(r"(?<!\w)(?<!\d[.,])(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[^\W_]+(?:-[^\W_]+)*(?!\w|[.,]\d)", whole(names.mixed)),
        rule(r"(?<!\w)(?P<name>[A-Z]{2,4})[ \u00a0-](?P<figures>\d{2,4})(?![\w.,]*\d|\s?[%$€£])", names.after_letters),
        rule(r"(?<!\w)(?:[A-Z]\.){2,}", whole(lambda m: " ".join(m[0].replace(".", "")))),
        rule(rf"(?<!\w)(?P<word>[A-Z]{{2,{_LONGEST_INITIALISM}}})(?P<plural>s)?(?![\w'’])", whole(_initialism)),
    )
