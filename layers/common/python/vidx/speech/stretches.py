"""From one thing to another: `Mon-Fri`, `Jan–Mar`, `Sat & Sun`, `50€-70€`, `5 km - 10 km`, `10k-15k`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from vidx.speech.abbreviations import ENDS_TEXT, any_of
from vidx.speech.hints import timed
from vidx.speech.reading import Rule, Said, rule, whole

_DASHES: Final = ("-", "–", "—")
_HEIGHT: Final = re.compile(r"\dm\d\d\s?$")
"""`1m75`"""
_WIDEST: Final = 25
"""The last of a range, by the first."""
_SIGNS: Final = r"€£$¥₹%°\"″”"
"""What stands after a figure and belongs to it."""


def is_range(match: "re.Match[str]") -> bool:
    """Whether the dash of a match (`joint`) joins the ends of a range; a reference (`12-456`) has other parts."""
    before = re.search(r"\d+(?:[.,]\d+)*\D{0,6}$", match.string[: match.start("joint")])
    after = re.match(r"\D{0,4}(\d+(?:[.,]\d+)*)", match.string[match.end("joint") :])
    if not before or not after or _HEIGHT.search(match.string, 0, match.start("joint")):
        return True
    first, last = (int(re.sub(r"\D.*|[.,]", "", part)) for part in (before[0], after[1]))
    is_hours = before.start() > 0 and timed(match.string, before.start(), before.start())
    return first == 0 or is_hours or first <= last <= _WIDEST * first


def dash_in_words(match: "re.Match[str]", to: str) -> str:
    """The dash of a match between two figures: `to` in a range, a pause in a reference."""
    return to if is_range(match) else ","


def stretch(names: Mapping[str, str], to: str, also: str) -> Rule:
    """A rule for two of `names`, short forms and what is said for them, joined by a dash, a slash, `&` or a word."""
    name = any_of(names)

    def read(match: "re.Match[str]") -> Iterator[Said]:
        sign = match["joint"].strip()
        yield match.start("first"), names[match["first"]]
        yield match.start("joint"), to if sign in _DASHES else sign if sign.isalpha() else also
        ends = match[0].endswith(".") and ENDS_TEXT.match(match.string, match.end())
        yield match.start("last"), names[match["last"]] + ("." if ends else "")

    joint = rf"\s?[-–—&/]\s?|\s(?:{to}|{also}|u\.|au|al|y|et|a|e)\s"
    return rule(rf"(?<!\w)(?P<first>{name})\.?(?P<joint>{joint})(?P<last>{name})(?!\w)\.?(?!\w)", read)


def between_sums(to: str, units: Iterable[str]) -> tuple[Rule, ...]:
    """Rules for a dash after a figure with a sign, `k` or one of `units` that follows the next figure, too."""
    unit = any_of(dict.fromkeys(units))
    ends = re.compile(rf"\d\s?(?P<unit>{unit})$")

    def same(match: "re.Match[str]") -> str:
        end = ends.search(match.string, 0, match.start())
        again = end and re.compile(rf"[\d.,]+\s?{re.escape(end['unit'])}(?!\w)").match(match.string, match.end())
        return to if again else ""

    return (
        rule(rf"(?:(?<=[{_SIGNS}])|(?<=[{_SIGNS}] ))[-–—](?=\s?[€$£]?\d)", whole(lambda _: to)),
        rule(r"(?:(?<=\d[kK])|(?<=\d[kK] )|(?<=\d['’′]))[-–—](?=\s?\d)", whole(lambda _: to)),
        rule(r"(?<=[^\W\d_])\s?[-–—]\s?(?=\d)", whole(same)),
    )
