"""Numbers in the words of a language, agreeing with what they count."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from num2words import num2words

from vidx.speech.locales.lexicon import Gender, Lexicon, Noun
from vidx.speech.written import by_digits

_MILLION: Final = 1_000_000
_CENTURY: Final = 100
_MODERN: Final = 2_000
_SOON: Final = 2_030
"""Four figures below are a year of now, above a model."""
_FOUR: Final = 4
_DECIMAL_MARK: Final = re.compile(r"['’](?=\d\d?$)")
"""As Spanish hands write it: `1'80 m`."""
_NEXT_WORD: Final = re.compile(r"\s(?P<word>[^\W\d_]{3,}|[^\W\d_]\w*[aeo]s?)\b")
_NO_NOUN: Final = frozenset(
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
"""Words that follow a figure without being counted."""


@dataclass(frozen=True)
class Numbers:
    """A language's numbers."""

    lexicon: Lexicon

    def cardinal(self, value: int, gender: Gender = Gender.NONE) -> str:
        """`21` → `veintiuno`, before a masculine noun `veintiún`, before a feminine one `veintiuna`."""
        words: str = num2words(value, lang=self.lexicon.code).replace(",", "")
        for pattern, said in (*self.lexicon.replaced, *self.lexicon.before[gender]):
            words = pattern.sub(said, words)
        return words

    def year(self, value: int) -> str:
        """`1994` → `neunzehnhundertvierundneunzig` where years are read so, elsewhere like any number."""
        century, rest = divmod(value, _CENTURY)
        if not self.lexicon.hundreds_from <= value < _MODERN or not self.lexicon.hundreds_from:
            return self.cardinal(value)
        return f"{self.cardinal(century)}hundert{self.cardinal(rest) if rest else ''}"

    def digits(self, figures: str) -> str:
        return " ".join(self.cardinal(int(figure)) for figure in figures if figure.isdecimal())

    def read(self, figures: str, gender: Gender = Gender.NONE) -> str:
        """A number as it is written on the continent: `1.250,5`, `1 250,5`, `12'500`; leading zeros one by one.

        Three figures after a point are thousands, any other number of them are decimals, as after a comma; two zeros
        are a sum's and not said.
        """
        plain = re.sub(r"[.,]00$", "", re.sub(r"[\s'’]", "", _DECIMAL_MARK.sub(",", figures)))
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
            plain = plain.replace(".", "")
        elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain) or self._has_comma_groups(plain):
            plain = plain.replace(",", "")
        whole, *rest = re.split(r"[.,]", plain)
        decimals = [self._decimals(part) for part in rest]
        said = self.digits(whole) if by_digits(whole) else self.cardinal(int(whole), Gender.NONE if rest else gender)
        return f" {self.lexicon.decimal} ".join([said, *decimals])

    def _has_comma_groups(self, figures: str) -> bool:
        """Whether commas group the figures: where the country writes so, or no decimals look like that."""
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", figures)
        return bool(grouped) and (self.lexicon.comma_groups or figures.endswith(",000") or figures.count(",") > 1)

    def agreeing(self, adjective: str, noun: str) -> str:
        """A masculine adjective in `o` as the noun needs it: `incluido`, `gastos` → `incluidos`."""
        endings = self.lexicon.agreement
        ending = next((ending for pattern, ending in endings if pattern.fullmatch(noun)), adjective[-1])
        return f"{adjective[:-1]}{ending}"

    def read_value(self, value: Decimal, gender: Gender = Gender.NONE) -> str:
        """A value without trailing zeros."""
        return self.read(f"{value.normalize():f}".replace(".", ","), gender)

    def model(self, figures: str) -> str:
        """Figures of a model's name: four of them in pairs (`4090` → `cuarenta noventa`)."""
        if by_digits(figures):
            return self.digits(figures)
        head, tail = divmod(int(figures), _CENTURY)
        in_pairs = len(figures) == _FOUR and tail > _CENTURY // 10 and not _MODERN - _CENTURY <= int(figures) < _SOON
        return f"{self.cardinal(head)} {self.cardinal(tail)}" if in_pairs else self.cardinal(int(figures))

    def counted(self, value: Decimal, noun: Noun) -> str:
        """The number and its noun: `1.000.000` of euros → `un millón de euros`."""
        words, round_number = self.read_value(value, noun.gender), value and value % _MILLION == 0
        return f"{words} {self.of(noun) if round_number else noun.one if value == 1 else noun.many}"

    def of(self, noun: Noun) -> str:
        """Many of it after millions: `de euros`, `d'euros`, plain `Euro`."""
        usual, _, before_vowel = self.lexicon.million.partition("|")
        if before_vowel and noun.many[0] in "aeiouéè":
            return f"{before_vowel}{noun.many}"
        return f"{usual} {noun.many}".strip()

    def ordinal(self, value: int, ending: str, before: str = "") -> str:
        """num2words's own ordinal with `ending`; another where a word stands `before` it that asks for one (`am`)."""
        words: str = num2words(value, lang=self.lexicon.code, to="ordinal")
        for pattern, said in self.lexicon.replaced:
            words = pattern.sub(said, words)
        if self.lexicon.dative and self.lexicon.dative.search(before):
            return f"{words}n"
        if self.lexicon.definite and (article := self.lexicon.definite.search(before)):
            return words if ending or article[0].lower() == "die " else f"{words}n"
        if not ending and self.lexicon.feminine_dative and self.lexicon.feminine_dative.search(before):
            return f"{words}r"
        return f"{words}{ending}"

    def one_word_thousands(self) -> dict[str, Noun]:
        """Words for thousands that a number before them is written together with (`60 mila` → `sessantamila`)."""
        if " " in self.cardinal(_MODERN):
            return {}
        scales = self.lexicon.scales.items()
        return {sign: noun for sign, noun in scales if noun.one == noun.many and len(sign) > len("k")}

    def gender_of(self, following: str) -> Gender:
        """Of the noun that a text after a figure begins with, guessed by its ending; `NONE` when none does."""
        found = _NEXT_WORD.match(following)
        if not found or found["word"].lower() in _NO_NOUN:
            return Gender.NONE
        return Gender.SHE if self.lexicon.feminine.match(found["word"]) else Gender.HE

    def _decimals(self, figures: str) -> str:
        """Up to two decimals as one number (`3,75` → `tres coma setenta y cinco`), more one by one."""
        two = len(figures) <= 2 and not figures.startswith("0")  # noqa: PLR2004 - hundredths are as fine as people speak
        return self.cardinal(int(figures)) if two else self.digits(figures)
