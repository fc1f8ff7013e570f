"""Dates, days of the week and times of day."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.spoken.english.numbers import cardinal, ordinal, year
from vidx.spoken.reading import Rule, Said, rule, whole
from vidx.spoken.stretches import stretch
from vidx.spoken.written import END, START, YEAR, full_year

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT: Final = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
_SHORTS: Final = "|".join(short.capitalize() for short in sorted(_SHORT, key=len, reverse=True))
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{_SHORTS})\.?)"
_DAYS: Final = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
_DAY_NAME: Final = rf"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"[0-3]?\d(?:st|nd|rd|th)?"
_DASH: Final = r"\s?[-–—]\s?"
_HOUR: Final = r"(?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}(?::\d\d)?\s?[aApP]\.?[mM]|\d{1,2}:\d\d|\d\d?[-–/]\d)"
"""What tells that the word before is a day: an ordinal, a time, a date in figures."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_LAST_DIGIT: Final = 9


def _month(name: str) -> str:
    return _SHORT.get(name.rstrip(".").lower(), name)


def _nth(day: str) -> str:
    return ordinal(int(re.sub(r"\D", "", day)))


def _day_month(match: "re.Match[str]") -> Iterator[Said]:
    """`12 May 2024`, `3-5 May`, `May 12, 2024` or `May 3-5`, each part where it stands."""
    day_first = match.start("day") < match.start("month")
    yield match.start("day"), _nth(match["day"])
    if match["last"]:
        yield match.start("dash"), "to"
        yield match.start("last"), _nth(match["last"])
    yield match.start("month"), f"{'of ' if day_first else ''}{_month(match['month'])}"
    if match["year"]:
        yield match.start("year"), year(int(match["year"]))


def _date(day: int, month: int, in_year: int) -> str:
    if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH):
        return ""
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(in_year)}"


def _iso(match: "re.Match[str]") -> str:
    return _date(int(match["d"]), int(match["m"]), int(match["y"]))


def _slashed(match: "re.Match[str]") -> str:
    """American order, but with points the continent's, unless only the other makes a date."""
    first, second, in_year = int(match["a"]), int(match["b"]), full_year(match["y"])
    if match["by"] == ".":
        first, second = second, first
    return _date(second, first, in_year) or _date(first, second, in_year)


def _month_year(match: "re.Match[str]") -> str:
    month = int(match["m"])
    return f"{MONTHS[month - 1]} {year(full_year(match['y']))}" if 1 <= month <= _MONTHS_A_YEAR else ""


def _day_of_month(match: "re.Match[str]") -> str:
    return f"{MONTHS[int(match['m']) - 1]} {ordinal(int(match['d']))}"


def _month_of_year(match: "re.Match[str]") -> str:
    """`2024-05`; later years of the same century (`2005-06`) are a stretch of years."""
    return _month_year(match) if int(match["m"]) <= int(match["y"]) % 100 else ""


def _time(match: "re.Match[str]") -> str:
    hour, minutes, half = int(match["h"]), match["m"], (match["half"] or "").lower().replace(".", "")
    spoken = cardinal(hour)
    if minutes and int(minutes):
        spoken += f" {'oh ' if int(minutes) <= _LAST_DIGIT else ''}{cardinal(int(minutes))}"
    elif not half:
        spoken += " o'clock"
    return f"{spoken} {' '.join(half.upper())}".strip()


def _day_name(match: "re.Match[str]") -> str:
    return _DAYS[match[0].rstrip(".")]


RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{START}(?P<y>{YEAR})(?P<by>[-/.])(?P<m>\d\d)(?P=by)(?P<d>\d\d){END}", whole(_iso)),
    rule(rf"{START}(?P<a>\d\d?)(?P<by>[/.-])(?P<b>\d\d?)(?P=by)(?P<y>{YEAR}){END}", whole(_slashed)),
    rule(rf"{START}(?P<a>\d\d?)(?P<by>/)(?P<b>\d\d?)/(?P<y>\d\d){END}(?!/)", whole(_slashed)),
    rule(rf"{START}(?P<a>\d\d)(?P<by>\.)(?P<b>\d\d)\.(?P<y>\d\d){END}", whole(_slashed)),
    rule(rf"{START}(?P<a>{YEAR})/(?P<b>{YEAR}){END}", whole(lambda m: f"{year(int(m['a']))} {year(int(m['b']))}")),
    rule(rf"{START}(?P<m>\d\d?)/(?P<y>{YEAR}){END}", whole(_month_year)),
    rule(rf"{START}(?P<m>0[1-9])/(?P<y>[1-3]\d){END}(?!/)", whole(_month_year)),
    rule(rf"{START}(?P<d>1[3-9]|2\d|3[01])/(?P<m>0[1-9]){END}(?!/)", whole(_day_of_month)),
    rule(rf"{START}(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2]){END}(?!-)", whole(_month_of_year)),
    rule(
        rf"{START}(?P<day>{_DAY})(?:(?P<dash>{_DASH})(?P<last>{_DAY}))?\s(?:of\s)?(?P<month>{_MONTH})"
        rf"(?:,?\s(?P<year>{YEAR}){END})?(?!\w)",
        _day_month,
    ),
    rule(
        rf"(?<!\w)(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:(?P<dash>{_DASH})(?P<last>{_DAY})(?!\s?[%€$£]))?{END}"
        rf"(?:,?\s(?P<year>{YEAR}){END})?",
        _day_month,
    ),
    stretch({short.capitalize(): month for short, month in _SHORT.items()} | {m: m for m in MONTHS}, "to", "and"),
    stretch(_DAYS | {day: day for day in _DAYS.values()}, "to", "and"),
    rule(rf"(?<!\w)(?:{_SHORTS})\b\.?(?=\s(?:{YEAR}|['’]\d\d)\b)", whole(lambda m: _month(m[0]))),
    rule(rf"(?<!\w){_DAY_NAME}(?=,?\s(?:{_DAY}\s(?:of\s)?)?{_MONTH}\b|,?\s{_HOUR})", whole(_day_name)),
    rule(
        r"(?<![\w:.,])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[aApP](?:\.[mM]\.|[mM]))(?!\w)",
        whole(_time),
    ),
    rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?:\s?h(?!\w))?(?![\w:])", whole(_time)),
    rule(r"(?<![\w:])24:00(?:\s?h)?(?![\w:])", whole(lambda _: "midnight")),
    rule(
        r"(?:(?<=[aApP][mM])|(?<=[aApP][mM] )|"
        r"(?<=\d:\d\d)|(?<=\d:\d\d )|(?<=\d:\d\dh)|(?<=\d:\d\dh )|(?<=\b[Nn]oon)|(?<=night))[-–—](?=\s?\d)",
        whole(lambda _: "to"),
    ),
)
