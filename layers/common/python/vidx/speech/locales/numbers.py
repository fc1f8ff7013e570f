"""Put numbers in words: cardinals, ordinals, years, decimals, names of models, numbers with their nouns."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from num2words import num2words

from vidx.speech.locales.locale import Gender, Locale, Noun
from vidx.speech.patterns import is_read_by_digit

_MILLION: Final = 1_000_000
_HUNDRED: Final = 100
_YEAR_2000: Final = 2_000
"""From this year on, German reads years like other numbers."""
_PRESENT_YEARS: Final = range(1_900, 2_030)
"""Numbers that are read as a year in a model's name."""
_YEAR_DIGITS: Final = 4
_DECIMAL_DIGITS: Final = 2
"""Decimals up to hundredths are read as one number."""
_DECIMAL_MARK: Final = re.compile(r"['’](?=\d\d?$)")
"""The Spanish decimal apostrophe: `1'80 m`."""
_NEXT_WORD: Final = re.compile(r"\s(?P<word>[^\W\d_]{3,}|[^\W\d_]\w*[aeo]s?)\b")
_NOT_NOUNS: Final = frozenset(
    [
        "con",
        "por",
        "para",
        "que",
        "del",
        "los",
        "las",
        "une",
        "des",
        "les",
        "pour",
        "avec",
        "sur",
        "dans",
        "par",
        "und",
        "oder",
        "mit",
        "für",
        "von",
        "bei",
        "auf",
        "aus",
        "zum",
        "bis",
        "com",
        "sem",
        "dos",
        "das",
        "per",
        "non",
        "dal",
        "alla",
        "está",
        "est",
        "ist",
        "são",
        "más",
        "plus",
        "mehr",
        "mais",
        "più",
        "nur",
        "pro",
        "max",
        "mini",
        "ultra",
        "air",
    ]
)
"""Words after a number that it does not count."""


@dataclass(frozen=True)
class NumberVerbalizer:
    """Puts numbers in the words of one language."""

    locale: Locale

    def cardinal(self, value: int, gender: Gender = Gender.NONE) -> str:
        """`21` → `veintiuno`, before a masculine noun `veintiún`, before a feminine one `veintiuna`."""
        words: str = num2words(value, lang=self.locale.num2words_code).replace(",", "")
        for pattern, replacement in (*self.locale.cardinal_corrections, *self.locale.cardinal_agreement[gender]):
            words = pattern.sub(replacement, words)
        return words

    def year(self, value: int) -> str:
        """`1994` → `neunzehnhundertvierundneunzig` (de); in other languages like any number."""
        hundreds, rest = divmod(value, _HUNDRED)
        if not self.locale.first_year_by_hundreds <= value < _YEAR_2000 or not self.locale.first_year_by_hundreds:
            return self.cardinal(value)
        return f"{self.cardinal(hundreds)}hundert{self.cardinal(rest) if rest else ''}"

    def spell_digits(self, digits: str) -> str:
        """`007` → `cero cero siete`."""
        return " ".join(self.cardinal(int(digit)) for digit in digits if digit.isdecimal())

    def number(self, digits: str, gender: Gender = Gender.NONE) -> str:
        """A number in the notation of continental Europe: `1.250,5`, `1 250,5`, `12'500`.

        Three digits after a point are thousands. Other digits after a point, and digits after a comma, are decimals.
        Leading zeros are read one by one, `,00` is not read.
        """
        plain = re.sub(r"[.,]00$", "", re.sub(r"[\s'’]", "", _DECIMAL_MARK.sub(",", digits)))
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
            plain = plain.replace(".", "")
        elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain) or self._has_comma_groups(plain):
            plain = plain.replace(",", "")
        whole, *rest = re.split(r"[.,]", plain)
        decimals = [self._decimals(part) for part in rest]
        integer = (
            self.spell_digits(whole)
            if is_read_by_digit(whole)
            else self.cardinal(int(whole), Gender.NONE if rest else gender)
        )
        return f" {self.locale.decimal_separator} ".join([integer, *decimals])

    def _has_comma_groups(self, digits: str) -> bool:
        """Whether commas group the digits by three: in countries that write so, or because no decimals look so."""
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits)
        return bool(grouped) and (self.locale.groups_by_commas or digits.endswith(",000") or digits.count(",") > 1)

    def agreeing_adjective(self, adjective: str, noun: str) -> str:
        """A masculine adjective with the ending of `noun`: `incluido`, `gastos` → `incluidos`."""
        endings = self.locale.adjective_endings
        ending = next((ending for pattern, ending in endings if pattern.fullmatch(noun)), adjective[-1])
        return f"{adjective[:-1]}{ending}"

    def decimal(self, value: Decimal, gender: Gender = Gender.NONE) -> str:
        """A value without trailing zeros: `1.50` → `uno coma cinco`."""
        return self.number(f"{value.normalize():f}".replace(".", ","), gender)

    def model_number(self, digits: str) -> str:
        """The digits of a model's name; four of them in pairs (`4090` → `cuarenta noventa`), except years."""
        if is_read_by_digit(digits):
            return self.spell_digits(digits)
        hundreds, rest = divmod(int(digits), _HUNDRED)
        in_pairs = len(digits) == _YEAR_DIGITS and rest > _HUNDRED // 10 and int(digits) not in _PRESENT_YEARS
        return f"{self.cardinal(hundreds)} {self.cardinal(rest)}" if in_pairs else self.cardinal(int(digits))

    def number_and_noun(self, value: Decimal, noun: Noun) -> str:
        """A number with its noun: 1,000,000 of euro → `un millón de euros`."""
        words, is_millions = self.decimal(value, noun.gender), value and value % _MILLION == 0
        if is_millions:
            return f"{words} {self.plural_after_millions(noun)}"
        return f"{words} {noun.singular if value == 1 else noun.plural}"

    def plural_after_millions(self, noun: Noun) -> str:
        """The plural after a number of millions: `de euros` (es), `d'euros` (fr), `Euro` (de)."""
        before_vowel = self.locale.million_link_before_vowel
        if before_vowel and noun.plural[0] in "aeiouéè":
            return f"{before_vowel}{noun.plural}"
        return f"{self.locale.million_link} {noun.plural}".strip()

    def ordinal(self, value: int, ending: str, before: str = "") -> str:
        """The ordinal of `value` with `ending`, or with the ending that the text `before` it asks for (`am`, de)."""
        words: str = num2words(value, lang=self.locale.num2words_code, to="ordinal")
        for pattern, replacement in self.locale.cardinal_corrections:
            words = pattern.sub(replacement, words)
        if self.locale.dative_context and self.locale.dative_context.search(before):
            return f"{words}n"
        if self.locale.definite_article_context and (article := self.locale.definite_article_context.search(before)):
            return words if ending or article[0].lower() == "die " else f"{words}n"
        if not ending and self.locale.feminine_dative_context and self.locale.feminine_dative_context.search(before):
            return f"{words}r"
        return f"{words}{ending}"

    def one_word_thousands(self) -> dict[str, Noun]:
        """Words for thousands that form one word with the number before them: `60 mila` → `sessantamila`."""
        if " " in self.cardinal(_YEAR_2000):
            return {}
        scales = self.locale.scales.items()
        return {symbol: noun for symbol, noun in scales if noun.singular == noun.plural and len(symbol) > len("k")}

    def gender_of(self, text_after: str) -> Gender:
        """Gender of the noun at the start of the text after a number, by its ending; `NONE` without a noun."""
        noun = _NEXT_WORD.match(text_after)
        if not noun or noun["word"].lower() in _NOT_NOUNS:
            return Gender.NONE
        return Gender.FEMININE if self.locale.feminine_noun.match(noun["word"]) else Gender.MASCULINE

    def _decimals(self, digits: str) -> str:
        """Up to two decimals as one number (`3,75` → `tres coma setenta y cinco`), more of them digit by digit."""
        is_number = len(digits) <= _DECIMAL_DIGITS and not digits.startswith("0")
        return self.cardinal(int(digits)) if is_number else self.spell_digits(digits)
