"""Dates, years and times of day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.hints import by_month, dated, rated, timed
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, guess, rule, whole
from vidx.speech.stretches import stretch
from vidx.speech.written import END, START, YEAR, full_year

_BEFORE_DECADES: Final = ("los", "años", "les", "années", "anni", "gli", "os", "anos", "die", "der")
_HOURS: Final = r"\d\d?(?::\d\d|(?:[.:]\d\d)?\s?(?:[-–—]\s?\d\d?(?:[.:]\d\d)?\s?)?(?:Uhr|h)\b|h\d\d)"
"""Hours that tell a short day before them from anything else."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_NO_DATES: Final = frozenset({(16, 10), (18, 10), (24, 7)})
"""Formats of screens, steels, and all the week."""


_FROM: Final = "(?:ab|bis|von|um|gegen|nur|à|de|dès|à partir de|alle|dalle|às|das|a partir das|a las|de las|desde las)"


_SHARE_OF: Final = re.compile(r"\s(?:d[eu] (?:la|sa|son|l|prix)|del |de su|della )")
_ARTICLE: Final = re.compile(r"(?i)\b(?:au|le|du|al|el|il|dal|del|do|ao)\s$")
_DAY_AND_FROM: Final = re.compile(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|\w+tags?)\.?\s(?:ab|um|bis|gegen|von)\s$")


def _stop(match: "re.Match[str]") -> str:
    """The full stop that a short form's dot is, too, at the end of the text."""
    return "" if match.string[match.end() :].strip() else "."


@dataclass(frozen=True)
class Calendar:
    """Readers of dates in one language; `unit_ahead` matches where a unit follows, so that a figure is no year."""

    numbers: Numbers
    unit_ahead: str

    def rules(self) -> tuple[Rule, ...]:
        months = "|".join(self.numbers.lexicon.clock.months)
        return (
            rule(rf"{START}(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d){END}", whole(self._date)),
            rule(rf"{START}(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>{YEAR}){END}", whole(self._date)),
            rule(rf"{START}(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d\d){END}(?!/)", whole(self._date)),
            rule(rf"{START}(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d){END}(?!\s?[€$£])", whole(self._date)),
            rule(rf"{START}(?P<m>\d\d?)/(?P<y>{YEAR}){END}", whole(self._month_year)),
            rule(rf"{START}(?P<m>0[1-9]|1[0-2])\.(?P<y>{YEAR}){END}", whole(self._month_year)),
            rule(rf"{START}(?P<m>0?[1-9]|1[0-2])[/.](?P<y>\d\d){END}(?!/)", whole(self._known_month_year)),
            rule(rf"{START}(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2]){END}(?!/)", whole(self._known_day_month)),
            rule(rf"{START}(?P<m>0[1-9])/(?P<y>3[2-9]|[12]\d){END}(?!/)", whole(self._late_month_year)),
            guess(rf"{START}(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0[1-9]){END}(?!/)", whole(self._day_month)),
            *self._german(months),
            rule(rf"(?i){START}(?P<d>[0-3]?\d)(?:\.|er|º|°)?(?P<of>\sde)?\s(?=(?:{months})\b)", whole(self._day)),
            rule(
                r"(?<![\w:])(?P<h>[01]?\d|2[0-4])\s?[hH]\s?(?P<m>[0-5]\d)(?:\s(?:Uhr|h)\b)?(?![\w:])",
                whole(self._time),
            ),
            rule(
                r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?:\s?(?:Uhr|hs?|hrs)\b)?(?![\w:])",
                whole(self._known_time),
            ),
            guess(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\w:])", whole(self._time)),
            rule(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)\s?(?:Uhr|h)\b", whole(self._time)),
            rule(r"(?:(?<=\b[Oo]re )|(?<=\blas ))(?P<h>[01]?\d|2[0-4])[.,](?P<m>[0-5]\d)(?!\w)", whole(self._time)),
            *self._decades(),
            stretch(self._days(), self.numbers.lexicon.range_to, self.numbers.lexicon.symbols["&"]),
            rule(
                rf"(?<!\w)(?P<day>{any_of(self._days())})\.?(?=,?\s(?:{_FROM}\s)?(?:{_HOURS}|\d\d?\.?\s(?:{months})\b|\d\d?/\d\d?\b|\d\d?\.\d\d?\.))",
                whole(lambda m: self._days()[m["day"]]),
            ),
            *self._german_days(),
            rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-4])\s?Uhr\b(?P<m>)", whole(self._time)),
            rule(rf"{START}(?P<from>{YEAR})\s?(?P<dash>[-–—])\s?(?P<to>{YEAR}){END}(?!{self.unit_ahead})", self._years),
            rule(
                rf"{START}(?P<y>{YEAR}){END}(?!{self.unit_ahead})(?!\s?[-–x×/]\s?\d)",
                whole(lambda m: self.numbers.year(int(m["y"]))),
            ),
        )

    def _german(self, months: str) -> tuple[Rule, ...]:
        """Days that are ordinals: `am 3.5.`, `vom 1.-3. Mai`."""
        if not self.numbers.lexicon.clock.ordinal_days:
            return ()
        return (
            rule(
                rf"{START}(?P<d>[0-3]?\d)\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d)",
                whole(lambda m: self._day_month(m) + _stop(m) if self._day_month(m) else ""),
            ),
            rule(
                rf"{START}(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])(?![\w.]|,\d|\s?(?:[€$£%]|Uhr|h\b))"
                rf"(?!{self.unit_ahead})",
                whole(lambda m: self._day_month(m) if dated(m.string, m.start()) else ""),
            ),
            rule(rf"{START}(?P<d>[0-3]?\d)\.?(?P<dash>\s?[-–]\s?)(?=[0-3]?\d\.\s(?:{months})\b)", self._from_day),
        )

    def _german_days(self) -> tuple[Rule, ...]:
        """`Di.`, `am Fr.`, `Fr. Maier`, `Do. 14-18 h`: two letters that are a day, a woman, or hours after one."""
        if not self.numbers.lexicon.clock.ordinal_days:
            return ()
        days = self.numbers.lexicon.clock.days
        return (
            rule(r"(?<!\w)(?P<day>Mo|Di|Mi|Do|Sa)\.(?!\w)", whole(lambda m: days[m["day"]] + _stop(m))),
            rule(
                r"(?:(?<=\b[Aa]m )|(?<=\bjeden )|(?<=\bJeden )|(?<=\bbis )|(?<=\b[Aa]b ))"
                r"(?P<day>Fr|So)\.(?!\w|\s[A-ZÄÖÜ][a-zäöüß])",
                whole(lambda m: days[m["day"]] + _stop(m)),
            ),
            rule(r"(?<!\w)(?P<day>Fr|So)\.(?=,?\s\d\d?\.\s?\d\d?\.)", whole(lambda m: days[m["day"]])),
            rule(r"(?<!\w)KM(?=:?\s\d[\d.,]*\s?(?:€|EUR))", whole(lambda _: "Kaltmiete")),
            rule(r"(?<=[a-zäöüß] )o\.(?= [a-zäöüß])", whole(lambda _: "oder")),
            rule(r"(?<![\d²³] )(?<![\w.])m\.(?=\s[A-ZÄÖÜa-zäöüß\d])", whole(lambda _: "mit")),
            rule(r"(?<![\w.])f\.(?=\s[A-ZÄÖÜa-zäöüß\d])", whole(lambda _: "für")),
            rule(r"(?:(?<=warm)|(?<=kalt)|(?<=warm )|(?<=kalt ))/(?=\s?Monat)", whole(lambda _: "pro")),
            rule(
                r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4])(?P<m>)\s?h\b",
                whole(lambda m: self._time(m) if _DAY_AND_FROM.search(m.string, 0, m.start()) else ""),
            ),
            rule(r"(?<!\w)Fr\.(?=\s(?:Dr\.\s)?[A-ZÄÖÜ][a-zäöüß]{2})", whole(lambda _: "Frau")),
            rule(
                r"(?<![\w:.,])(?P<from>[01]?\d|2[0-4])(?P<dash>\s?[-–]\s?)(?P<h>[01]?\d|2[0-4])(?P<m>)\s?h\b",
                self._hours,
            ),
        )

    def _hours(self, match: "re.Match[str]") -> Iterator[Said]:
        """Hours of the day after a day or a word of time; elsewhere they are a duration."""
        if timed(match.string, match.start(), match.start()):
            yield match.start("from"), self.numbers.cardinal(int(match["from"]), self.numbers.lexicon.clock.hour)
            yield match.start("dash"), self.numbers.lexicon.range_to
            yield match.start("h"), self._time(match)

    def _decades(self) -> tuple[Rule, ...]:
        """`'90s`, `90's`, and `90s` after what stands before decades."""
        told = "".join(rf"|(?<=\b{word} )" for word in _BEFORE_DECADES)
        return (
            rule(r"(?<![\w.,])['’]?(?P<n>[1-9]0)['’]s(?!\w)", whole(self._tens)),
            rule(rf"(?:(?<![\w.,])['’]{told})(?P<n>[1-9]0)s(?!\w)", whole(self._tens)),
        )

    def _days(self) -> dict[str, str]:
        """Short names of days, also with a capital, and full ones."""
        days = self.numbers.lexicon.clock.days
        return {
            **days,
            **{short.capitalize(): day for short, day in days.items()},
            **{day: day for day in days.values()},
        }

    def _known_day_month(self, match: "re.Match[str]") -> str:
        """A day and a month where words announce a date, or where the figures can be nothing else (`31/12`)."""
        day, month = int(match["d"]), int(match["m"])
        late = day > _MONTHS_A_YEAR and len(match["m"]) > 1 and (day, month) not in _NO_DATES
        announced = dated(match.string, match.start()) and not _SHARE_OF.match(match.string, match.end())
        known = announced or (late and not rated(match.string, *match.span()))
        return self._day_month(match) if known else ""

    def _known_month_year(self, match: "re.Match[str]") -> str:
        """A month and a year after what is known by them, or after a word of dates where it cannot be a day."""
        before, text = match.start(), match.string
        known = by_month(text, before) or (
            dated(text, before)
            and not _ARTICLE.search(text, 0, before)
            and int(match["y"]) > _MONTHS_A_YEAR
            and "." not in match[0]
        )
        return self._month_year(match) if known else ""

    def _late_month_year(self, match: "re.Match[str]") -> str:
        """`05/26`: no day has such a month."""
        return self._month_year(match) if int(match["y"]) > _MONTHS_A_YEAR else ""

    def _known_time(self, match: "re.Match[str]") -> str:
        """A time of day where words or its unit say so, and on the hour, which is no ratio."""
        text, (start, end) = match.string, match.span()
        known = not match[0][-1].isdigit() or timed(text, start, end) or (match["m"] == "00" and match["h"] != "1")
        return self._time(match) if known else ""

    def _tens(self, match: "re.Match[str]") -> str:
        return self.numbers.cardinal(int(match["n"]))

    def _day_month(self, match: "re.Match[str]") -> str:
        if not 1 <= int(match["d"]) <= _DAYS_A_MONTH:
            return ""
        clock = self.numbers.lexicon.clock
        return f"{self._day_said(int(match['d']), match)}{clock.day_month}{clock.months[int(match['m']) - 1]}"

    def _from_day(self, match: "re.Match[str]") -> Iterator[Said]:
        yield match.start("d"), self._day_said(int(match["d"]), match)
        yield match.start("dash"), self.numbers.lexicon.range_to

    def _date(self, match: "re.Match[str]") -> str:
        day, month, clock = int(match["d"]), int(match["m"]), self.numbers.lexicon.clock
        if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH):
            return ""
        day_month = f"{self._day_said(day, match)}{clock.day_month}{clock.months[month - 1]}"
        return f"{day_month}{clock.month_year}{self._said_year(match)}"

    def _month_year(self, match: "re.Match[str]") -> str:
        month, clock = int(match["m"]), self.numbers.lexicon.clock
        if not 1 <= month <= _MONTHS_A_YEAR:
            return ""
        return f"{clock.months[month - 1]}{clock.month_year}{self._said_year(match)}"

    def _day(self, match: "re.Match[str]") -> str:
        return self._day_said(int(match["d"]), match) + (" de" if match["of"] else "") if int(match["d"]) else ""

    def _day_said(self, day: int, match: "re.Match[str]") -> str:
        """The first day where it is an ordinal, any day where they all are."""
        clock = self.numbers.lexicon.clock
        if clock.ordinal_days:
            return self.numbers.ordinal(day, clock.ordinal_days, match.string[: match.start()])
        return clock.first if day == 1 and clock.first else self.numbers.cardinal(day)

    def _said_year(self, match: "re.Match[str]") -> str:
        return self.numbers.year(full_year(match["y"]))

    def _time(self, match: "re.Match[str]") -> str:
        clock, many = self.numbers.lexicon.clock, "" if int(match["h"]) == 1 else "s"
        hours = self.numbers.cardinal(int(match["h"]), clock.hour)
        if not match["m"] or not int(match["m"]):
            return clock.hours.format(h=hours, s=many)
        return clock.half_past.format(h=hours, s=many, m=self.numbers.cardinal(int(match["m"])))

    def _years(self, match: "re.Match[str]") -> Iterator[Said]:
        yield match.start("from"), self.numbers.year(int(match["from"]))
        yield match.start("dash"), self.numbers.lexicon.range_to
        yield match.start("to"), self.numbers.year(int(match["to"]))
