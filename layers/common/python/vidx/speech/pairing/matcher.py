"""The steps of a pairing: which words may be spoken for the characters at one place of a sentence.

Everything in the written form has to be spoken with the same value, and nothing else may be spoken: a step is possible
only where the next words say what the next characters mean.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from vidx import speech
from vidx.options import Language
from vidx.speech import claims
from vidx.speech.context import Context
from vidx.speech.number_words import number_words
from vidx.speech.pairing import sign_names
from vidx.speech.pairing.number_forms import number_forms, ordinal_stem, ordinals
from vidx.speech.pairing.words import WORD, SpokenWord, function_words, join_number_words, plain_letters
from vidx.speech.patterns import ROMAN_NUMERALS, full_year

_NUMBERS: Final = (
    re.compile(r"\d{1,3}(?:[   ]\d{3})+(?!\d)"),
    re.compile(r"\d+(?:[.,'’]\d+)+"),
    re.compile(r"\d+"),
)
"""Patterns of a number in digits, the longest first."""
_THOUSANDS: Final = re.compile(r"(\d{1,3})\s?(?:[kK]|mila?|[Tt]sd\.)(?![^\W\d_])")
"""A number of thousands: `12k`, `60 Tsd.`"""
_ORDINAL: Final = re.compile(
    r"(\d{1,3})(?:st|nd|rd|th|º|ª|°|ers?|ères?|re|nde?|e|è|ème|te[rsn]?|ste[rsn]?|era?|do|da|o|a|\.)?(?![^\W\d_])"
)
"""An ordinal: `3rd`, `2°`, `4.`"""
_CURRENCY_SYMBOL: Final = (
    r"(?:(?:US|CA|AU|NZ|MX|HK|CN|[CARSU])?[$€£¥₹₩₺₽₪₦₱฿₫₴]S?|S/\.?|[A-Z]{3}(?![A-Za-z])|kr\b|zł|Fr\.|Rs\.?)"
)
_AMOUNT: Final = r"\d{1,3}(?:[   .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,'’]\d{1,2})?(?!\d)"
_MONEY: Final = (
    re.compile(rf"{_CURRENCY_SYMBOL}\s?(?P<amount>{_AMOUNT})(?:\s?[-–—]\s?(?P<to>{_AMOUNT}))?"),
    re.compile(rf"(?P<amount>{_AMOUNT})(?:\s?[-–—]\s?(?P<to>{_AMOUNT}))?(?:,[-–—]+)?\s?{_CURRENCY_SYMBOL}"),
)
"""Amounts and ranges of amounts, with the symbol before or after them."""
_DECIMAL_AMOUNT: Final = re.compile(r"(?P<whole>.*\d)[.,'’](?P<part>\d\d?)")
"""An amount with a minor unit."""
_DATE: Final = re.compile(r"(?P<a>\d{1,4})(?P<dot>[/.-])(?P<b>\d{1,2})(?:(?P=dot)(?P<c>\d{4}|\d\d))?\.?(?!\d)")
"""A date in digits, in any order: `31/12/2024`, `24.12.`"""
_MONTH_AND_YEAR: Final = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
"""`03/2019`."""
_NAMED_DATE: Final = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:(?:of|de)\s)?(?P<month>[^\W\d_]{3,10})\.?"
        r"(?:,?\s(?:de\s)?(?P<year>\d{4}))?(?!\d)"
    ),
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year>\d{4}))?(?!\d)"),
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s(?P<year>\d{4})(?!\d)"),
)
"""Dates with the name of a month: `12 May 2024`, `May 12`, `May 2024`."""
_TIME: Final = re.compile(r"(?P<hour>[01]?\d|2[0-4])[:.hH](?P<minute>[0-5]\d)(?:\s?(?:Uhr|hs?|hrs)\b)?(?!\d)")
"""A time of day: `17:30`, `9h15`."""
_NUMBER_SIGN: Final = re.compile(r"[Nn][ºo°]\.?(?=\s?\d|\s(?:de|di|do|da)\b)|№|[Nn][or]\.(?=\s?\d)")
"""`n°`, `No.`, `№`."""
_ABBREVIATION_END: Final = re.compile(r"/|\.[,)/;:]|\.\s?(?=[^\W\d_A-ZÀ-Þ]|\d|[IVX]+\b)")
"""What follows an abbreviation rather than the last word of a sentence."""
_LONGEST_UNIT: Final = 8
"""Characters of a unit's symbol."""
_SPOKEN_SYMBOLS: Final = frozenset("%°&+=@#<>±²³$€£¥₹½¼¾⅓⅔×")
"""Symbols that have to be spoken; others may be silent."""
_LETTERS_AS_SYMBOLS: Final = frozenset("xØºª")
"""Letters that are also symbols."""
_LONGEST_NUMBER: Final = 18
"""Words."""
_LONGEST_ABBREVIATION: Final = 7
"""Letters."""
_SHORTEST_DATE_ABBREVIATION: Final = 2
"""Letters of an abbreviation of a day or month."""
_VOWELS: Final = frozenset("aeiouyäöüàâéèêëîïôûùáíóúãõ")
_FUNCTION_WORD_COST: Final = 1.0
"""Cost of a function word that nothing in the written form stands for."""
_EXPANSION_COST: Final = 0.5
"""Cost of a word that an abbreviation may stand for."""
_RULE_COST: Final = 0.1
"""Cost of the spoken form of the rules, which a pairing by value is preferred to."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_FULL_YEAR: Final = 1_000
_SHORT_YEAR: Final = 2
_LONG_YEAR: Final = 4
_MINOR_DIGITS: Final = 2


class Step(NamedTuple):
    """A step to the character at `offset` and the word with index `word`."""

    offset: int
    word: int
    cost: float = 0.0


WordEnds = Callable[[int], "set[int]"]
"""For the index of a first word: the indices after which the words may say something."""


class Matcher:
    """Both forms of one sentence, and the steps of their pairing."""

    def __init__(self, text: str, words: Sequence[SpokenWord], language: Language, context: Context) -> None:
        self.text = text
        self.words = words
        self._plain_words = [word.plain for word in words]
        self._language: Language = language
        self._context = context
        self._function_words = function_words(language)

    def steps(self, offset: int, word: int) -> Iterator[Step]:
        """All steps from the character at `offset` and the word with index `word`."""
        if offset == len(self.text):
            return
        char = self.text[offset]
        if char.isspace():
            yield Step(offset + 1, word)
            return
        yield from self._by_rules(offset, word)
        if word < len(self.words) and self._plain_words[word] in self._function_words:
            yield Step(offset, word + 1, _FUNCTION_WORD_COST)
        if char.isdigit() or char in "$€£¥₹":
            yield from self._money(offset, word)
        if char.isdigit():
            yield from self._dates(offset, word)
            yield from self._numbers(offset, word)
        elif char.isalpha() and char not in _LETTERS_AS_SYMBOLS:
            yield from self._letters(offset, word)
        else:
            yield from self._symbol(offset, word)
            if char in _LETTERS_AS_SYMBOLS:
                yield from self._letters(offset, word)
        yield from self._unit(offset, word)

    def _by_rules(self, offset: int, word: int) -> Iterator[Step]:
        """The spoken form that the rules give to the token at `offset`."""
        for end, form in self._forms_by_rules.get(offset, ()):
            yield from (Step(end, to, _RULE_COST) for to in self._joined(form)(word))

    @cached_property
    def _forms_by_rules(self) -> dict[int, list[tuple[int, str]]]:
        """For the offset of each token: its end, and its spoken forms as one word."""
        forms_by_start: dict[int, list[tuple[int, str]]] = {}
        offset = 0
        for token in speech.tokenize(self.text, self._language, self._context):
            start = end = offset
            for number, chunk in enumerate(token.written_form.split()):
                chunk_start = self.text.index(chunk, end)
                start = start if number else chunk_start
                end = chunk_start + len(chunk)
            offset = end
            forms = {self._number_word(WORD.findall(form)) for form in (token.voice_text, token.spoken_form)}
            forms_by_start[start] = [(end, form) for form in forms if form and not any(map(str.isdigit, form))]
        return forms_by_start

    def _letters(self, offset: int, word: int) -> Iterator[Step]:
        """A word: itself, a day or month, an abbreviation, a Roman numeral, a date, an amount, or `n°`."""
        match = WORD.match(self.text, offset)
        if match is None:
            return
        letters, end = match[0], match.end()
        yield from (Step(end, to) for to in self._spelled(plain_letters(letters))(word))
        if word < len(self.words) and self._names_day_or_month(plain_letters(letters), self._plain_words[word]):
            yield Step(end, word + 1)
        if word < len(self.words) and self._may_be_abbreviation(letters, end):
            yield from (Step(end, to, _EXPANSION_COST) for to in self._expansions(letters, word))
        if letters in ROMAN_NUMERALS or letters in {"V", "X"}:
            value = ROMAN_NUMERALS.get(letters) or {"V": 5, "X": 10}[letters]
            yield from (Step(end, to) for to in self._number(str(value))(word) | self._ordinal(value)(word))
        for pattern in _NAMED_DATE[1:]:
            yield from self._named_date(pattern, offset, word)
        yield from self._money(offset, word)
        if number_sign := _NUMBER_SIGN.match(self.text, offset):
            name = sign_names.number_sign_name(self._language)
            yield from (Step(number_sign.end(), to) for to in self._joined(name)(word))

    def _names_day_or_month(self, short: str, full: str) -> bool:
        """Whether `full` is the day or month that `short` abbreviates."""
        is_name = full in sign_names.weekdays(self._language) or full in sign_names.months(self._language)
        return is_name and len(short) >= _SHORTEST_DATE_ABBREVIATION and full.startswith(short)

    def _may_be_abbreviation(self, letters: str, end: int) -> bool:
        """Whether the word may be an abbreviation: before a dot, in capitals, without vowels, or in lower case."""
        if len(letters) > _LONGEST_ABBREVIATION:
            return False
        has_dot = _ABBREVIATION_END.match(self.text, end) is not None
        return has_dot or letters.isupper() or letters.islower() or not _VOWELS & set(letters.lower())

    def _expansions(self, short: str, word: int) -> Iterator[int]:
        """The word in full, or for capitals words that begin with its letters."""
        is_capitals, short = short.isupper(), plain_letters(short)
        if _shortens(short, self._plain_words[word]):
            yield word + 1
        if not is_capitals or len(short) == 1:
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

    def _numbers(self, offset: int, word: int) -> Iterator[Step]:
        """A number, a number of thousands (`12k`), or an ordinal."""
        for pattern in _NUMBERS:
            match = pattern.match(self.text, offset)
            if match:
                yield from (Step(match.end(), to) for to in self._number(match[0])(word))
        match = _THOUSANDS.match(self.text, offset)
        if match:
            yield from (Step(match.end(), to) for to in self._number(f"{match[1]}000")(word))
        match = _ORDINAL.match(self.text, offset)
        if match and match.end() > match.end(1):
            yield from (Step(match.end(), to) for to in self._ordinal(int(match[1]))(word))

    def _dates(self, offset: int, word: int) -> Iterator[Step]:
        """A date in digits, a month and a year, or a time of day."""
        if offset and (self.text[offset - 1].isdigit() or self.text[offset - 1] in ".,/"):
            return
        match = _DATE.match(self.text, offset)
        if match:
            for day, month, year in _dates(match["a"], match["b"], match["c"], self._language):
                end = match.end() - (match[0].endswith(".") and match["dot"] != ".")
                yield from (Step(end, to) for to in self._date(day, month, year)(word))
        match = _MONTH_AND_YEAR.match(self.text, offset)
        if match and 1 <= int(match["month"]) <= _MONTHS_A_YEAR:
            for to in self._date(None, int(match["month"]), match["year"])(word):
                yield Step(match.end(), to)
        yield from self._named_date(_NAMED_DATE[0], offset, word)
        match = _TIME.match(self.text, offset)
        if match:
            yield from (Step(match.end(), to) for to in self._time(match["hour"], match["minute"])(word))

    def _named_date(self, pattern: "re.Pattern[str]", offset: int, word: int) -> Iterator[Step]:
        """`12 May 2024`, `May 12`, `May 2024`."""
        match = pattern.match(self.text, offset)
        if match is None:
            return
        short, parts = plain_letters(match["month"]), match.groupdict()
        for number, name in enumerate(sign_names.months(self._language), 1):
            if name.startswith(short):
                day = int(parts["day"]) if parts.get("day") else None
                yield from (Step(match.end(), to) for to in self._date(day, number, parts.get("year"))(word))

    def _money(self, offset: int, word: int) -> Iterator[Step]:
        """An amount or a range of amounts with a currency symbol."""
        if offset and (self.text[offset - 1].isalnum()):
            return
        for pattern in _MONEY:
            match = pattern.match(self.text, offset)
            if match is None:
                continue
            unit = next((c.unit for c in claims.find_claims(match[0], self._language, self._context) if c.unit), "")
            if not unit or unit == claims.PERCENT:
                continue
            for to in self._amount(match["amount"], match["to"], unit)(word):
                yield Step(match.end(), to)

    def _symbol(self, offset: int, word: int) -> Iterator[Step]:
        """A symbol or punctuation mark: one of its names, or no words where it means nothing."""
        char = self.text[offset]
        names = set(sign_names.symbol_names(self._language).get(char, ()))
        symbol_name = self._symbol_names.get(char)
        if symbol_name:
            names.add("".join(map(plain_letters, WORD.findall(symbol_name))))
        if char == "%":
            names.add("".join(number_words(self._language).percent))
        for name in names:
            yield from (Step(offset + 1, to) for to in self._joined(name)(word))
        is_unit = (
            char in "\"”″'’′" and offset > 0 and self.text[offset - 1].isdigit() and not self._closes_quote(offset)
        )
        is_times = (
            char == "x"
            and offset > 0
            and self.text[offset - 1].isdigit()
            and not self.text[offset + 1 : offset + 2].isalnum()
        )
        if is_times:
            yield Step(offset + 1, word, _RULE_COST)
        may_be_silent = not (char.isalnum() or char in _SPOKEN_SYMBOLS or is_unit)
        if may_be_silent and not (symbol_name and not _is_punctuation(char)):
            yield Step(offset + 1, word)

    def _closes_quote(self, offset: int) -> bool:
        """Whether a mark after a number ends a quotation that began before it."""
        return len(re.findall(r"(?<![^\s(\[])[\"“”'’]", self.text[:offset])) % 2 == 1

    @cached_property
    def _symbol_names(self) -> Mapping[str, str]:
        """The names of single symbols, by the rules."""
        return speech.symbol_names(self._language, self._context)

    def _unit(self, offset: int, word: int) -> Iterator[Step]:
        """A unit after a number, or what a price is for."""
        before = self.text[:offset].rstrip()
        if not before or not (before[-1].isdigit() or before[-1] in "½¼¾⅓⅔/x×kK"):
            return
        names = sign_names.units(self._language)
        for length in range(min(_LONGEST_UNIT, len(self.text) - offset), 0, -1):
            symbol, after = self.text[offset : offset + length], self.text[offset + length : offset + length + 1]
            if symbol in names and not (after.isalpha() and symbol[-1].isalpha()):
                for name in names[symbol]:
                    yield from (Step(offset + length, to) for to in self._joined(name)(word))

    def _number(self, digits: str) -> WordEnds:
        """Words with the value of the digits."""
        forms = number_forms(digits, self._language)

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + _LONGEST_NUMBER)
            return {to for to in range(word + 1, last + 1) if self._number_of_words(word, to) in forms}

        return ends

    def _ordinal(self, value: int) -> WordEnds:
        """Words of the ordinal."""
        forms = ordinals(value, self._language)

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + 4)
            return {
                to
                for to in range(word + 1, last + 1)
                if ordinal_stem([each.text for each in self.words[word:to]], self._language) in forms
            }

        return ends

    def _joined(self, name: str) -> WordEnds:
        """Words that form the name, with function words between them."""

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + _LONGEST_NUMBER)
            return {
                to
                for to in range(word + 1, last + 1)
                if name in {self._joined_words(word, to), self._number_of_words(word, to)}
            }

        return ends

    def _spelled(self, name: str) -> WordEnds:
        """Words that form the name, each of them a part of it."""

        def ends(word: int) -> set[int]:
            last = min(len(self.words), word + len(name))
            return {to for to in range(word + 1, last + 1) if self._joined_words(word, to) == name}

        return ends

    def _date(self, day: int | None, month: int, year: str | None) -> WordEnds:
        """Day, month and year in any order."""
        parts: list[WordEnds] = [self._joined(sign_names.months(self._language)[month - 1])]
        if day is not None:
            parts.append(lambda word: self._number(str(day))(word) | self._ordinal(day)(word))
        if year is not None:
            parts.append(self._number(str(full_year(year)) if len(year) == _SHORT_YEAR else year))
        return self._any_order(parts)

    def _time(self, hour: str, minute: str) -> WordEnds:
        """Hour and minutes, with or without a word for hours."""
        number = str(int(hour))
        between = sign_names.hour_words(self._language) | self._function_words

        def ends(word: int) -> set[int]:
            indices: set[int] = set()
            for after_hour in self._number(number)(word):
                for index in range(after_hour, self._skip(after_hour, between) + 1):
                    if int(minute) == 0:
                        indices |= {index, *self._number(minute)(index)}
                    for after in self._number(minute)(index) | self._number(str(int(minute)))(index):
                        indices |= {after, self._skip(after, sign_names.hour_words(self._language))}
            return indices

        return ends

    def _amount(self, first: str, last: str | None, unit: str) -> WordEnds:
        """An amount or a range of amounts with its currency, which is named once."""
        if not last:
            return self._one_amount(first, unit)
        last_amount = self._one_amount(last, unit)

        def ends(word: int) -> set[int]:
            first_ends = self._number(first)(word)
            return set().union(*(last_amount(self._skip(end, self._range_words)) for end in first_ends))

        return ends

    def _one_amount(self, digits: str, unit: str) -> WordEnds:
        """An amount with its currency, or only its minor unit (`ninety-nine cents`)."""
        decimal = _DECIMAL_AMOUNT.fullmatch(digits)

        def ends(word: int) -> set[int]:
            indices: set[int] = set()
            for after in self._number(digits)(word):
                indices |= self._currency(after, unit)
            if decimal and not decimal["whole"].strip("0"):
                indices |= self._minor_amount(decimal["part"], word, with_name=True)
            if decimal:
                for after in self._number(decimal["whole"])(word):
                    for currency_end in self._currency(after, unit):
                        indices |= self._minor_amount(decimal["part"], currency_end)
            return indices

        return ends

    def _minor_amount(self, part: str, word: int, *, with_name: bool = False) -> set[int]:
        """Ends of the minor amount from `word` on; with `with_name` only those after the name of its unit."""
        value = part if len(part) == _MINOR_DIGITS else f"{part}0"
        starts = {word, self._skip(word, self._function_words)}
        indices: set[int] = {word} if int(value) == 0 and not with_name else set()
        for start in starts:
            for to in self._number(str(int(value)))(start):
                if not with_name:
                    indices.add(to)
                if to < len(self.words) and self._plain_words[to] in _MINOR_UNIT_WORDS:
                    indices.add(to + 1)
        return indices

    def _currency(self, word: int, unit: str) -> set[int]:
        """Ends of the currency's name, with or without its country before or after it."""
        units, qualifiers = claims.money_words(self._language)
        plain_qualifiers = frozenset(map(plain_letters, qualifiers))
        index = word
        while index < len(self.words) and units.get(self.words[index].text.lower()) != unit:
            if self._plain_words[index] not in plain_qualifiers | self._function_words:
                return set()
            index += 1
        if index == len(self.words):
            return set()
        after = index + 1
        end = self._skip(after, plain_qualifiers | self._function_words)
        while end > after and self._plain_words[end - 1] in self._function_words:
            end -= 1
        return {after, end}

    def _any_order(self, parts: list[WordEnds]) -> WordEnds:
        """All parts, in any order."""

        def ends(word: int) -> set[int]:
            if not parts:
                return {word}
            indices: set[int] = set()
            start = self._skip(word, self._function_words)
            for index, part in enumerate(parts):
                rest = self._any_order(parts[:index] + parts[index + 1 :])
                for begin in {word, start}:
                    for to in part(begin):
                        indices |= rest(to)
            return indices

        return ends

    @property
    def _range_words(self) -> frozenset[str]:
        """Words that may stand between the ends of a range."""
        return self._function_words | sign_names.symbol_names(self._language)["-"]

    def _skip(self, word: int, words: frozenset[str]) -> int:
        """The index of the first word from `word` on that is not in `words`."""
        while word < len(self.words) and self._plain_words[word] in words:
            word += 1
        return word

    def _joined_words(self, first: int, last: int) -> str:
        """The words as one."""
        return "".join(self._plain_words[first:last])

    def _number_word(self, words: Sequence[str]) -> str:
        """The words of a number as one."""
        return join_number_words(words, self._language)

    def _number_of_words(self, first: int, last: int) -> str:
        """The words as one number; empty when the first or last is a function word."""
        between = self._function_words
        if self._plain_words[first] in between or self._plain_words[last - 1] in between:
            return ""
        return self._number_word([word.text for word in self.words[first:last]])


_MINOR_UNIT_WORDS: Final = frozenset(
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
    """Day, month and year that the digits may be: English writes the month first as well."""
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
    """Whether `short` is made of letters of `full` in their order, from its first letter on."""
    if len(full) <= len(short) or full[0] != short[0]:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _is_punctuation(char: str) -> bool:
    """Whether the voice may leave the character out although it has a name."""
    return char in "-–—/.,:;!?…~*"
