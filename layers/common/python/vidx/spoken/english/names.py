"""Names made of letters and figures (`MX-5`, `RTX 4090`, `WH-1000XM5`, `4K`) and initialisms (`BMW`, `USB-C`)."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.spoken.english.numbers import model_number
from vidx.spoken.english.units import UNITS
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
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "s", "k"})
_ROMAN: Final = {"II": "two", "III": "three", "IV": "four", "VI": "six", "VII": "seven", "VIII": "eight"}
_SHORT: Final = 3


def _part(part: str) -> str:
    """A part of a name: figures are read, capitals spelled (`MX` → `M X`), anything else is a word (`Pro`)."""
    if part.isdecimal():
        return model_number(part)
    if part.isupper() and (len(part) <= _SHORT or (len(part) <= _LONGEST_INITIALISM and _spelled(part))):
        return " ".join(part)
    return part


def _spelled(word: str) -> bool:
    return word in _INITIALISMS or not _VOWELS & set(word)


def _mixed(match: "re.Match[str]") -> str:
    """Letters and figures in one word; roman figures after the first part are numbers (`Z6II`)."""
    first, *rest = _PART.findall(match[0])
    if first.isdecimal() and "".join(rest) in UNITS.keys() | _SUFFIXES:
        return ""
    if not all(part.isalpha() or part.isdecimal() for part in (first, *rest)):
        return ""
    return " ".join([_part(first), *(_ROMAN.get(part) or _part(part) for part in rest)])


def _after_letters(match: "re.Match[str]") -> Iterator[Said]:
    """`RTX 4090`: a figure after an initialism is part of the name."""
    if _spelled(match["name"]):
        yield match.start("name"), " ".join(match["name"])
        yield match.start("figures"), model_number(match["figures"])


def _initialism(match: "re.Match[str]") -> str:
    word, plural = match["word"], match["plural"] or ""
    if not _spelled(word):
        return ""
    return " ".join(word) + ("s" if plural else "")


RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<!\w)(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[^\W_]+(?:-[^\W_]+)*(?!\w)", whole(_mixed)),
    rule(r"(?<!\w)(?P<name>[A-Z]{2,4})[ \u00a0-](?P<figures>\d{2,4})(?![\w.,]*\d|\s?[%$€£])", _after_letters),
    rule(r"(?<!\w)(?:[A-Z]\.){2,}", whole(lambda m: " ".join(m[0].replace(".", "")))),
    rule(rf"(?<!\w)(?P<word>[A-Z]{{2,{_LONGEST_INITIALISM}}})(?P<plural>s)?(?![\w'’])", whole(_initialism)),
)
