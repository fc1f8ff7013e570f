"""Ordinals, and other words that begin with figures: `1º`, `3er`, `2e`, `3° piano`, `XXIe`, `3. Stock`, `90er`."""

import re
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import ENDS_TEXT, any_of
from vidx.speech.locales.lexicon import Gender
from vidx.speech.locales.numbers import Numbers
from vidx.speech.reading import Rule, guess, rule, whole
from vidx.speech.written import ROMANS, START

_SHOWN: Final = frozenset("ao")
"""Endings that are also letters of a model's name (`Pixel 6a`)."""
_NAME_BEFORE: Final = re.compile(r"\b[A-Z]\w+\s$")
_ARTICLE: Final = "|".join(
    rf"(?<=\b{word} )" for word in ("il", "al", "del", "nel", "dal", "sul", "el", "no", "do", "ao", "o")
)
_ARTICLES: Final = ("[Dd]er", "[Dd]ie", "[Dd]as", "[Dd]en", "[Dd]em", "[Ii]m", "[Bb]eim")
_MORE: Final = r"(?:(?:\s?[/–-]\s?|\s[eoyà]\s)\d\d?°)?"
"""Another ordinal with the same noun: `3°/4° piano`."""
_MOST_FLOORS: Final = 24
_ANNIVERSARIES: Final = "anivers|annivers|cumple|complea|edici|ediç|edizi|sal[oó]n|congres|feria|feira|fiera|regimi"
_DEGREES_BEFORE: Final = re.compile(
    r"(?i)(?:temperatur|[áâa]ng[uo]l|inclin|\bgir[aoi]|\brot[aeo]|\bruot|\bhorno|\bforno|\blava)"
    r"[^.;!?]{0,30}$"
)
_SINGLE_ROMANS: Final = {"I": 1, "V": 5}
_FIRST_HUNDREDS: Final = 1_100
_MODERN: Final = 2_000


@dataclass(frozen=True)
class Ordinals:
    """Readers of ordinals in one language."""

    numbers: Numbers

    def rules(self) -> tuple[Rule, ...]:
        """Rules from the most to the least particular."""
        lexicon = self.numbers.lexicon
        noun = rf"(?P<noun>{any_of(lexicon.ordinal_nouns)})(?!\w)"
        romans, endings = any_of(ROMANS), any_of(lexicon.ordinals)
        after = "|".join(rf"(?<=\b{noun} )" for noun in lexicon.degree_nouns.split("|"))
        nouns = lexicon.degree_nouns
        return (
            rule(
                rf"{START}(?P<n>\d{{1,2}})\.?[º°]\s?(?P<form>{any_of(lexicon.after_ordinal)})(?!\w)",
                whole(self._with_form),
            ),
            rule(rf"{START}(?P<n>\d{{1,3}})\s?(?P<sign>º)(?!\w)", whole(self._sign_of_degrees)),
            rule(
                rf"{START}(?P<n>\d{{1,4}})(?P<ending>{endings})(?:(?!\w)|(?<=[ºª])(?=[ABD-EG-Z]\b))", whole(self._ended)
            ),
            rule(
                rf"(?:(?<=[IVX]e )|(?<=\de ))(?P<form>{any_of(lexicon.after_ordinal)})(?!\w)",
                whole(lambda m: lexicon.after_ordinal[m["form"]] + ("" if m.string[m.end() :].strip() else ".")),
            ),
            rule(rf"(?<!\w)(?P<n>{romans})(?P<ending>{endings})(?!\w)", whole(self._ended)),
            rule(rf"(?<!\w)(?P<n>{romans})(?=\s(?:{lexicon.roman_nouns})\b)", whole(self._degree)),
            rule(rf"{START}(?P<n>[1-9]\d?)\s?°(?={_MORE}\s?(?:{nouns})\b)", whole(self._degree)),
            rule(rf"(?:{after})(?P<n>[1-9]\d?)°(?!\w)", whole(self._degree)),
            *self._articled(),
            rule(
                rf"{START}(?P<n>\d{{1,2}}|{romans}|I|V)\.(?=\s?{noun})",
                whole(self._before_noun),
            ),
            *self._after_article(),
            rule(rf"{START}(?P<n>\d{{1,4}})-?(?P<ending>{any_of(lexicon.derived)})(?!\w)", whole(self._derived)),
        )

    def _articled(self) -> tuple[Rule, ...]:
        """`il 1°`, where the language has nouns that follow such a sign at all."""
        if not self.numbers.lexicon.ordinals.keys() & {"º"}:
            return ()
        return (
            rule(rf"(?:{_ARTICLE})(?P<n>[1-9]|[12]\d|3[01])°(?=\s[^\W\d_]{{4}})", whole(self._degree)),
            rule(rf"{START}(?P<n>1)°(?!\s?[CF\d])(?!\w)", whole(self._degree)),
        )

    def _after_article(self) -> tuple[Rule, ...]:
        """`der 5. Wagen`, `am 3.`, where days are ordinals with a dot."""
        if not self.numbers.lexicon.clock.ordinal_days:
            return ()
        before = "|".join(
            rf"(?<=\b{word} )" for word in ("[Dd]er", "[Dd]ie", "[Dd]as", "[Dd]en", "[Dd]em", "[Ii]m", "[Bb]eim")
        )
        return (
            rule(rf"(?:{before})(?P<n>\d{{1,2}})\.(?=\s[A-ZÄÖÜ][a-zäöüß]{{2}})", whole(self._weak)),
            rule(
                r"(?:^|(?<=[,(] )|(?<=\()|(?<=\b[a-z]{3} )|(?<=\b[a-z]{4} ))(?P<n>[1-9])\."
                r"(?=\s[A-ZÄÖÜ][a-zäöüß]+(?:ung|heit|keit|schaft|tät|ion)\b)",
                whole(self._feminine),
            ),
            guess(rf"{START}\d\d?(?=\.\s[A-ZÄÖÜ])", whole(lambda m: self.numbers.read(m[0]))),
            rule(r"(?:(?<=\b[Aa]m )|(?<=\b[Vv]om )|(?<=\b[Zz]um ))(?P<n>\d{1,2})\.(?=\s)", whole(self._weak)),
        )

    def _with_form(self, match: "re.Match[str]") -> str:
        """`2° p.`"""
        ends = match["form"].endswith(".") and ENDS_TEXT.match(match.string, match.end())
        return f"{self._said(match['n'], 'º')} {self.numbers.lexicon.after_ordinal[match['form']]}{'.' if ends else ''}"

    def _sign_of_degrees(self, match: "re.Match[str]") -> str:
        """`30º`: few things are counted so far; lower figures are degrees after a word of angles or temperatures."""
        lexicon, value = self.numbers.lexicon, int(match["n"])
        if "º" not in lexicon.ordinals:
            return ""
        nouns = rf"(?:(?:{lexicon.degree_nouns})\b|{_ANNIVERSARIES})"
        before, after = match.string[: match.start()], match.string[match.end() :]
        counts = re.match(rf"(?i)\s?{nouns}", after) or re.search(rf"(?i)\b(?:{lexicon.degree_nouns})\s$", before)
        if counts or (value < _MOST_FLOORS and not _DEGREES_BEFORE.search(before)):
            return ""
        return f"{self.numbers.cardinal(value, Gender.HE)} {lexicon.units['°'].many}"

    def _ended(self, match: "re.Match[str]") -> str:
        """By the form that belongs to the ending; see `Lexicon.ordinals`."""
        ending = match["ending"]
        if ending in _SHOWN and match["n"] != "1" and _NAME_BEFORE.search(match.string, 0, match.start()):
            return ""
        said = self._said(match["n"], ending)
        counted = self.numbers.gender_of(match.string[match.end() :]) is Gender.HE
        return self._shortened(said) if counted or ending.endswith("er") else said

    def _degree(self, match: "re.Match[str]") -> str:
        gender = self.numbers.gender_of(match.string[match.end() :])
        said = self._said(match["n"], "ª" if gender is Gender.SHE else "º")
        return self._shortened(said) if gender is Gender.HE else said

    def _said(self, figures: str, ending: str) -> str:
        first, _, last = self.numbers.lexicon.ordinals[ending].partition("|")
        value = ROMANS.get(figures) or int(figures)
        if value == 1 and first:
            return first
        said = self.numbers.ordinal(value, "")
        return re.sub(r"[oa]\b", last, said) if last in _SHOWN else f"{said}{last}"

    def _shortened(self, said: str) -> str:
        for pattern, short in self.numbers.lexicon.shortened:
            said = pattern.sub(short, said)
        return said

    def _before_noun(self, match: "re.Match[str]") -> str:
        ending = self.numbers.lexicon.ordinal_nouns[match["noun"]]
        value = ROMANS.get(match["n"]) or _SINGLE_ROMANS.get(match["n"]) or int(match["n"])
        return self.numbers.ordinal(value, ending, match.string[: match.start()])

    def _weak(self, match: "re.Match[str]") -> str:
        feminine = self.numbers.gender_of(match.string[match.end() :]) is Gender.SHE
        return self.numbers.ordinal(int(match["n"]), "" if feminine else "r", match.string[: match.start()])

    def _feminine(self, match: "re.Match[str]") -> str:
        return self.numbers.ordinal(int(match["n"]), "", match.string[: match.start()])

    def _derived(self, match: "re.Match[str]") -> str:
        value = int(match["n"])
        is_year = _FIRST_HUNDREDS <= value < _MODERN
        number = self.numbers.year(value) if is_year else self.numbers.cardinal(value, Gender.HE)
        return self.numbers.lexicon.derived[match["ending"]].format(n=number)
