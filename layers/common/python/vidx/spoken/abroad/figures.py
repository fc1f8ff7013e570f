"""Plain figures: ordinals, fractions, ranges, sizes, signs, and any number that no other rule has read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vidx.spoken.abbreviations import any_of
from vidx.spoken.abroad.numbers import Numbers
from vidx.spoken.reading import Rule, Said, rule, whole
from vidx.spoken.written import END, NUMBER, SIDE, START

_VULGAR: Final = "¼½¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞"
_STORAGE: Final = r"(?:[GMT][oB]\b)"
SPACED: Final = rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d+)?(?![\d.,]*\d)(?!\s?{_STORAGE})"
"""Groups of three with blanks between them; not before gigabytes (`iPhone 15 128 GB` names two numbers)."""
_FULL: Final = frozenset({10, 100})


@dataclass(frozen=True)
class Figures:
    """Readers of figures in one language."""

    numbers: Numbers

    def composed(self) -> tuple[Rule, ...]:
        """Several figures that make one; they come before units and names."""
        lexicon = self.numbers.lexicon
        grouped = r"\d{1,3}(?:['’\u202f\u00a0]\d{3})+(?:[.,]\d+)?(?!\d)" + (f"|{SPACED}" if lexicon.spaced else "")
        endings = any_of(lexicon.ordinals)
        return (
            rule(rf"{START}(?P<n>\d{{1,4}})(?P<ending>{endings})(?!\w)", whole(self._ordinal)),
            rule(
                rf"{START}(?P<n>\d{{1,2}})\.(?=\s(?P<noun>{any_of(lexicon.ordinal_nouns)})\b)", whole(self._before_noun)
            ),
            rule(rf"{START}(?:(?P<whole>\d{{1,3}})\s)?(?P<part>[1-9]/[2-9]){END}(?!/)", whole(self._mixed)),
            rule(rf"(?:{START}(?P<whole>\d{{1,3}})\s?)?(?P<part>[{_VULGAR}])", whole(self._mixed)),
            rule(rf"{START}(?P<top>\d{{1,4}}(?:[.,]\d)?)/(?P<bottom>\d{{1,4}}){END}(?!/)", whole(self._fraction)),
            rule(rf"{SIDE}(?P<first>{NUMBER})\s?(?P<joint>[-–—xX×])(?=\s?\d)", self._joined),
            rule(r"(?:(?<=%)|(?<=% ))(?P<joint>[-–—])(?=\s?\d)", self._joint),
            rule(r"(?:(?<=[\"″”])|(?<=[a-z\"″”] ))(?P<joint>[x×])(?=\s?\d)", self._joint),
            rule(rf"{START}(?:{grouped})", whole(self._number)),
        )

    def single(self) -> tuple[Rule, ...]:
        lexicon = self.numbers.lexicon
        return (
            rule(rf"(?<![\w.,)])[-−](?={NUMBER})", whole(lambda _: lexicon.minus)),
            rule(
                r"#(?=\d)|(?<!\w)[Nn](?:[ºo°]|um|ro|r|úm)?\.?[º°]?(?=\s?\d)|№(?=\s?\d)",
                whole(lambda _: lexicon.number_sign),
            ),
            rule(NUMBER, whole(self._number)),
        )

    def _number(self, match: "re.Match[str]") -> str:
        following = match.string[match.end() :]
        return self.numbers.read(match[0], self.numbers.gender_of(following))

    def _ordinal(self, match: "re.Match[str]") -> str:
        """By the form that belongs to the ending: a word for the first alone, a bar, the last letter of all others."""
        first, _, ending = self.numbers.lexicon.ordinals[match["ending"]].partition("|")
        if match["n"] == "1" and first:
            return first
        said = self.numbers.ordinal(int(match["n"]), "")
        return re.sub(r"[oa]\b", ending, said) if ending in {"o", "a"} else f"{said}{ending}"

    def _before_noun(self, match: "re.Match[str]") -> str:
        ending = self.numbers.lexicon.ordinal_nouns[match["noun"]]
        return self.numbers.ordinal(int(match["n"]), ending, match.string[: match.start()])

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

    def _fraction(self, match: "re.Match[str]") -> str:
        top, bottom = match["top"], int(match["bottom"])
        joint = f" {self.numbers.lexicon.out_of}" if bottom in _FULL or "." in top or "," in top else ""
        return f"{self.numbers.read(top)}{joint} {self.numbers.cardinal(bottom)}"

    def _joined(self, match: "re.Match[str]") -> Iterator[Said]:
        """`10–15` or `120 x 60`: the first number and its joint, so that what follows is read by itself."""
        yield match.start(), self.numbers.read(match["first"])
        yield from self._joint(match)

    def _joint(self, match: "re.Match[str]") -> Iterator[Said]:
        lexicon = self.numbers.lexicon
        yield match.start("joint"), lexicon.range_to if match["joint"] in "-–—" else lexicon.times
