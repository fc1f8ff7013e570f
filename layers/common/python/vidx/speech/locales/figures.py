"""Plain figures: fractions, ranges, sizes, signs, and any number that no other rule has read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.hints import rated
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, Said, guess, rule, whole
from vidx.speech.stretches import is_range
from vidx.speech.written import END, NUMBER, SIDE, START, VULGAR, amount

_STORAGE: Final = r"(?:[GMT][oB]\b)"
SPACED: Final = rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d+)?(?![\d.,]*\d)(?!\s?{_STORAGE})"
"""Groups of three with blanks between them; not before gigabytes (`iPhone 15 128 GB` names two numbers)."""
_PORTION: Final = re.compile(r"\s?\d+(?:[.,]\d+)?\s?(?:kg|g|Go|GB|TB|To|W|V|l|L|ml|cl|mAh|Ah)\b")
"""What there are several of; sides are measured in lengths."""
_FULL: Final = frozenset({10, 100})
_LONGEST_MONTH: Final = 31
_LAST_YEAR: Final = 40


@dataclass(frozen=True)
class Figures:
    """Readers of figures in one language."""

    numbers: Numbers

    def composed(self) -> tuple[Rule, ...]:
        """Several figures that make one; they come before units and names."""
        lexicon = self.numbers.lexicon
        grouped = r"\d{1,3}(?:['’\u202f\u00a0]\d{3})+(?:[.,]\d+)?(?!\d)" + (f"|{SPACED}" if lexicon.spaced else "")
        return (
            rule(
                r"(?<!\w)(?:[Nn](?:[º°]\.?|[or]?\.[º°]?|r|úm\.?|um\.|ro\.)"
                rf"|{lexicon.number_marks})(?=\s?\d)|№(?=\s?\d)|(?<!\w)[Nn][º°](?=\s[^\W\d_]{{2,}})",
                whole(lambda _: lexicon.number_sign),
            ),
            rule(
                rf"(?<![\w.,)])\+(?=\s?\d{{1,2}}\s(?:{lexicon.years})(?!\w))",
                whole(lambda _: lexicon.more_than),
            ),
            rule(r"Ø(?=\s?\d)", whole(lambda _: lexicon.symbols.get("Ø", ""))),
            rule(rf"{START}\d{{5}}(?=\s(?:{lexicon.post_towns}))", whole(lambda m: self.numbers.digits(m[0]))),
            rule(
                rf"{START}(?P<score>[0-5])/5(?=\s?(?:[★*]|(?i:estrell|étoil|Stern|estrel|stell)))",
                whole(lambda m: f"{self.numbers.read(m['score'])} {lexicon.out_of} {self.numbers.cardinal(5)}"),
            ),
            rule(rf"{START}(?:(?P<whole>\d{{1,3}})\s)?(?P<part>[1-9]/[2-9]){END}(?!/)", whole(self._mixed)),
            rule(rf"(?:{START}(?P<whole>\d{{1,3}})\s?)?(?P<part>[{VULGAR}])", whole(self._mixed)),
            rule(rf"{START}(?P<top>\d{{1,4}}(?:[.,]\d)?)/(?P<bottom>\d{{1,4}}){END}(?!/)", whole(self._no_date)),
            guess(rf"{START}(?P<top>\d\d?)/(?P<bottom>\d\d?){END}(?!/)", whole(self._fraction)),
            *self._joints(),
            rule(
                rf"{START}(?P<sum>{NUMBER})\s?(?:{any_of(self.numbers.one_word_thousands())})(?!\w)",
                whole(lambda m: self.numbers.cardinal(int(amount(m["sum"]) * 1_000))),
            ),
            rule(r"(?<=\d)\*(?!\s?\d)", whole(lambda _: lexicon.symbols["★"])),
            rule(rf"{START}(?P<sum>{NUMBER})(?:,--?|,[–—]|\.[-–])(?!\w)", whole(lambda m: self.numbers.read(m["sum"]))),
            rule(rf"{START}(?:{grouped})", whole(self._number)),
            rule(rf"{START}\d{{1,3}}['’]\d\d?(?=\s?(?:[^\W\d_]|%))", whole(self._number)),
        )

    def _joints(self) -> tuple[Rule, ...]:
        """Signs between two figures."""
        return (
            rule(rf"{SIDE}(?P<first>{NUMBER})\s?(?P<joint>[-–—x×]|X(?!\d[A-Z]))(?=\s?\d)", self._joined),
            rule(r"(?:(?<=\dh)|(?<=\dh ))(?P<joint>[-–—])(?=\s?\d)", self._joint),
            rule(
                r"(?:(?<=[\"″”])|(?<=[a-z\"″”] )|(?<=\dcm)|(?<=\dmm)|(?<=\dm))(?P<joint>[x×])(?=\s?\d)",
                self._joint,
            ),
            rule(r"(?<=[\w)] )(?P<joint>[x×])(?= (?:[A-Za-z]\s?)?\d)", self._joint),
            rule(rf"{SIDE}(?P<first>{NUMBER})\s?(?P<joint>\*)(?=\s?\d)", self._joined),
        )

    def single(self) -> tuple[Rule, ...]:
        lexicon = self.numbers.lexicon
        return (
            rule(rf"(?<![\w.,)])[-−](?=[$€£¥]?{NUMBER})", whole(lambda _: lexicon.minus)),
            rule(r"(?<=\d):(?=\d)", whole(lambda _: " ")),
            rule(r"#(?=\d)", whole(lambda _: lexicon.number_sign)),
            rule(r"(?<=\d)\s?(?P<joint>[-–—])\s?(?=\d)", self._joint),
            rule(
                r"(?<!\w)(?P<n>\d{1,4}(?:[.,]\d)?)k(?!\w)",
                whole(lambda m: self.numbers.cardinal(int(amount(m["n"]) * 1_000))),
            ),
            rule(NUMBER, whole(self._number)),
        )

    def _number(self, match: "re.Match[str]") -> str:
        following = match.string[match.end() :]
        return self.numbers.read(match[0], self.numbers.gender_of(following))

    def _mixed(self, match: "re.Match[str]") -> str:
        """`1½` → `uno y medio`; nothing for a fraction without a name."""
        figures = unicodedata.normalize("NFKC", match["part"]).replace("⁄", "/")
        parts = self.numbers.lexicon.parts
        part = parts.get(f"{match['whole']} {figures}")
        if part:
            return part
        part = parts.get(figures, "")
        if not part or not match["whole"]:
            return part
        return self.numbers.lexicon.mixed.format(n=self.numbers.cardinal(int(match["whole"])), part=part)

    def _no_date(self, match: "re.Match[str]") -> str:
        """Two figures that cannot be a day and a month or a month and a year."""
        top, bottom = match["top"], int(match["bottom"])
        if match[0] == "24/7":
            return self._fraction(match)
        short = top.isdigit() and int(top) <= _LONGEST_MONTH and bottom <= _LAST_YEAR
        return "" if short and not rated(match.string, *match.span()) else self._fraction(match)

    def _fraction(self, match: "re.Match[str]") -> str:
        top, bottom = match["top"], int(match["bottom"])
        joint = (
            f" {self.numbers.lexicon.out_of}"
            if (bottom in _FULL and top.isdigit() and int(top) <= bottom) or "." in top or "," in top
            else ""
        )
        return f"{self.numbers.read(top)}{joint} {self.numbers.cardinal(bottom)}"

    def _joined(self, match: "re.Match[str]") -> Iterator[Said]:
        """`10–15` or `120 x 60`: the first number and its joint, so that what follows is read by itself."""
        yield match.start(), self.numbers.read(match["first"])
        yield from self._joint(match)

    def _joint(self, match: "re.Match[str]") -> Iterator[Said]:
        lexicon = self.numbers.lexicon
        dash = match["joint"] in "-–—"
        times = lexicon.symbols["×"] if _PORTION.match(match.string, match.end()) else lexicon.times
        yield match.start("joint"), times if not dash else lexicon.range_to if is_range(match) else ","
