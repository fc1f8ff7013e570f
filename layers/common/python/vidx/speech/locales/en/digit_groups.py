"""Rules for digits in groups: thousands in the notation of other countries (`100.000 km`, `12'500`), and long codes."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.numbers import number, spell_digits
from vidx.speech.patterns import NUMBER_END, NUMBER_START
from vidx.speech.rules import Rule, Verbalization, rule

_NUMBER_WITH_POINTS: Final = r"[1-9]\d{0,2}(?:\.\d{3})+"
_WHOLE_UNITS: Final = (
    r"(?:km|kms|KM|Km|mi|miles?|kilomet(?:er|re)s?|km/h|mAh|rpm|RPM|MHz|cc|lm|BTU|dpi|psi|W|Wh|m²|m2|sqm|sq m|sq ?ft|"
    r"hours|hrs|steps|pages|pieces|views|followers)"
)
"""Units of which nobody gives thousandths, so that three digits after a point are thousands."""


def _with_spaces(match: "re.Match[str]") -> str:
    """`12'500` (Switzerland), `12 500` with a no-break space, or `12 000` with any space."""
    return number(re.sub(r"[^\d.]", "", match[0]))


def _with_points(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`100.000 km`, or `80.000–100.000 km` (continental Europe)."""
    if match["first"]:
        yield match.start("first"), number(match["first"].replace(".", ""))
        yield match.start("separator"), "to"
    yield match.start("last"), number(match["last"].replace(".", ""))


_RANGE: Final = (
    rf"(?:(?P<first>{_NUMBER_WITH_POINTS}|\d{{1,3}})(?P<separator>\s?[-–—]\s?))?(?P<last>{_NUMBER_WITH_POINTS})"
)
RULES: Final[tuple[Rule, ...]] = (
    # 100.000 km → one hundred thousand
    rule(rf"{NUMBER_START}{_RANGE}(?=\s?{_WHOLE_UNITS}(?![\w²³]))", _with_points),
    # 1.200.000 → one million two hundred thousand
    rule(
        rf"{NUMBER_START}(?P<first>)(?P<separator>)(?P<last>[1-9]\d{{0,2}}(?:\.\d{{3}}\.\d{{3}}|\.000)){NUMBER_END}(?!\s?[\"″”])",
        _with_points,
    ),
    # 1'000 → one thousand
    rule(rf"{NUMBER_START}\d{{1,3}}(?:['’\u00a0\u202f]\d{{3}})+(?!\w)", _with_spaces),
    # 10 000 → ten thousand
    rule(rf"{NUMBER_START}[1-9]\d{{0,2}}(?: \d{{3}})* 000{NUMBER_END}", _with_spaces),
    # 978-3-16-148410-0 → nine seven eight, three, one six, one four eight four one zero, zero
    rule(
        rf"{NUMBER_START}(?=(?:-?\d){{8}})\d+(?:-\d+){{2,6}}(?![\w-])",
        lambda m: ", ".join(map(spell_digits, m[0].split("-"))),
    ),
)
