"""Rules for ranges: `Mon-Fri`, `Jan–Mar`, `Sat & Sun`, `50€-70€`, `5 km - 10 km`, `10k-15k`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from vidx.speech.abbreviations import TEXT_END, any_of
from vidx.speech.context_words import is_time_of_day
from vidx.speech.rules import Rule, Verbalization, rule

_DASHES: Final = ("-", "–", "—")
_HEIGHT: Final = re.compile(r"\dm\d\d\s?$")
"""A height such as `1m75`."""
_MAX_RATIO: Final = 25
"""Largest ratio of the last number of a range to its first."""
_SYMBOLS_AFTER_NUMBERS: Final = r"€£$¥₹%°\"″”"


def is_range(match: "re.Match[str]") -> bool:
    """Whether the dash of a match (its group `separator`) joins the ends of a range.

    The numbers of a range ascend and are of one magnitude; those of a reference (`12-456`) need not.
    """
    before = re.search(r"\d+(?:[.,]\d+)*\D{0,6}$", match.string[: match.start("separator")])
    after = re.match(r"\D{0,4}(\d+(?:[.,]\d+)*)", match.string[match.end("separator") :])
    if not before or not after or _HEIGHT.search(match.string, 0, match.start("separator")):
        return True
    first, last = (int(re.sub(r"\D.*|[.,]", "", part)) for part in (before[0], after[1]))
    is_hours = before.start() > 0 and is_time_of_day(match.string, before.start(), before.start())
    return first == 0 or is_hours or first <= last <= _MAX_RATIO * first


def verbalize_dash(match: "re.Match[str]", to: str) -> str:
    """The dash of a match between two numbers: `to` in a range, a comma (a pause) in a reference."""
    return to if is_range(match) else ","


def range_of_names(names: Mapping[str, str], to: str, also: str) -> Rule:
    """A rule for two names of days or months with a dash, a slash, `&` or a word between them.

    Args:
        names: full names by abbreviation.
        to: the word for a dash.
        also: the word for `&`.
    """
    name = any_of(names)

    def words(match: "re.Match[str]") -> Iterator[Verbalization]:
        separator = match["separator"].strip()
        yield match.start("first"), names[match["first"]]
        yield match.start("separator"), to if separator in _DASHES else separator if separator.isalpha() else also
        is_full_stop = match[0].endswith(".") and TEXT_END.match(match.string, match.end())
        yield match.start("last"), names[match["last"]] + ("." if is_full_stop else "")

    separator = rf"\s?[-–—&/]\s?|\s(?:{to}|{also}|u\.|au|al|y|et|a|e)\s"
    return rule(rf"(?<!\w)(?P<first>{name})\.?(?P<separator>{separator})(?P<last>{name})(?!\w)\.?(?!\w)", words)


def amount_ranges(to: str, units: Iterable[str]) -> tuple[Rule, ...]:
    """Rules for a dash between two amounts, each with its own symbol, `k` or one of `units`: `5 km - 10 km`."""
    unit = any_of(dict.fromkeys(units))
    unit_before = re.compile(rf"\d\s?(?P<unit>{unit})$")

    def same_unit(match: "re.Match[str]") -> str:
        before = unit_before.search(match.string, 0, match.start())
        is_same = before and re.compile(rf"[\d.,]+\s?{re.escape(before['unit'])}(?!\w)").match(
            match.string, match.end()
        )
        return to if is_same else ""

    return (
        # 50€-70€ → to
        rule(rf"(?:(?<=[{_SYMBOLS_AFTER_NUMBERS}])|(?<=[{_SYMBOLS_AFTER_NUMBERS}] ))[-–—](?=\s?[€$£]?\d)", to),
        # 10k-15k → to
        rule(r"(?:(?<=\d[kK])|(?<=\d[kK] )|(?<=\d['’′]))[-–—](?=\s?\d)", to),
        # 5kg-10kg → to
        rule(r"(?<=[^\W\d_])\s?[-–—]\s?(?=\d)", same_unit),
    )
