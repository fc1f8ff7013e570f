"""Dates, years, decades and times of day."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.spoken.english.numbers import cardinal, ordinal, year
from vidx.spoken.english.units import UNIT_AHEAD
from vidx.spoken.reading import Rule, Said, rule, whole
from vidx.spoken.written import END, START

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT: Final = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(short.capitalize() for short in _SHORT)})\.?)"
_YEAR: Final = r"(?:1[89]|20)\d\d"
_TENS: Final = {
    "00": "two thousands", "10": "tens", "20": "twenties", "30": "thirties", "40": "forties",
    "50": "fifties", "60": "sixties", "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_LAST_DIGIT: Final = 9


def _month(name: str) -> str:
    return _SHORT.get(name.rstrip(".").lower(), name)


def _day_month(match: "re.Match[str]") -> Iterator[Said]:
    """`12 May 2024` or `May 12, 2024`, each part where it stands."""
    yield match.start("day"), ordinal(int(match["day"]))
    yield match.start("month"), _month(match["month"])
    if match["year"]:
        yield match.start("year"), year(int(match["year"]))


def _date(day: int, month: int, full_year: int) -> str:
    if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH):
        return ""
    return f"{MONTHS[month - 1]} {ordinal(day)} {year(full_year)}"


def _iso(match: "re.Match[str]") -> str:
    return _date(int(match["d"]), int(match["m"]), int(match["y"]))


def _slashed(match: "re.Match[str]") -> str:
    """American order unless only the other makes a date."""
    first, second, full_year = int(match["a"]), int(match["b"]), int(match["y"])
    return _date(second, first, full_year) or _date(first, second, full_year)


def _month_year(match: "re.Match[str]") -> str:
    month = int(match["m"])
    return f"{MONTHS[month - 1]} {year(int(match['y']))}" if 1 <= month <= _MONTHS_A_YEAR else ""


def _decade(match: "re.Match[str]") -> str:
    century, tens = match["century"], match["tens"]
    if tens == "00":
        return "two thousands" if century in {"", "20"} else f"{cardinal(int(century))} hundreds"
    return f"{cardinal(int(century))} {_TENS[tens]}" if century else _TENS[tens]


def _time(match: "re.Match[str]") -> str:
    hour, minutes, half = int(match["h"]), match["m"], (match["half"] or "").lower().replace(".", "")
    spoken = cardinal(hour)
    if minutes and int(minutes):
        spoken += f" {'oh ' if int(minutes) <= _LAST_DIGIT else ''}{cardinal(int(minutes))}"
    elif not half:
        spoken += " o'clock"
    return f"{spoken} {' '.join(half.upper())}".strip()


def _years(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("from"), year(int(match["from"]))
    yield match.start("dash"), "to"
    yield match.start("to"), year(int(match["to"]))


RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{START}(?P<y>{_YEAR})(?P<by>[-/.])(?P<m>\d\d)(?P=by)(?P<d>\d\d){END}", whole(_iso)),
    rule(rf"{START}(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>{_YEAR}){END}", whole(_slashed)),
    rule(rf"{START}(?P<m>\d\d?)/(?P<y>{_YEAR}){END}", whole(_month_year)),
    rule(
        rf"{START}(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}){END})?(?!\w)",
        _day_month,
    ),
    rule(
        rf"(?<!\w)(?P<month>{_MONTH})\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?{END}(?:,?\s(?P<year>{_YEAR}){END})?",
        _day_month,
    ),
    rule(
        r"(?<![\w:])(?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d))?\s?(?P<half>[aApP](?:\.[mM]\.|[mM]))(?!\w)", whole(_time)
    ),
    rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?![\w:])", whole(_time)),
    rule(r"(?:(?<=[aApP][mM])|(?<=[aApP][mM] )|(?<=\d:\d\d)|(?<=\d:\d\d ))[-–—](?=\s?\d)", whole(lambda _: "to")),
    rule(r"(?<![\w.,])['’]?(?P<century>1[89]|20)(?P<tens>\d0)['’]?s(?!\w)", whole(_decade)),
    rule(
        r"(?:(?<![\w.,])['’]|(?<=\b[Tt]he )|(?<=ly )|(?<=late ))(?P<century>)(?P<tens>\d0)['’]?s(?!\w)", whole(_decade)
    ),
    rule(rf"{START}(?P<from>{_YEAR})\s?(?P<dash>[-–—])\s?(?P<to>{_YEAR}){END}(?!{UNIT_AHEAD})", _years),
    rule(rf"{START}(?P<y>{_YEAR}){END}(?!{UNIT_AHEAD})(?!\s?[-–x×/]\s?\d)", whole(lambda m: year(int(m["y"])))),
)
