"""Rules for dates, days of the week and times of day: `5/26/2024`, `12 May`, `Mon-Fri`, `10:30am`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.context import Context
from vidx.speech.context_words import announces_date, announces_month, is_score, is_time_of_day
from vidx.speech.locales.en.numbers import cardinal, ordinal, year
from vidx.speech.patterns import NUMBER_END, NUMBER_START, YEAR, full_year
from vidx.speech.ranges import range_of_names
from vidx.speech.rules import Rule, Verbalization, ambiguous_rule, rule

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS_BY_ABBREVIATION: Final = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
"""Months by abbreviation in lower case."""
_MONTH_ABBREVIATION: Final = "|".join(
    short.capitalize() for short in sorted(_MONTHS_BY_ABBREVIATION, key=len, reverse=True)
)
"""Pattern of the abbreviations, capitalized."""
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{_MONTH_ABBREVIATION})\.?)"
"""Pattern of a month or its abbreviation."""
_WEEKDAYS_BY_ABBREVIATION: Final = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
"""Days of the week by abbreviation."""
_DAY_NAME: Final = rf"(?:{'|'.join(sorted(_WEEKDAYS_BY_ABBREVIATION, key=len, reverse=True))})\b\.?"
"""Pattern of the abbreviation of a day."""
_DAY: Final = r"[0-3]?\d(?:st|nd|rd|th)?"
"""A day of the month."""
_DASH: Final = r"\s?[-–—]\s?"
_TIME_OR_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}(?::\d\d)?\s?[aApP]\.?[mM]|\d{1,2}:\d\d|\d\d?[-–/]\d)"
"""What shows that the abbreviation before it is a day: an ordinal, a time, a date in digits."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_LAST_DIGIT: Final = 9
_RATIOS: Final = frozenset({(16, 10), (18, 10), (24, 7)})
"""Ratios that look like a day and a month: of screens, of steel, of opening hours (`24/7`)."""
_PART_OF_AFTER: Final = re.compile(r"\s(?!(?:at|from|to|and|or|only|until|till|after|before)\b)[a-z]")
"""A word after a fraction that shows that it is no date: `3/4 full`."""
_OPENING_HOURS: Final = "by app|by appointment|only|mornings?|afternoons?|evenings?|nights?|by appt"
"""Words after a day of opening hours."""


def _month(name: str) -> str:
    """The full name of a month or its abbreviation."""
    return _MONTHS_BY_ABBREVIATION.get(name.rstrip(".").lower(), name)


def _day_ordinal(day: str) -> str:
    """`3rd` → third."""
    return ordinal(int(re.sub(r"\D", "", day)))


def _day_month(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`12 May 2024`, `3-5 May`, `May 12, 2024` or `May 3-5`; every part is a span of its own."""
    day_first = match.start("day") < match.start("month")
    yield match.start("day"), _day_ordinal(match["day"])
    if match["last"]:
        yield match.start("dash"), "to"
        yield match.start("last"), _day_ordinal(match["last"])
    yield match.start("month"), f"{'of ' if day_first else ''}{_month(match['month'])}"
    if match["year"]:
        yield match.start("year"), year(int(match["year"]))


def _date(day: int, month: int, year_number: int) -> str:
    """5, 26, 2024 → May twenty-sixth, twenty twenty-four; empty where the numbers are no date."""
    if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH):
        return ""
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(year_number)}"


def _iso(match: "re.Match[str]") -> str:
    """`2024-05-12`."""
    return _date(int(match["d"]), int(match["m"]), int(match["y"]))


def _american(match: "re.Match[str]") -> str:
    """Month first, unless only the other order makes a date."""
    first, second, year_number = int(match["a"]), int(match["b"]), full_year(match["y"])
    return _date(second, first, year_number) or _date(first, second, year_number)


@dataclass(frozen=True)
class _NumericDates:
    """Verbalizers of dates in digits, whose order the advert's country, words or the digits themselves show.

    Attributes:
        month_first: whether the country writes the month first; None where it is not known.
    """

    month_first: bool | None

    def with_year(self, match: "re.Match[str]") -> str:
        """A date with a year. With points the day is first, as in continental Europe."""
        first, second, year_number = int(match["a"]), int(match["b"]), full_year(match["y"])
        month_first = False if match["separator"] == "." else self.month_first
        if month_first is None and max(first, second) <= _MONTHS_A_YEAR and first != second:
            return ""
        month, day = (first, second) if month_first else (second, first)
        return _date(day, month, year_number) or _date(month, day, year_number)

    def without_year(self, match: "re.Match[str]") -> str:
        """A date without a year, after a word of dates; `31/12` also without such a word."""
        text, (start, end) = match.string, match.span()
        first, second = int(match["a"]), int(match["b"])
        if announces_month(text, start):
            return _month_of(first, full_year(match["b"])) if len(match["b"]) > 1 else ""
        if announces_date(text, start):
            return "" if _PART_OF_AFTER.match(text, end) and first < second else self._after_word(first, second)
        is_late_day = _MONTHS_A_YEAR < first <= _DAYS_A_MONTH and len(match["b"]) > 1 and not is_score(text, start, end)
        return _day(first, second) if is_late_day and (first, second) not in _RATIOS else ""

    def _after_word(self, first: int, second: int) -> str:
        """The date by its digits, where they allow only one, else by the country; empty where neither decides."""
        if second > _MONTHS_A_YEAR and self.month_first is False:
            return _month_of(first, full_year(str(second)))
        if first <= _MONTHS_A_YEAR >= second and self.month_first is None:
            return ""
        day_first = first > _MONTHS_A_YEAR or (second <= _MONTHS_A_YEAR and not self.month_first)
        return _day(first, second) if day_first else _day(second, first)


def _day(day: int, month: int) -> str:
    """`31/12` → December thirty-first; empty where the numbers are no date."""
    valid = 1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH
    return f"{MONTHS[month - 1]} {ordinal(day)}" if valid else ""


def _month_of(month: int, year_number: int) -> str:
    """5, 2026 → May twenty twenty-six; empty where the number is no month."""
    return f"{MONTHS[month - 1]} {year(year_number)}" if 1 <= month <= _MONTHS_A_YEAR else ""


def _month_year(match: "re.Match[str]") -> str:
    """`05/2026`."""
    return _month_of(int(match["m"]), full_year(match["y"]))


def _known_time(match: "re.Match[str]") -> str:
    """Digits with a colon, where words or a unit show a time of day, or on the hour, which no ratio is."""
    text, (start, end) = match.string, match.span()
    is_known = match[0].endswith("h") or is_time_of_day(text, start, end) or (match["m"] == "00" and match["h"] != "1")
    return _time(match) if is_known else ""


def _month_of_year(match: "re.Match[str]") -> str:
    """`2024-05` → May 2024. `2005-06` is a range of years, since it ascends."""
    return _month_year(match) if int(match["m"]) <= int(match["y"]) % 100 else ""


def _time(match: "re.Match[str]") -> str:
    """`10:30am` → ten thirty A M."""
    hour, minutes, half = int(match["h"]), match["m"], (match["half"] or "").lower().replace(".", "")
    words = cardinal(hour)
    if minutes and int(minutes):
        words += f" {'oh ' if int(minutes) <= _LAST_DIGIT else ''}{cardinal(int(minutes))}"
    elif not half:
        words += " o'clock"
    return f"{words} {' '.join(half.upper())}".strip()


def _day_name(match: "re.Match[str]") -> str:
    """`Mon.` → Monday."""
    return _WEEKDAYS_BY_ABBREVIATION[match[0].rstrip(".")]


def _likely_day(match: "re.Match[str]") -> str:
    """A date in American order after a word of dates, where the advert's country is not known."""
    text, (start, end) = match.string, match.span()
    return (
        _day(int(match["b"]), int(match["a"]))
        if announces_date(text, start) and not _PART_OF_AFTER.match(text, end)
        else ""
    )


def _weekdays(_match: "re.Match[str]") -> str:
    """`M-F`."""
    return "Monday to Friday"


_MODEL_SCALE_AFTER: Final = re.compile(r"\s(?:scale|model|diecast|kit)\b")
"""Words after the scale of a model: `1:18 diecast`."""


def _likely_time(match: "re.Match[str]") -> str:
    """A time of day, unless the scale of a model is likelier (`1:18 diecast`)."""
    return "" if _MODEL_SCALE_AFTER.match(match.string, match.end()) else _time(match)


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for dates and times. The country of the advert tells the order of day and month."""
    numeric = _NumericDates(context.month_first)
    with_year = rf"{NUMBER_START}(?P<a>\d\d?)(?P<separator>[/.-])(?P<b>\d\d?)(?P=separator)(?P<y>{YEAR}){NUMBER_END}"
    with_short_year = rf"{NUMBER_START}(?P<a>\d\d?)(?P<separator>/)(?P<b>\d\d?)/(?P<y>\d\d){NUMBER_END}(?!/)"
    return (
        # 2021/05/06 → May sixth, twenty twenty-one
        rule(rf"{NUMBER_START}(?P<y>{YEAR})(?P<separator>[-/.])(?P<m>\d\d)(?P=separator)(?P<d>\d\d){NUMBER_END}", _iso),
        # 12.5.1990 → May twelfth, nineteen ninety
        rule(with_year, numeric.with_year),
        # 14/06/25 → June fourteenth, twenty twenty-five
        rule(with_short_year, numeric.with_year),
        # 06/07/2024 → June seventh, twenty twenty-four
        ambiguous_rule(with_year, _american),
        # 06/07/24 → June seventh, twenty twenty-four
        ambiguous_rule(with_short_year, _american),
        # 14.06.25 → June fourteenth, twenty twenty-five
        rule(rf"{NUMBER_START}(?P<a>\d\d)(?P<separator>\.)(?P<b>\d\d)\.(?P<y>\d\d){NUMBER_END}", numeric.with_year),
        # ends 15/08 → August fifteenth
        rule(rf"{NUMBER_START}(?P<a>\d\d?)/(?P<b>\d\d?){NUMBER_END}(?!/)", numeric.without_year),
        # by 3/4 → March fourth
        ambiguous_rule(rf"{NUMBER_START}(?P<a>\d\d?)/(?P<b>\d\d?){NUMBER_END}(?!/)", _likely_day),
        *_RULES,
    )


_RULES: Final[tuple[Rule, ...]] = (
    # 1999/2000 → nineteen ninety-nine two thousand
    rule(
        rf"{NUMBER_START}(?P<a>{YEAR})/(?P<b>{YEAR}){NUMBER_END}", lambda m: f"{year(int(m['a']))} {year(int(m['b']))}"
    ),
    # 05/2026 → May twenty twenty-six
    rule(rf"{NUMBER_START}(?P<m>\d\d?)/(?P<y>{YEAR}){NUMBER_END}", _month_year),
    # 05/26 → May twenty twenty-six
    ambiguous_rule(rf"{NUMBER_START}(?P<m>0[1-9])/(?P<y>1[3-9]|[23]\d){NUMBER_END}(?!/)", _month_year),
    # 2024-05 → May twenty twenty-four
    rule(rf"{NUMBER_START}(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2]){NUMBER_END}(?!-)", _month_of_year),
    # 1st Feb → first of February
    rule(
        rf"{NUMBER_START}(?P<day>{_DAY})(?:(?P<dash>{_DASH})(?P<last>{_DAY}))?\s(?:of\s)?(?P<month>{_MONTH})"
        rf"(?:,?\s(?P<year>{YEAR}){NUMBER_END})?(?!\w)",
        _day_month,
    ),
    # May 3-5 → May third to fifth
    rule(
        rf"(?<!\w)(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:(?P<dash>{_DASH})(?P<last>{_DAY})(?!\s?[%€$£]))?{NUMBER_END}"
        rf"(?:,?\s(?P<year>{YEAR}){NUMBER_END})?",
        _day_month,
    ),
    range_of_names(
        {short.capitalize(): month for short, month in _MONTHS_BY_ABBREVIATION.items()} | {m: m for m in MONTHS},
        "to",
        "and",
    ),
    range_of_names(_WEEKDAYS_BY_ABBREVIATION | {day: day for day in WEEKDAYS}, "to", "and"),
    # Dec 2022 → December
    rule(rf"(?<!\w)(?:{_MONTH_ABBREVIATION})\b\.?(?=\s(?:{YEAR}|['’]\d\d)\b)", lambda m: _month(m[0])),
    # Mon by appt. → Monday
    rule(
        rf"(?<!\w)(?:Mon|Tue|Tues|Wed|Weds|Thur?s?|Fri|Sat(?= by)|Sun(?= by))\b\.?(?=\s(?:{_OPENING_HOURS})\b)",
        _day_name,
    ),
    # Sat after 5 → Saturday
    rule(rf"(?<!\w){_DAY_NAME}(?=\s(?:after|before|from|at|until|till)\s\d)", _day_name),
    # Call M-F → Monday to Friday
    rule(
        r"(?:(?<=[Oo]pen )|(?<=[Cc]all )|(?<=[Tt]ext )|(?<=[Hh]ours )|(?<=[Hh]ours: )|(?<=available ))"
        r"M\s?[-–]\s?F(?![\w/])",
        _weekdays,
    ),
    # M-F 9-5 → Monday to Friday
    rule(
        r"(?<![\w/])M\s?[-–]\s?F"
        r"(?=,?\s(?:\d\d?(?::\d\d)?\s?(?:[-–]|[ap]\.?m)|only\b|by app|after \d|before \d))",
        _weekdays,
    ),
    # Fri 5pm → Friday
    rule(rf"(?<!\w){_DAY_NAME}(?=,?\s(?:{_DAY}\s(?:of\s)?)?{_MONTH}\b|,?\s{_TIME_OR_DAY})", _day_name),
    # 10am → ten A M
    rule(
        r"(?<![\w:.,])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[aApP](?:\.[mM]\.|[mM]))(?!\w)",
        _time,
    ),
    # at 9:00 → nine o'clock
    rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?:\s?h(?!\w))?(?![\w:])", _known_time),
    # 1:15 → one fifteen
    ambiguous_rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<half>)(?![\w:])", _likely_time),
    # 24:00 → midnight
    rule(r"(?<![\w:])24:00(?:\s?h)?(?![\w:])", "midnight"),
    # 9:00-17:30 → to
    rule(
        r"(?:(?<=[aApP][mM])|(?<=[aApP][mM] )|"
        r"(?<=\d:\d\d)|(?<=\d:\d\d )|(?<=\d:\d\dh)|(?<=\d:\d\dh )|(?<=\b[Nn]oon)|(?<=night))[-–—](?=\s?\d)",
        "to",
    ),
)
