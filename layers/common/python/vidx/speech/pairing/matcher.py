"""What may be spoken for the characters at one place of a sentence.

Everything shown has to be spoken, with the same value, and nothing else may be: a step is possible only where the next
words say what stands there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from vidx import speech as reading_rules
from vidx.options import Language
from vidx.speech import claims
from vidx.speech.context import Context
from vidx.speech.number_words import number_words
from vidx.speech.pairing import sign_names
from vidx.speech.pairing.number_forms import ordinal_stem, ordinals, readings
from vidx.speech.pairing.words import WORD, SpokenWord, function_words, numeral, plain_letters
from vidx.speech.patterns import ROMAN_NUMERALS, full_year

_FIGURES: Final = (
    re.compile(r"\d{1,3}(?:[   ]\d{3})+(?!\d)"),
    re.compile(r"\d+(?:[.,'’]\d+)+"),
    re.compile(r"\d+"),
)
_THOUSANDS: Final = re.compile(r"(\d{1,3})\s?(?:[kK]|mila?|[Tt]sd\.)(?![^\W\d_])")
_ORDINAL: Final = re.compile(
    r"(\d{1,3})(?:st|nd|rd|th|º|ª|°|ers?|ères?|re|nde?|e|è|ème|te[rsn]?|ste[rsn]?|era?|do|da|o|a|\.)?(?![^\W\d_])"
)
_SIGN: Final = r"(?:(?:US|CA|AU|NZ|MX|HK|CN|[CARSU])?[$€£¥₹₩₺₽₪₦₱฿₫₴]S?|S/\.?|[A-Z]{3}(?![A-Za-z])|kr\b|zł|Fr\.|Rs\.?)"
_SUM: Final = r"\d{1,3}(?:[   .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,'’]\d{1,2})?(?!\d)"
_MONEY: Final = (
    re.compile(rf"{_SIGN}\s?(?P<sum>{_SUM})(?:\s?[-–—]\s?(?P<to>{_SUM}))?"),
    re.compile(rf"(?P<sum>{_SUM})(?:\s?[-–—]\s?(?P<to>{_SUM}))?(?:,[-–—]+)?\s?{_SIGN}"),
)
_CENTS: Final = re.compile(r"(?P<whole>.*\d)[.,'’](?P<part>\d\d?)")
_DATE: Final = re.compile(r"(?P<a>\d{1,4})(?P<dot>[/.-])(?P<b>\d{1,2})(?:(?P=dot)(?P<c>\d{4}|\d\d))?\.?(?!\d)")
_MONTH_AND_YEAR: Final = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_NAMED_DATE: Final = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:(?:of|de)\s)?(?P<month>[^\W\d_]{3,10})\.?"
        r"(?:,?\s(?:de\s)?(?P<year>\d{4}))?(?!\d)"
    ),
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year>\d{4}))?(?!\d)"),
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s(?P<year>\d{4})(?!\d)"),
)
_TIME: Final = re.compile(r"(?P<hour>[01]?\d|2[0-4])[:.hH](?P<minute>[0-5]\d)(?:\s?(?:Uhr|hs?|hrs)\b)?(?!\d)")
_NUMBER_SIGN: Final = re.compile(r"[Nn][ºo°]\.?(?=\s?\d|\s(?:de|di|do|da)\b)|№|[Nn][or]\.(?=\s?\d)")
_DOT_OF_ITS_OWN: Final = re.compile(r"/|\.[,)/;:]|\.\s?(?=[^\W\d_A-ZÀ-Þ]|\d|[IVX]+\b)")
"""What follows a short form rather than the last word of a sentence."""
_UNIT_CHARS: Final = 8
_MUST_BE_SAID: Final = frozenset("%°&+=@#<>±²³$€£¥₹½¼¾⅓⅔×")
_LETTERS_AS_SIGNS: Final = frozenset("xØºª")
_LONGEST_NUMBER: Final = 18
"""Words."""
_SHORT_FORM: Final = 7
_SHORTEST_NAME: Final = 2
"""Letters of a short form of a day or month."""
_VOWELS: Final = frozenset("aeiouyäöüàâéèêëîïôûùáíóúãõ")
_JOINT_COST: Final = 1.0
_EXPANSION_COST: Final = 0.5
_RULE_COST: Final = 0.1
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_FULL_YEAR: Final = 1_000
_SHORT_YEAR: Final = 2
_LONG_YEAR: Final = 4
_CENT_FIGURES: Final = 2


class Step(NamedTuple):
    """On to character `at` and word `word`."""

    at: int
    word: int
    cost: float = 0.0


Ends = Callable[[int], "set[int]"]
"""From a word on: behind which words something may have been said."""


class Matcher:
    """Both forms of one sentence, and the steps through them."""

    def __init__(self, text: str, words: Sequence[SpokenWord], language: Language, context: Context) -> None:
        self.text = text
        self.words = words
        self._plain_words = [word.plain for word in words]
        self._language: Language = language
        self._context = context
        self._function_words = function_words(language)

    def steps(self, at: int, word: int) -> Iterator[Step]:
        """Every step from character `at` and word `word`."""
        if at == len(self.text):
            return
        char = self.text[at]
        if char.isspace():
            yield Step(at + 1, word)
            return
        yield from self._by_rules(at, word)
        if word < len(self.words) and self._plain_words[word] in self._function_words:
            yield Step(at, word + 1, _JOINT_COST)
        if char.isdigit() or char in "$€£¥₹":
            yield from self._money(at, word)
        if char.isdigit():
            yield from self._dates(at, word)
            yield from self._numbers(at, word)
        elif char.isalpha() and char not in _LETTERS_AS_SIGNS:
            yield from self._letters(at, word)
        else:
            yield from self._sign(at, word)
            if char in _LETTERS_AS_SIGNS:
                yield from self._letters(at, word)
        yield from self._unit(at, word)

    def _by_rules(self, at: int, word: int) -> Iterator[Step]:
        """The rules' own readings of what begins here."""
        for end, said in self._rule_readings.get(at, ()):
            yield from (Step(end, to, _RULE_COST) for to in self._joined(said)(word))

    @cached_property
    def _rule_readings(self) -> dict[int, list[tuple[int, str]]]:
        """By where a token begins: where it ends, and its words as one."""
        found: dict[int, list[tuple[int, str]]] = {}
        at = 0
        for token in reading_rules.tokenize(self.text, self._language, self._context):
            start = end = at
            for number, chunk in enumerate(token.written_form.split()):
                begins = self.text.index(chunk, end)
                start = start if number else begins
                end = begins + len(chunk)
            at = end
            forms = {self._numeral(WORD.findall(form)) for form in (token.voice_text, token.spoken_form)}
            found[start] = [(end, form) for form in forms if form and not any(map(str.isdigit, form))]
        return found

    def _letters(self, at: int, word: int) -> Iterator[Step]:
        match = WORD.match(self.text, at)
        if match is None:
            return
        shown, end = match[0], match.end()
        yield from (Step(end, to) for to in self._spelled(plain_letters(shown))(word))
        if word < len(self.words) and self._names_day_or_month(plain_letters(shown), self._plain_words[word]):
            yield Step(end, word + 1)
        if word < len(self.words) and self._is_short(shown, end):
            yield from (Step(end, to, _EXPANSION_COST) for to in self._expansions(shown, word))
        if shown in ROMAN_NUMERALS or shown in {"V", "X"}:
            value = ROMAN_NUMERALS.get(shown) or {"V": 5, "X": 10}[shown]
            yield from (Step(end, to) for to in self._number(str(value))(word) | self._ordinal(value)(word))
        for pattern in _NAMED_DATE[1:]:
            yield from self._named_date(pattern, at, word)
        yield from self._money(at, word)
        if numbered := _NUMBER_SIGN.match(self.text, at):
            yield from (Step(numbered.end(), to) for to in self._joined(sign_names.number_name(self._language))(word))

    def _names_day_or_month(self, short: str, full: str) -> bool:
        named = full in sign_names.weekdays(self._language) or full in sign_names.months(self._language)
        return named and len(short) >= _SHORTEST_NAME and full.startswith(short)

    def _is_short(self, shown: str, end: int) -> bool:
        """Whether the word looks like a short form: a dot behind it, capitals, no vowel, or small letters only."""
        if len(shown) > _SHORT_FORM:
            return False
        dotted = _DOT_OF_ITS_OWN.match(self.text, end) is not None
        return dotted or shown.isupper() or shown.islower() or not _VOWELS & set(shown.lower())

    def _expansions(self, short: str, word: int) -> Iterator[int]:
        """The word in full, or, for capitals, as many words as it has letters, which begin with them."""
        capitals, short = short.isupper(), plain_letters(short)
        if _shortens(short, self._plain_words[word]):
            yield word + 1
        if not capitals or len(short) == 1:
            return
        to = word
        for letter in short:
            while (
                to < len(self.words)
                and self._plain_words[to] in self._function_words
                and self._plain_words[to][0] != letter
            ):
                to += 1
            if to == len(self.words) or self._plain_words[to][0] != letter:
                return
            to += 1
        yield to

    def _numbers(self, at: int, word: int) -> Iterator[Step]:
        for pattern in _FIGURES:
            match = pattern.match(self.text, at)
            if match:
                yield from (Step(match.end(), to) for to in self._number(match[0])(word))
        match = _THOUSANDS.match(self.text, at)
        if match:
            yield from (Step(match.end(), to) for to in self._number(f"{match[1]}000")(word))
        match = _ORDINAL.match(self.text, at)
        if match and match.end() > match.end(1):
            yield from (Step(match.end(), to) for to in self._ordinal(int(match[1]))(word))

    def _dates(self, at: int, word: int) -> Iterator[Step]:
        if at and (self.text[at - 1].isdigit() or self.text[at - 1] in ".,/"):
            return
        match = _DATE.match(self.text, at)
        if match:
            for day, month, year in _dates(match["a"], match["b"], match["c"], self._language):
                end = match.end() - (match[0].endswith(".") and match["dot"] != ".")
                yield from (Step(end, to) for to in self._date(day, month, year)(word))
        match = _MONTH_AND_YEAR.match(self.text, at)
        if match and 1 <= int(match["month"]) <= _MONTHS_A_YEAR:
            for to in self._date(None, int(match["month"]), match["year"])(word):
                yield Step(match.end(), to)
        yield from self._named_date(_NAMED_DATE[0], at, word)
        match = _TIME.match(self.text, at)
        if match:
            yield from (Step(match.end(), to) for to in self._time(match["hour"], match["minute"])(word))

    def _named_date(self, pattern: "re.Pattern[str]", at: int, word: int) -> Iterator[Step]:
        match = pattern.match(self.text, at)
        if match is None:
            return
        short, parts = plain_letters(match["month"]), match.groupdict()
        for number, name in enumerate(sign_names.months(self._language), 1):
            if name.startswith(short):
                day = int(parts["day"]) if parts.get("day") else None
                yield from (Step(match.end(), to) for to in self._date(day, number, parts.get("year"))(word))

    def _money(self, at: int, word: int) -> Iterator[Step]:
        if at and (self.text[at - 1].isalnum()):
            return
        for pattern in _MONEY:
            match = pattern.match(self.text, at)
            if match is None:
                continue
            unit = next((c.unit for c in claims.find_claims(match[0], self._language, self._context) if c.unit), "")
            if not unit or unit == claims.PERCENT:
                continue
            for to in self._sum(match["sum"], match["to"], unit)(word):
                yield Step(match.end(), to)

    def _sign(self, at: int, word: int) -> Iterator[Step]:
        """A sign or mark of punctuation: said by one of its names, or left unsaid where it says nothing."""
        char = self.text[at]
        names = set(sign_names.sign_names(self._language).get(char, ()))
        known = self._symbols.get(char)
        if known:
            names.add("".join(map(plain_letters, WORD.findall(known))))
        if char == "%":
            names.add("".join(number_words(self._language).percent))
        for name in names:
            yield from (Step(at + 1, to) for to in self._joined(name)(word))
        measures = char in "\"”″'’′" and at > 0 and self.text[at - 1].isdigit() and not self._closes_quote(at)
        once = char == "x" and at > 0 and self.text[at - 1].isdigit() and not self.text[at + 1 : at + 2].isalnum()
        if once:
            yield Step(at + 1, word, _RULE_COST)
        silent = not (char.isalnum() or char in _MUST_BE_SAID or measures)
        if silent and not (known and not _is_mark(char)):
            yield Step(at + 1, word)

    def _closes_quote(self, at: int) -> bool:
        """Whether a mark after a figure ends a quotation that began before it."""
        return len(re.findall(r"(?<![^\s(\[])[\"“”'’]", self.text[:at])) % 2 == 1

    @cached_property
    def _symbols(self) -> Mapping[str, str]:
        return reading_rules.symbol_names(self._language, self._context)

    def _unit(self, at: int, word: int) -> Iterator[Step]:
        """A unit behind a figure, or what a price is for."""
        before = self.text[:at].rstrip()
        if not before or not (before[-1].isdigit() or before[-1] in "½¼¾⅓⅔/x×kK"):
            return
        names = sign_names.units(self._language)
        for length in range(min(_UNIT_CHARS, len(self.text) - at), 0, -1):
            sign, after = self.text[at : at + length], self.text[at + length : at + length + 1]
            if sign in names and not (after.isalpha() and sign[-1].isalpha()):
                for name in names[sign]:
                    yield from (Step(at + length, to) for to in self._joined(name)(word))

    def _number(self, figures: str) -> Ends:
        forms = readings(figures, self._language)

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + _LONGEST_NUMBER)
            return {to for to in range(word + 1, last + 1) if self._numeral_of(word, to) in forms}

        return ends

    def _ordinal(self, value: int) -> Ends:
        forms = ordinals(value, self._language)

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + 4)
            return {
                to
                for to in range(word + 1, last + 1)
                if ordinal_stem([each.text for each in self.words[word:to]], self._language) in forms
            }

        return ends

    def _joined(self, name: str) -> Ends:
        """Words that are the name when they are put together; joints between them are free."""

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + _LONGEST_NUMBER)
            return {
                to for to in range(word + 1, last + 1) if name in {self._plain(word, to), self._numeral_of(word, to)}
            }

        return ends

    def _spelled(self, name: str) -> Ends:
        """Words that are the name when they are put together, each of them a part of it."""

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + len(name))
            return {to for to in range(word + 1, last + 1) if self._plain(word, to) == name}

        return ends

    def _date(self, day: int | None, month: int, year: str | None) -> Ends:
        """Day, month and year in any order."""
        parts: list[Ends] = [self._joined(sign_names.months(self._language)[month - 1])]
        if day is not None:
            parts.append(lambda word: self._number(str(day))(word) | self._ordinal(day)(word))
        if year is not None:
            parts.append(self._number(str(full_year(year)) if len(year) == _SHORT_YEAR else year))
        return self._any_order(parts)

    def _time(self, hour: str, minute: str) -> Ends:
        number = str(int(hour))
        between = sign_names.hours(self._language) | self._function_words

        def ends(word: int) -> set[int]:
            found: set[int] = set()
            for after_hour in self._number(number)(word):
                for at in range(after_hour, self._skip(after_hour, between) + 1):
                    if int(minute) == 0:
                        found |= {at, *self._number(minute)(at)}
                    for after in self._number(minute)(at) | self._number(str(int(minute)))(at):
                        found |= {after, self._skip(after, sign_names.hours(self._language))}
            return found

        return ends

    def _sum(self, figures: str, to_figures: str | None, unit: str) -> Ends:
        """A sum with its currency; the second of two sums alone names it."""
        if not to_figures:
            return self._one_sum(figures, unit)
        last = self._one_sum(to_figures, unit)

        def ends(word: int) -> set[int]:
            firsts = self._number(figures)(word)
            return set().union(*(last(self._skip(first, self._range_words)) for first in firsts))

        return ends

    def _one_sum(self, figures: str, unit: str) -> Ends:
        cents = _CENTS.fullmatch(figures)

        def ends(word: int) -> set[int]:
            found: set[int] = set()
            for after in self._number(figures)(word):
                found |= self._currency(after, unit)
            if cents and not cents["whole"].strip("0"):
                found |= self._cents(cents["part"], word, named=True)
            if cents:
                for after in self._number(cents["whole"])(word):
                    for named in self._currency(after, unit):
                        found |= self._cents(cents["part"], named)
            return found

        return ends

    def _cents(self, part: str, word: int, *, named: bool = False) -> set[int]:
        """Behind the cents from `word` on; with their name only, where they must be `named`."""
        value = part if len(part) == _CENT_FIGURES else f"{part}0"
        starts = {word, self._skip(word, self._function_words)}
        found: set[int] = {word} if int(value) == 0 and not named else set()
        for start in starts:
            for to in self._number(str(int(value)))(start):
                if not named:
                    found.add(to)
                if to < len(self.words) and self._plain_words[to] in _CENT_WORDS:
                    found.add(to + 1)
        return found

    def _currency(self, word: int, unit: str) -> set[int]:
        """Behind the currency's name, with or without its country, before or after it."""
        units, nations = claims.money_words(self._language)
        folded_nations = frozenset(map(plain_letters, nations))
        at = word
        while at < len(self.words) and units.get(self.words[at].text.lower()) != unit:
            if self._plain_words[at] not in folded_nations | self._function_words:
                return set()
            at += 1
        if at == len(self.words):
            return set()
        after = at + 1
        end = self._skip(after, folded_nations | self._function_words)
        while end > after and self._plain_words[end - 1] in self._function_words:
            end -= 1
        return {after, end}

    def _any_order(self, parts: list[Ends]) -> Ends:
        def ends(word: int) -> set[int]:
            if not parts:
                return {word}
            found: set[int] = set()
            start = self._skip(word, self._function_words)
            for at, part in enumerate(parts):
                rest = self._any_order(parts[:at] + parts[at + 1 :])
                for begin in {word, start}:
                    for to in part(begin):
                        found |= rest(to)
            return found

        return ends

    @property
    def _range_words(self) -> frozenset[str]:
        return self._function_words | sign_names.sign_names(self._language)["-"]

    def _skip(self, word: int, words: frozenset[str]) -> int:
        while word < len(self.words) and self._plain_words[word] in words:
            word += 1
        return word

    def _plain(self, first: int, last: int) -> str:
        return "".join(self._plain_words[first:last])

    def _numeral(self, words: Sequence[str]) -> str:
        return numeral(words, self._language)

    def _numeral_of(self, first: int, last: int) -> str:
        """The words as a number; empty when they begin or end with a word that is none of it."""
        between = self._function_words
        if self._plain_words[first] in between or self._plain_words[last - 1] in between:
            return ""
        return self._numeral([word.text for word in self.words[first:last]])


_CENT_WORDS: Final = frozenset(
    map(
        plain_letters,
        (
            *("cent", "cents", "penny", "pence", "centime", "centimes", "céntimo", "céntimos", "centavo", "centavos"),
            *("centesimo", "centesimi", "cêntimo", "cêntimos", "rappen", "öre", "øre"),
        ),
    )
)


def _dates(
    first: str, second: str, third: str | None, language: Language
) -> Iterator[tuple[int | None, int, str | None]]:
    """Day, month and year as the figures may be meant: English writes the month first as well."""
    a, b = int(first), int(second)
    if len(first) == _LONG_YEAR:
        if third and b <= _MONTHS_A_YEAR and int(third) <= _DAYS_A_MONTH and a >= _FULL_YEAR:
            yield int(third), b, first
        return
    if len(first) > _SHORT_YEAR:
        return
    if 1 <= a <= _DAYS_A_MONTH and 1 <= b <= _MONTHS_A_YEAR:
        yield a, b, third
    if language == "en" and 1 <= a <= _MONTHS_A_YEAR and 1 <= b <= _DAYS_A_MONTH:
        yield b, a, third
    if third is None and 1 <= a <= _MONTHS_A_YEAR:
        yield None, a, second


def _shortens(short: str, full: str) -> bool:
    """Whether the letters of `short` stand in `full` in their order, the first one first."""
    if len(full) <= len(short) or full[0] != short[0]:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _is_mark(char: str) -> bool:
    return char in "-–—/.,:;!?…~*"
