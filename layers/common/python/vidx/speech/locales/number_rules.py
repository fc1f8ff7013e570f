"""Rules for numbers: fractions, ranges, dimensions, number signs, and all numbers that no other rule matches."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context_words import is_score
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import DIMENSION_START, FRACTION_CHARS, NUMBER, NUMBER_END, NUMBER_START, parse_amount
from vidx.speech.ranges import is_range
from vidx.speech.rules import Rule, Verbalization, ambiguous_rule, rule

_STORAGE: Final = r"(?:[GMT][oB]\b)"
NUMBER_WITH_SPACES: Final = rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d+)?(?![\d.,]*\d)(?!\s?{_STORAGE})"
"""Groups of three digits with spaces between them; not before gigabytes: `iPhone 15 128 GB` has two numbers."""
_PORTION_AFTER: Final = re.compile(r"\s?\d+(?:[.,]\d+)?\s?(?:kg|g|Go|GB|TB|To|W|V|l|L|ml|cl|mAh|Ah)\b")
"""An amount of which a set has several (`2 x 8 GB`). Dimensions have lengths."""
_FULL_SCORES: Final = frozenset({10, 100})
_DAYS_A_MONTH: Final = 31
_LAST_YEAR: Final = 40
"""Largest number of two digits that is read as a year."""


@dataclass(frozen=True)
class NumberRules:
    """Rules for numbers in one language."""

    numbers: NumberVerbalizer

    def composite(self) -> tuple[Rule, ...]:
        """Rules for several numbers that belong together. They come before measures and names."""
        locale = self.numbers.locale
        number_with_groups = r"\d{1,3}(?:['’\u202f\u00a0]\d{3})+(?:[.,]\d+)?(?!\d)" + (
            f"|{NUMBER_WITH_SPACES}" if locale.groups_by_spaces else ""
        )
        return (
            # n.º 12 → número (pt)
            rule(
                r"(?<!\w)(?:[Nn](?:[º°]\.?|[or]?\.[º°]?|r|úm\.?|um\.|ro\.)"
                rf"|{locale.number_abbreviations})(?=\s?\d)|№(?=\s?\d)|(?<!\w)[Nn][º°](?=\s[^\W\d_]{{2,}})",
                locale.number_sign,
            ),
            # +3 anni → più di (it)
            rule(
                rf"(?<![\w.,)])\+(?=\s?\d{{1,2}}\s(?:{locale.year_nouns})(?!\w))",
                locale.more_than,
            ),
            # Ø 32 → diamètre (fr)
            rule(r"Ø(?=\s?\d)", locale.symbol_names.get("Ø", "")),
            # 10115 Berlin → eins null eins eins fünf (de)
            rule(rf"{NUMBER_START}\d{{5}}(?=\s(?:{locale.postcode_towns}))", lambda m: self.numbers.spell_digits(m[0])),
            # 4/5 estrellas → cuatro de cinco (es)
            rule(
                rf"{NUMBER_START}(?P<score>[0-5])/5(?=\s?(?:[★*]|(?i:estrell|étoil|Stern|estrel|stell)))",
                lambda m: f"{self.numbers.number(m['score'])} {locale.score_word} {self.numbers.cardinal(5)}",
            ),
            # 1/2 → demi (fr)
            rule(rf"{NUMBER_START}(?:(?P<whole>\d{{1,3}})\s)?(?P<part>[1-9]/[2-9]){NUMBER_END}(?!/)", self._mixed),
            # 1½ → um e meio (pt)
            rule(rf"(?:{NUMBER_START}(?P<whole>\d{{1,3}})\s?)?(?P<part>[{FRACTION_CHARS}])", self._mixed),
            # 18/10 → dix-huit dix (fr)
            rule(
                rf"{NUMBER_START}(?P<top>\d{{1,4}}(?:[.,]\d)?)/(?P<bottom>\d{{1,4}}){NUMBER_END}(?!/)",
                self._known_fraction,
            ),
            # 12/26 → douze vingt-six (fr)
            ambiguous_rule(rf"{NUMBER_START}(?P<top>\d\d?)/(?P<bottom>\d\d?){NUMBER_END}(?!/)", self._fraction),
            *self._separators(),
            # 120 mila → centoventimila (it)
            rule(
                rf"{NUMBER_START}(?P<amount>{NUMBER})\s?(?:{any_of(self.numbers.one_word_thousands())})(?!\w)",
                lambda m: self.numbers.cardinal(int(parse_amount(m["amount"]) * 1_000)),
            ),
            # 4,5* → estrellas (es)
            rule(r"(?<=\d)\*(?!\s?\d)", locale.symbol_names["★"]),
            # 180,- → einhundertachtzig (de)
            rule(
                rf"{NUMBER_START}(?P<amount>{NUMBER})(?:,--?|,[–—]|\.[-–])(?!\w)",
                lambda m: self.numbers.number(m["amount"]),
            ),
            # 120 000 → cent vingt mille (fr)
            rule(rf"{NUMBER_START}(?:{number_with_groups})", self._number),
            # 1'5 kg → uno coma cinco (es)
            rule(rf"{NUMBER_START}\d{{1,3}}['’]\d\d?(?=\s?(?:[^\W\d_]|%))", self._number),
        )

    def _separators(self) -> tuple[Rule, ...]:
        """Rules for a sign between two numbers."""
        return (
            # 100 x 200 → einhundert mal (de)
            rule(
                rf"{DIMENSION_START}(?P<first>{NUMBER})\s?(?P<separator>[-–—x×]|X(?!\d[A-Z]))(?=\s?\d)",
                self._number_and_separator,
            ),
            # 10h-14h → a (es)
            rule(r"(?:(?<=\dh)|(?<=\dh ))(?P<separator>[-–—])(?=\s?\d)", self._separator),
            # 80cm x 40cm → por (es)
            rule(
                r"(?:(?<=[\"″”])|(?<=[a-z\"″”] )|(?<=\dcm)|(?<=\dmm)|(?<=\dm))(?P<separator>[x×])(?=\s?\d)",
                self._separator,
            ),
            # 80 cm x 30 → por (es)
            rule(r"(?<=[\w)] )(?P<separator>[x×])(?= (?:[A-Za-z]\s?)?\d)", self._separator),
            # 45*60 → cuarenta y cinco por (es)
            rule(rf"{DIMENSION_START}(?P<first>{NUMBER})\s?(?P<separator>\*)(?=\s?\d)", self._number_and_separator),
        )

    def single(self) -> tuple[Rule, ...]:
        """Rules for numbers that no other rule matches. They come last."""
        locale = self.numbers.locale
        return (
            # -$50 → menos (es)
            rule(rf"(?<![\w.,)])[-−](?=[$€£¥]?{NUMBER})", locale.minus),
            # 16:9 → seize neuf (fr)
            rule(r"(?<=\d):(?=\d)", " "),
            # #5 → numéro (fr)
            rule(r"#(?=\d)", locale.number_sign),
            # 1m75-1m90 → à (fr)
            rule(r"(?<=\d)\s?(?P<separator>[-–—])\s?(?=\d)", self._separator),
            # 12k → doce mil (es)
            rule(
                r"(?<!\w)(?P<n>\d{1,4}(?:[.,]\d)?)k(?!\w)",
                lambda m: self.numbers.cardinal(int(parse_amount(m["n"]) * 1_000)),
            ),
            # 80 → ochenta (es)
            rule(NUMBER, self._number),
        )

    def _number(self, match: "re.Match[str]") -> str:
        """A number in the gender of the noun after it."""
        text_after = match.string[match.end() :]
        return self.numbers.number(match[0], self.numbers.gender_of(text_after))

    def _mixed(self, match: "re.Match[str]") -> str:
        """`1½` → `uno y medio`; empty for a fraction without a name."""
        fraction = unicodedata.normalize("NFKC", match["part"]).replace("⁄", "/")
        fractions = self.numbers.locale.fractions
        part = fractions.get(f"{match['whole']} {fraction}")
        if part:
            return part
        part = fractions.get(fraction, "")
        if not part or not match["whole"]:
            return part
        return self.numbers.locale.mixed_number.format(n=self.numbers.cardinal(int(match["whole"])), part=part)

    def _known_fraction(self, match: "re.Match[str]") -> str:
        """Two numbers that cannot be a day and a month or a month and a year."""
        top, bottom = match["top"], int(match["bottom"])
        if match[0] == "24/7":
            return self._fraction(match)
        may_be_date = top.isdigit() and int(top) <= _DAYS_A_MONTH and bottom <= _LAST_YEAR
        return "" if may_be_date and not is_score(match.string, *match.span()) else self._fraction(match)

    def _fraction(self, match: "re.Match[str]") -> str:
        """`9/10` → nueve de diez, `3/8` → tres ocho."""
        top, bottom = match["top"], int(match["bottom"])
        score_word = (
            f" {self.numbers.locale.score_word}"
            if (bottom in _FULL_SCORES and top.isdigit() and int(top) <= bottom) or "." in top or "," in top
            else ""
        )
        return f"{self.numbers.number(top)}{score_word} {self.numbers.cardinal(bottom)}"

    def _number_and_separator(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """The first number and the sign of `10–15` or `120 x 60`. Other rules read the second number with its unit."""
        yield match.start(), self.numbers.number(match["first"])
        yield from self._separator(match)

    def _separator(self, match: "re.Match[str]") -> Iterator[Verbalization]:
        """The dash of a range (`a`), a comma in a reference, `por` between dimensions, `veces` in a set."""
        locale = self.numbers.locale
        is_dash = match["separator"] in "-–—"
        times = locale.symbol_names["×"] if _PORTION_AFTER.match(match.string, match.end()) else locale.dimension_word
        yield match.start("separator"), times if not is_dash else locale.range_word if is_range(match) else ","
