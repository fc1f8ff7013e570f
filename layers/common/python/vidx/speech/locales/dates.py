"""Rules for dates, years, decades, days of the week and times of day: `12/05/2024`, `mar 5`, `Mo-Fr`, `10:30`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context_words import announces_date, announces_month, is_score, is_time_of_day
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import NUMBER_END, NUMBER_START, YEAR, full_year
from vidx.speech.ranges import range_of_names
from vidx.speech.rules import Rule, Verbalization, ambiguous_rule, rule

_WORDS_BEFORE_DECADES: Final = ("los", "años", "les", "années", "anni", "gli", "os", "anos", "die", "der")
"""Words after which `90s` is a decade."""
_TIMES: Final = r"\d\d?(?::\d\d|(?:[.:]\d\d)?\s?(?:[-–—]\s?\d\d?(?:[.:]\d\d)?\s?)?(?:Uhr|h)\b|h\d\d)"
"""Times that show that an abbreviation before them is a day."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_RATIOS: Final = frozenset({(16, 10), (18, 10), (24, 7)})
"""Ratios that look like a day and a month: of screens, of steel, of opening hours (`24/7`)."""
_TIME_PREPOSITIONS: Final = (
    "(?:ab|bis|von|um|gegen|nur|à|de|dès|à partir de|alle|dalle|às|das|a partir das|a las|de las|desde las)"
)
"""Pattern of prepositions between a day and a time."""
_PART_OF_AFTER: Final = re.compile(r"\s(?:d[eu] (?:la|sa|son|l|prix)|del |de su|della )")
"""A word after a fraction that shows that it is no date: `3/4 de la`."""
_ARTICLE_BEFORE: Final = re.compile(r"(?i)\b(?:au|le|du|al|el|il|dal|del|do|ao)\s$")
"""An article, after which digits are a day and a month rather than a month and a year."""
_DAY_AND_PREPOSITION: Final = re.compile(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|\w+tags?)\.?\s(?:ab|um|bis|gegen|von)\s$")
"""A German day and a preposition, after which a number of hours is a time."""


def _full_stop(match: "re.Match[str]") -> str:
    """A full stop at the end of the text, where the dot of an abbreviation ends the sentence as well."""
    return "" if match.string[match.end() :].strip() else "."


@dataclass(frozen=True)
class Dates:
    """Rules for dates in one language.

    Attributes:
        unit_ahead: pattern that matches before a unit, where a number is no year.
    """

    numbers: NumberVerbalizer
    unit_ahead: str

    def rules(self) -> tuple[Rule, ...]:
        months = "|".join(self.numbers.locale.date_words.months)
        return (
            # 2024-05-12 → doce de mayo de dos mil veinticuatro (es)
            rule(rf"{NUMBER_START}(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d){NUMBER_END}", self._date),
            # 5.3.2025 → cinque marzo duemilaventicinque (it)
            rule(rf"{NUMBER_START}(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>{YEAR}){NUMBER_END}", self._date),
            # 01/06/25 → primeiro de junho de dois mil e vinte e cinco (pt)
            rule(rf"{NUMBER_START}(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d\d){NUMBER_END}(?!/)", self._date),
            # ab 01.06.25 → ersten Juni zweitausendfünfundzwanzig (de)
            rule(rf"{NUMBER_START}(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d){NUMBER_END}(?!\s?[€$£])", self._date),
            # 06/2011 → Juni zweitausendelf (de)
            rule(rf"{NUMBER_START}(?P<m>\d\d?)/(?P<y>{YEAR}){NUMBER_END}", self._month_year),
            # 05.2026 → Mai zweitausendsechsundzwanzig (de)
            rule(rf"{NUMBER_START}(?P<m>0[1-9]|1[0-2])\.(?P<y>{YEAR}){NUMBER_END}", self._month_year),
            # EZ 05/09 → Mai zweitausendneun (de)
            rule(rf"{NUMBER_START}(?P<m>0?[1-9]|1[0-2])[/.](?P<y>\d\d){NUMBER_END}(?!/)", self._known_month_year),
            # le 03/11, 31/12 → trois novembre, trente et un décembre (fr)
            rule(
                rf"{NUMBER_START}(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2]){NUMBER_END}(?!/)",
                self._known_day_month,
            ),
            # 05/26 → mayo de dos mil veintiséis (es)
            rule(rf"{NUMBER_START}(?P<m>0[1-9])/(?P<y>3[2-9]|[12]\d){NUMBER_END}(?!/)", self._late_month_year),
            # 01/09 → primeiro de setembro (pt)
            ambiguous_rule(
                rf"{NUMBER_START}(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0[1-9]){NUMBER_END}(?!/)", self._day_month
            ),
            *self._ordinal_days(months),
            # 1º maggio → primo (it)
            rule(rf"(?i){NUMBER_START}(?P<d>[0-3]?\d)(?:\.|er|º|°)?(?P<of>\sde)?\s(?=(?:{months})\b)", self._day),
            # 18h30 → dezoito e trinta (pt)
            rule(
                r"(?<![\w:])(?P<h>[01]?\d|2[0-4])\s?[hH]\s?(?P<m>[0-5]\d)(?:\s(?:Uhr|h)\b)?(?![\w:])",
                self._time,
            ),
            # 20:00 Uhr → zwanzig Uhr (de)
            rule(
                r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?:\s?(?:Uhr|hs?|hrs)\b)?(?![\w:])",
                self._known_time,
            ),
            # 10:30 → diez y treinta (es)
            ambiguous_rule(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\w:])", self._time),
            # 9.30 Uhr → neun Uhr dreißig (de)
            rule(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)\s?(?:Uhr|h)\b", self._time),
            # ore 9,30 → nove e trenta (it)
            rule(r"(?:(?<=\b[Oo]re )|(?<=\blas ))(?P<h>[01]?\d|2[0-4])[.,](?P<m>[0-5]\d)(?!\w)", self._time),
            *self._decades(),
            range_of_names(self._day_names(), self.numbers.locale.range_word, self.numbers.locale.symbol_names["&"]),
            # sam 10h → samedi (fr)
            rule(
                rf"(?<!\w)(?P<day>{any_of(self._day_names())})\.?(?=,?\s(?:{_TIME_PREPOSITIONS}\s)?(?:{_TIMES}|\d\d?\.?\s(?:{months})\b|\d\d?/\d\d?\b|\d\d?\.\d\d?\.))",
                lambda m: self._day_names()[m["day"]],
            ),
            *self._german_abbreviations(),
            # 9 Uhr → neun Uhr (de)
            rule(r"(?<![\w:])(?P<h>[01]?\d|2[0-4])\s?Uhr\b(?P<m>)", self._time),
            # 2020–2023 → dos mil veinte a dos mil veintitrés (es)
            rule(
                rf"{NUMBER_START}(?P<from>{YEAR})\s?(?P<dash>[-–—])\s?(?P<to>{YEAR}){NUMBER_END}(?!{self.unit_ahead})",
                self._years,
            ),
            # 2011 → zweitausendelf (de)
            rule(
                rf"{NUMBER_START}(?P<y>{YEAR}){NUMBER_END}(?!{self.unit_ahead})(?!\s?[-–x×/]\s?\d)",
                lambda m: self.numbers.year(int(m["y"])),
            ),
        )

    def _ordinal_days(self, months: str) -> tuple[Rule, ...]:
        """German dates, whose days are ordinals: `am 3.5.`, `vom 1.-3. Mai`."""
        if not self.numbers.locale.date_words.ordinal_day_ending:
            return ()
        return (
            # am 13.06. → dreizehnten Juni (de)
            rule(
                rf"{NUMBER_START}(?P<d>[0-3]?\d)\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d)",
                lambda m: self._day_month(m) + _full_stop(m) if self._day_month(m) else "",
            ),
            # am 24.12 → am vierundzwanzigsten Dezember (de)
            rule(
                rf"{NUMBER_START}(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])(?![\w.]|,\d|\s?(?:[€$£%]|Uhr|h\b))"
                rf"(?!{self.unit_ahead})",
                lambda m: self._day_month(m) if announces_date(m.string, m.start()) else "",
            ),
            # vom 1.-3. Mai → vom ersten bis (de)
            rule(
                rf"{NUMBER_START}(?P<d>[0-3]?\d)\.?(?P<dash>\s?[-–]\s?)(?=[0-3]?\d\.\s(?:{months})\b)",
                self._first_day_of_range,
            ),
        )

    def _german_abbreviations(self) -> tuple[Rule, ...]:
        """German abbreviations that days and other words share: `am Fr.`, `Fr. Maier`, `Do. 14-18 h`, `m. Garantie`."""
        if not self.numbers.locale.date_words.ordinal_day_ending:
            return ()
        days = self.numbers.locale.date_words.weekdays
        return (
            # Di. → Dienstag (de)
            rule(r"(?<!\w)(?P<day>Mo|Di|Mi|Do|Sa)\.(?!\w)", lambda m: days[m["day"]] + _full_stop(m)),
            # am Fr. → Freitag (de)
            rule(
                r"(?:(?<=\b[Aa]m )|(?<=\bjeden )|(?<=\bJeden )|(?<=\bbis )|(?<=\b[Aa]b ))"
                r"(?P<day>Fr|So)\.(?!\w|\s[A-ZÄÖÜ][a-zäöüß])",
                lambda m: days[m["day"]] + _full_stop(m),
            ),
            # Fr., 24.12. → Freitag (de)
            rule(r"(?<!\w)(?P<day>Fr|So)\.(?=,?\s\d\d?\.\s?\d\d?\.)", lambda m: days[m["day"]]),
            # KM 690 € → Kaltmiete (de)
            rule(r"(?<!\w)KM(?=:?\s\d[\d.,]*\s?(?:€|EUR))", "Kaltmiete"),
            # mit o. ohne → oder (de)
            rule(r"(?<=[a-zäöüß] )o\.(?= [a-zäöüß])", "oder"),
            # m. Filter → mit (de)
            rule(r"(?<![\d²³] )(?<![\w.])m\.(?=\s[A-ZÄÖÜa-zäöüß\d])", "mit"),
            # f. 4 Personen → für (de)
            rule(r"(?<![\w.])f\.(?=\s[A-ZÄÖÜa-zäöüß\d])", "für"),
            # 690 € warm/Monat → pro (de)
            rule(r"(?:(?<=warm)|(?<=kalt)|(?<=warm )|(?<=kalt ))/(?=\s?Monat)", "pro"),
            # Sa ab 15 h → fünfzehn Uhr (de)
            rule(
                r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4])(?P<m>)\s?h\b",
                lambda m: self._time(m) if _DAY_AND_PREPOSITION.search(m.string, 0, m.start()) else "",
            ),
            # Fr. Maier → Frau (de)
            rule(r"(?<!\w)Fr\.(?=\s(?:Dr\.\s)?[A-ZÄÖÜ][a-zäöüß]{2})", "Frau"),
            # Do. 14-18 h → vierzehn bis achtzehn Uhr (de)
            rule(
                r"(?<![\w:.,])(?P<from>[01]?\d|2[0-4])(?P<dash>\s?[-–]\s?)(?P<h>[01]?\d|2[0-4])(?P<m>)\s?h\b",
                self._hour_range,
            ),
        )

    def _hour_range(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """A range of hours after a day or a word of time. Elsewhere it is a duration."""
        if is_time_of_day(match.string, match.start(), match.start()):
            yield (
                match.start("from"),
                self.numbers.cardinal(int(match["from"]), self.numbers.locale.date_words.hour_gender),
            )
            yield match.start("dash"), self.numbers.locale.range_word
            yield match.start("h"), self._time(match)

    def _decades(self) -> tuple[Rule, ...]:
        """`'90s`, `90's`, and `90s` after a word that stands before decades (`los 90s`)."""
        word_before = "".join(rf"|(?<=\b{word} )" for word in _WORDS_BEFORE_DECADES)
        return (
            # 90's → noventa (es)
            rule(r"(?<![\w.,])['’]?(?P<n>[1-9]0)['’]s(?!\w)", self._tens),
            # los 90s → los noventa (es)
            rule(rf"(?:(?<![\w.,])['’]{word_before})(?P<n>[1-9]0)s(?!\w)", self._tens),
        )

    def _day_names(self) -> dict[str, str]:
        """Days of the week by abbreviation, with and without a capital, and by full name."""
        days = self.numbers.locale.date_words.weekdays
        return {
            **days,
            **{short.capitalize(): day for short, day in days.items()},
            **{day: day for day in days.values()},
        }

    def _known_day_month(self, match: "re.Match[str]") -> str:
        """A day and a month where words announce a date, or where the digits can be nothing else (`31/12`)."""
        day, month = int(match["d"]), int(match["m"])
        is_late_day = day > _MONTHS_A_YEAR and len(match["m"]) > 1 and (day, month) not in _RATIOS
        is_date = announces_date(match.string, match.start()) and not _PART_OF_AFTER.match(match.string, match.end())
        is_known = is_date or (is_late_day and not is_score(match.string, *match.span()))
        return self._day_month(match) if is_known else ""

    def _known_month_year(self, match: "re.Match[str]") -> str:
        """A month and a year after words that announce them, or after a word of dates if they are no day and month."""
        before, text = match.start(), match.string
        is_known = announces_month(text, before) or (
            announces_date(text, before)
            and not _ARTICLE_BEFORE.search(text, 0, before)
            and int(match["y"]) > _MONTHS_A_YEAR
            and "." not in match[0]
        )
        return self._month_year(match) if is_known else ""

    def _late_month_year(self, match: "re.Match[str]") -> str:
        """`05/26`, which is no day and month."""
        return self._month_year(match) if int(match["y"]) > _MONTHS_A_YEAR else ""

    def _known_time(self, match: "re.Match[str]") -> str:
        """A time of day where words or a unit show it, or on the hour, which no ratio is."""
        text, (start, end) = match.string, match.span()
        is_known = (
            not match[0][-1].isdigit() or is_time_of_day(text, start, end) or (match["m"] == "00" and match["h"] != "1")
        )
        return self._time(match) if is_known else ""

    def _tens(self, match: "re.Match[str]") -> str:
        """`90s` → noventa."""
        return self.numbers.cardinal(int(match["n"]))

    def _day_month(self, match: "re.Match[str]") -> str:
        """`3/11` → trois novembre."""
        if not 1 <= int(match["d"]) <= _DAYS_A_MONTH:
            return ""
        date_words = self.numbers.locale.date_words
        day, month = self._day_words(int(match["d"]), match), date_words.months[int(match["m"]) - 1]
        return f"{day}{date_words.day_month_link}{month}"

    def _first_day_of_range(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`1.` of `vom 1.-3. Mai` → ersten bis."""
        yield match.start("d"), self._day_words(int(match["d"]), match)
        yield match.start("dash"), self.numbers.locale.range_word

    def _date(self, match: "re.Match[str]") -> str:
        """`12/05/2024` → doce de mayo de dos mil veinticuatro; empty where the digits are no date."""
        day, month, date_words = int(match["d"]), int(match["m"]), self.numbers.locale.date_words
        if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _DAYS_A_MONTH):
            return ""
        day_month = f"{self._day_words(day, match)}{date_words.day_month_link}{date_words.months[month - 1]}"
        return f"{day_month}{date_words.month_year_link}{self._year_words(match)}"

    def _month_year(self, match: "re.Match[str]") -> str:
        """`03/2019` → marzo de dos mil diecinueve."""
        month, date_words = int(match["m"]), self.numbers.locale.date_words
        if not 1 <= month <= _MONTHS_A_YEAR:
            return ""
        return f"{date_words.months[month - 1]}{date_words.month_year_link}{self._year_words(match)}"

    def _day(self, match: "re.Match[str]") -> str:
        """The day of `1 de mayo` → primero de."""
        return self._day_words(int(match["d"]), match) + (" de" if match["of"] else "") if int(match["d"]) else ""

    def _day_words(self, day: int, match: "re.Match[str]") -> str:
        """An ordinal for day 1, or for any day, as the language has it; else a cardinal."""
        date_words = self.numbers.locale.date_words
        if date_words.ordinal_day_ending:
            return self.numbers.ordinal(day, date_words.ordinal_day_ending, match.string[: match.start()])
        return date_words.first_day if day == 1 and date_words.first_day else self.numbers.cardinal(day)

    def _year_words(self, match: "re.Match[str]") -> str:
        """The year, also of two digits: `25` → two thousand twenty-five."""
        return self.numbers.year(full_year(match["y"]))

    def _time(self, match: "re.Match[str]") -> str:
        """`17:30` → diecisiete y treinta."""
        date_words, plural_s = self.numbers.locale.date_words, "" if int(match["h"]) == 1 else "s"
        hours = self.numbers.cardinal(int(match["h"]), date_words.hour_gender)
        if not match["m"] or not int(match["m"]):
            return date_words.full_hour.format(h=hours, s=plural_s)
        return date_words.hour_and_minutes.format(h=hours, s=plural_s, m=self.numbers.cardinal(int(match["m"])))

    def _years(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """`2020–2023` → dos mil veinte a dos mil veintitrés."""
        yield match.start("from"), self.numbers.year(int(match["from"]))
        yield match.start("dash"), self.numbers.locale.range_word
        yield match.start("to"), self.numbers.year(int(match["to"]))
