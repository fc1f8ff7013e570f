"""Dates, days of the week and times of day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.context import Context
from vidx.speech.hints import by_month, dated, rated, timed
from vidx.speech.locales.en.numbers import cardinal, ordinal, year
from vidx.speech.reading import Rule, Said, guess, rule, whole
from vidx.speech.stretches import stretch
from vidx.speech.written import END, START, YEAR, full_year

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
_NO_DATES: Final = frozenset({(16, 10), (18, 10), (24, 7)})
"""Formats of screens, steels, and all the week."""
_SHARE_OF: Final = re.compile(r"\s(?!(?:at|from|to|and|or|only|until|till|after|before)\b)[a-z]")
_BY: Final = "by app|by appointment|only|mornings?|afternoons?|evenings?|nights?|by appt"


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


def _american(match: "re.Match[str]") -> str:
    """Month first, unless only the other order makes a date."""
    first, second, in_year = int(match["a"]), int(match["b"]), full_year(match["y"])
    return _date(second, first, in_year) or _date(first, second, in_year)


@dataclass(frozen=True)
class _Order:
    """Readers of dates in figures whose order is known from the advert's country, from words, or from the figures."""

    month_first: bool | None

    def full(self, match: "re.Match[str]") -> str:
        """With a year; points are the continent's, which puts the day first."""
        first, second, in_year = int(match["a"]), int(match["b"]), full_year(match["y"])
        month_first = False if match["by"] == "." else self.month_first
        if month_first is None and max(first, second) <= _MONTHS_A_YEAR and first != second:
            return ""
        month, day = (first, second) if month_first else (second, first)
        return _date(day, month, in_year) or _date(month, day, in_year)

    def short(self, match: "re.Match[str]") -> str:
        """Without a year: after a word of dates; `31/12` also alone."""
        text, (start, end) = match.string, match.span()
        first, second = int(match["a"]), int(match["b"])
        if by_month(text, start):
            return _month_of(first, full_year(match["b"])) if len(match["b"]) > 1 else ""
        if dated(text, start):
            return "" if _SHARE_OF.match(text, end) and first < second else self._after_word(first, second)
        late = _MONTHS_A_YEAR < first <= _DAYS_A_MONTH and len(match["b"]) > 1 and not rated(text, start, end)
        return _day(first, second) if late and (first, second) not in _NO_DATES else ""

    def _after_word(self, first: int, second: int) -> str:
        """The only date that it can be: by the figures, else by the country."""
        if second > _MONTHS_A_YEAR and self.month_first is False:
            return _month_of(first, full_year(str(second)))
        if first <= _MONTHS_A_YEAR >= second and self.month_first is None:
            return ""
        day_first = first > _MONTHS_A_YEAR or (second <= _MONTHS_A_YEAR and not self.month_first)
        return _day(first, second) if day_first else _day(second, first)


def _day(day: int, month: int) -> str:
    valid = 1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH
    return f"{MONTHS[month - 1]} {ordinal(day)}" if valid else ""


def _month_of(month: int, in_year: int) -> str:
    return f"{MONTHS[month - 1]} {year(in_year)}" if 1 <= month <= _MONTHS_A_YEAR else ""


def _month_year(match: "re.Match[str]") -> str:
    return _month_of(int(match["m"]), full_year(match["y"]))


def _known_time(match: "re.Match[str]") -> str:
    """Figures with a colon where words or their unit make them a time of day, and on the hour, which is no ratio."""
    text, (start, end) = match.string, match.span()
    known = match[0].endswith("h") or timed(text, start, end) or (match["m"] == "00" and match["h"] != "1")
    return _time(match) if known else ""


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


def _likely_day(match: "re.Match[str]") -> str:
    """A day in American order after a word of dates, where the advert's country is not known."""
    text, (start, end) = match.string, match.span()
    return _day(int(match["b"]), int(match["a"])) if dated(text, start) and not _SHARE_OF.match(text, end) else ""


def _weekdays(_match: "re.Match[str]") -> str:
    return "Monday to Friday"


_LIKELY_SCALES: Final = re.compile(r"\s(?:scale|model|diecast|kit)\b")


def _likely_time(match: "re.Match[str]") -> str:
    return "" if _LIKELY_SCALES.match(match.string, match.end()) else _time(match)


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for dates and times; the country of the advert tells the order of a day and a month."""
    order = _Order(context.month_first)
    full = rf"{START}(?P<a>\d\d?)(?P<by>[/.-])(?P<b>\d\d?)(?P=by)(?P<y>{YEAR}){END}"
    slashed = rf"{START}(?P<a>\d\d?)(?P<by>/)(?P<b>\d\d?)/(?P<y>\d\d){END}(?!/)"
    return (
        rule(rf"{START}(?P<y>{YEAR})(?P<by>[-/.])(?P<m>\d\d)(?P=by)(?P<d>\d\d){END}", whole(_iso)),
        rule(full, whole(order.full)),
        rule(slashed, whole(order.full)),
        guess(full, whole(_american)),
        guess(slashed, whole(_american)),
        rule(rf"{START}(?P<a>\d\d)(?P<by>\.)(?P<b>\d\d)\.(?P<y>\d\d){END}", whole(order.full)),
        rule(rf"{START}(?P<a>\d\d?)/(?P<b>\d\d?){END}(?!/)", whole(order.short)),
        guess(rf"{START}(?P<a>\d\d?)/(?P<b>\d\d?){END}(?!/)", whole(_likely_day)),
        *_RULES,
    )


_RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{START}(?P<a>{YEAR})/(?P<b>{YEAR}){END}", whole(lambda m: f"{year(int(m['a']))} {year(int(m['b']))}")),
    rule(rf"{START}(?P<m>\d\d?)/(?P<y>{YEAR}){END}", whole(_month_year)),
    guess(rf"{START}(?P<m>0[1-9])/(?P<y>1[3-9]|[23]\d){END}(?!/)", whole(_month_year)),
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
    rule(
        rf"(?<!\w)(?:Mon|Tue|Tues|Wed|Weds|Thur?s?|Fri|Sat(?= by)|Sun(?= by))\b\.?(?=\s(?:{_BY})\b)", whole(_day_name)
    ),
    rule(rf"(?<!\w){_DAY_NAME}(?=\s(?:after|before|from|at|until|till)\s\d)", whole(_day_name)),
    rule(
        r"(?:(?<=[Oo]pen )|(?<=[Cc]all )|(?<=[Tt]ext )|(?<=[Hh]ours )|(?<=[Hh]ours: )|(?<=available ))"
        r"M\s?[-–]\s?F(?![\w/])",
        whole(_weekdays),
    ),
    rule(
        r"(?<![\w/])M\s?[-–]\s?F"
        r"(?=,?\s(?:\d\d?(?::\d\d)?\s?(?:[-–]|[ap]\.?m)|only\b|by app|after \d|before \d))",
        whole(_weekdays),
    ),
    rule(rf"(?<!\w){_DAY_NAME}(?=,?\s(?:{_DAY}\s(?:of\s)?)?{_MONTH}\b|,?\s{_HOUR})", whole(_day_name)),
    rule(
        r"(?<![\w:.,])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[aApP](?:\.[mM]\.|[mM]))(?!\w)",
        whole(_time),
    ),
    rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?:\s?h(?!\w))?(?![\w:])", whole(_known_time)),
    guess(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?![\w:])", whole(_likely_time)),
    rule(r"(?<![\w:])24:00(?:\s?h)?(?![\w:])", whole(lambda _: "midnight")),
    rule(
        r"(?:(?<=[aApP][mM])|(?<=[aApP][mM] )|"
        r"(?<=\d:\d\d)|(?<=\d:\d\d )|(?<=\d:\d\dh)|(?<=\d:\d\dh )|(?<=\b[Nn]oon)|(?<=night))[-–—](?=\s?\d)",
        whole(lambda _: "to"),
    ),
)
