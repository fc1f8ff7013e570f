"""Figures in groups: thousands as other countries write them, and long codes."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.numbers import digits, read
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import END, START

_POINTED: Final = r"[1-9]\d{0,2}(?:\.\d{3})+"
_COUNTED: Final = (
    r"(?:km|kms|KM|Km|mi|miles?|kilomet(?:er|re)s?|km/h|mAh|rpm|RPM|MHz|cc|lm|BTU|dpi|psi|W|Wh|m²|m2|sqm|sq m|sq ?ft|"
    r"hours|hrs|steps|pages|pieces|views|followers)"
)
"""What nobody measures in thousandths, so that three figures after a point are a thousand's."""


def _grouped(match: "re.Match[str]") -> str:
    """`12'500`, as the Swiss group, `12 500` with a blank that does not break, or `12 000` with any."""
    return read(re.sub(r"[^\d.]", "", match[0]))


def _pointed(match: "re.Match[str]") -> Iterator[Said]:
    """`100.000 km`, or `80.000–100.000 km`, as the continent groups."""
    if match["first"]:
        yield match.start("first"), read(match["first"].replace(".", ""))
        yield match.start("joint"), "to"
    yield match.start("last"), read(match["last"].replace(".", ""))


_LAST: Final = rf"(?:(?P<first>{_POINTED}|\d{{1,3}})(?P<joint>\s?[-–—]\s?))?(?P<last>{_POINTED})"
RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{START}{_LAST}(?=\s?{_COUNTED}(?![\w²³]))", _pointed),
    rule(
        rf"{START}(?P<first>)(?P<joint>)(?P<last>[1-9]\d{{0,2}}(?:\.\d{{3}}\.\d{{3}}|\.000)){END}(?!\s?[\"″”])",
        _pointed,
    ),
    rule(rf"{START}\d{{1,3}}(?:['’\u00a0\u202f]\d{{3}})+(?!\w)", whole(_grouped)),
    rule(rf"{START}[1-9]\d{{0,2}}(?: \d{{3}})* 000{END}", whole(_grouped)),
    rule(
        rf"{START}(?=(?:-?\d){{8}})\d+(?:-\d+){{2,6}}(?![\w-])",
        whole(lambda m: ", ".join(map(digits, m[0].split("-")))),
    ),
)
