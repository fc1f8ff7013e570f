"""Rules for ordinals and words derived from numbers: `1º`, `3er`, `2e`, `3° piano`, `XXIe`, `3. Stock`, `90er`."""

import re
from dataclasses import dataclass
from typing import Final

from vidx.speech.abbreviations import TEXT_END, any_of
from vidx.speech.locales.locale import Gender
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.patterns import NUMBER_START, ROMAN_NUMERALS
from vidx.speech.rules import Rule, ambiguous_rule, rule

_VOWEL_ENDINGS: Final = frozenset("ao")
"""Endings that are also letters of a model's name (`Pixel 6a`)."""
_NAME_BEFORE: Final = re.compile(r"\b[A-Z]\w+\s$")
_LATIN_ARTICLES: Final = "|".join(
    rf"(?<=\b{word} )" for word in ("il", "al", "del", "nel", "dal", "sul", "el", "no", "do", "ao", "o")
)
_GERMAN_ARTICLES: Final = "|".join(
    rf"(?<=\b{word} )" for word in ("[Dd]er", "[Dd]ie", "[Dd]as", "[Dd]en", "[Dd]em", "[Ii]m", "[Bb]eim")
)
_SECOND_ORDINAL: Final = r"(?:(?:\s?[/–-]\s?|\s[eoyà]\s)\d\d?°)?"
"""Another ordinal with the same noun: `3°/4° piano`."""
_MAX_FLOOR: Final = 24
"""Numbers with `º` from this one on are degrees unless their noun is one of ordinals."""
_EVENTS: Final = "anivers|annivers|cumple|complea|edici|ediç|edizi|sal[oó]n|congres|feria|feira|fiera|regimi"
_DEGREES_BEFORE: Final = re.compile(
    r"(?i)(?:temperatur|[áâa]ng[uo]l|inclin|\bgir[aoi]|\brot[aeo]|\bruot|\bhorno|\bforno|\blava)"
    r"[^.;!?]{0,30}$"
)
_ONE_LETTER_NUMERALS: Final = {"I": 1, "V": 5}
_YEARS: Final = range(1_100, 2_000)
"""Numbers of derived words that are years: `1950er`."""


@dataclass(frozen=True)
class Ordinals:
    """Rules for ordinals in one language."""

    numbers: NumberVerbalizer

    def rules(self) -> tuple[Rule, ...]:
        """Rules from the most to the least particular."""
        locale = self.numbers.locale
        noun = rf"(?P<noun>{any_of(locale.nouns_after_ordinal_dot)})(?!\w)"
        numerals, suffixes = any_of(ROMAN_NUMERALS), any_of(locale.ordinal_suffixes)
        after = "|".join(rf"(?<=\b{noun} )" for noun in locale.nouns_after_degree_sign.split("|"))
        nouns = locale.nouns_after_degree_sign
        return (
            # 3° p. → terzo piano (it)
            rule(
                rf"{NUMBER_START}(?P<n>\d{{1,2}})\.?[º°]\s?(?P<abbreviation>{any_of(locale.abbreviations_after_ordinal)})(?!\w)",
                self._with_abbreviation,
            ),
            # 180º → ciento ochenta grados (es)
            rule(rf"{NUMBER_START}(?P<n>\d{{1,3}})\s?(?P<symbol>º)(?!\w)", self._degrees),
            # 1ers → premiers (fr)
            rule(
                rf"{NUMBER_START}(?P<n>\d{{1,4}})(?P<suffix>{suffixes})(?:(?!\w)|(?<=[ºª])(?=[ABD-EG-Z]\b))",
                self._with_suffix,
            ),
            # XIXe s. → siècle (fr)
            rule(
                rf"(?:(?<=[IVX]e )|(?<=\de ))(?P<abbreviation>{any_of(locale.abbreviations_after_ordinal)})(?!\w)",
                lambda m: (
                    locale.abbreviations_after_ordinal[m["abbreviation"]] + ("" if m.string[m.end() :].strip() else ".")
                ),
            ),
            # XIXe → dix-neuvième (fr)
            rule(rf"(?<!\w)(?P<n>{numerals})(?P<suffix>{suffixes})(?!\w)", self._with_suffix),
            # XX secolo → ventesimo (it)
            rule(rf"(?<!\w)(?P<n>{numerals})(?=\s(?:{locale.nouns_after_roman_numeral})\b)", self._ordinal),
            # 3° piano → terzo (it)
            rule(rf"{NUMBER_START}(?P<n>[1-9]\d?)\s?°(?={_SECOND_ORDINAL}\s?(?:{nouns})\b)", self._ordinal),
            # piano 3° → terzo (it)
            rule(rf"(?:{after})(?P<n>[1-9]\d?)°(?!\w)", self._ordinal),
            *self._after_latin_article(),
            # 2. Hand → zweite (de)
            rule(
                rf"{NUMBER_START}(?P<n>\d{{1,2}}|{numerals}|I|V)\.(?=\s?{noun})",
                self._with_noun,
            ),
            *self._after_german_article(),
            # 90er → neunziger (de)
            rule(rf"{NUMBER_START}(?P<n>\d{{1,4}})-?(?P<ending>{any_of(locale.derived_words)})(?!\w)", self._derived),
        )

    def _after_latin_article(self) -> tuple[Rule, ...]:
        """`il 1°`, in languages that write ordinals with `º`."""
        if not self.numbers.locale.ordinal_suffixes.keys() & {"º"}:
            return ()
        return (
            # il 3° posto → terzo (it)
            rule(rf"(?:{_LATIN_ARTICLES})(?P<n>[1-9]|[12]\d|3[01])°(?=\s[^\W\d_]{{4}})", self._ordinal),
            # 1° → primo (it)
            rule(rf"{NUMBER_START}(?P<n>1)°(?!\s?[CF\d])(?!\w)", self._ordinal),
        )

    def _after_german_article(self) -> tuple[Rule, ...]:
        """`der 5. Wagen`, `am 3.`, where days are ordinals with a dot."""
        if not self.numbers.locale.date_words.ordinal_day_ending:
            return ()
        return (
            # der 5. Wagen → fünfte (de)
            rule(rf"(?:{_GERMAN_ARTICLES})(?P<n>\d{{1,2}})\.(?=\s[A-ZÄÖÜ][a-zäöüß]{{2}})", self._weak_form),
            # (2. Wohnung) → zweite (de)
            rule(
                r"(?:^|(?<=[,(] )|(?<=\()|(?<=\b[a-z]{3} )|(?<=\b[a-z]{4} ))(?P<n>[1-9])\."
                r"(?=\s[A-ZÄÖÜ][a-zäöüß]+(?:ung|heit|keit|schaft|tät|ion)\b)",
                self._feminine,
            ),
            # Nur 2. Bitte → zwei (de)
            ambiguous_rule(rf"{NUMBER_START}\d\d?(?=\.\s[A-ZÄÖÜ])", lambda m: self.numbers.number(m[0])),
            # am 3. im Haus → am dritten (de)
            rule(r"(?:(?<=\b[Aa]m )|(?<=\b[Vv]om )|(?<=\b[Zz]um ))(?P<n>\d{1,2})\.(?=\s)", self._weak_form),
        )

    def _with_abbreviation(self, match: "re.Match[str]") -> str:
        """`2° p.`"""
        is_full_stop = match["abbreviation"].endswith(".") and TEXT_END.match(match.string, match.end())
        expansion = self.numbers.locale.abbreviations_after_ordinal[match["abbreviation"]]
        return f"{self._ordinal_words(match['n'], 'º')} {expansion}{'.' if is_full_stop else ''}"

    def _degrees(self, match: "re.Match[str]") -> str:
        """`30º`: degrees, unless a noun of ordinals is near. Small numbers only after a word such as `temperatura`."""
        locale, value = self.numbers.locale, int(match["n"])
        if "º" not in locale.ordinal_suffixes:
            return ""
        nouns = rf"(?:(?:{locale.nouns_after_degree_sign})\b|{_EVENTS})"
        before, after = match.string[: match.start()], match.string[match.end() :]
        is_ordinal = re.match(rf"(?i)\s?{nouns}", after) or re.search(
            rf"(?i)\b(?:{locale.nouns_after_degree_sign})\s$", before
        )
        if is_ordinal or (value < _MAX_FLOOR and not _DEGREES_BEFORE.search(before)):
            return ""
        return f"{self.numbers.cardinal(value, Gender.MASCULINE)} {locale.units['°'].plural}"

    def _with_suffix(self, match: "re.Match[str]") -> str:
        """By the form that belongs to the ending; see `Locale.ordinals`."""
        suffix = match["suffix"]
        if suffix in _VOWEL_ENDINGS and match["n"] != "1" and _NAME_BEFORE.search(match.string, 0, match.start()):
            return ""
        words = self._ordinal_words(match["n"], suffix)
        is_before_noun = self.numbers.gender_of(match.string[match.end() :]) is Gender.MASCULINE
        return self._apocope(words) if is_before_noun or suffix.endswith("er") else words

    def _ordinal(self, match: "re.Match[str]") -> str:
        """`3° piano`, `XX secolo`: an ordinal in the gender of the noun after it."""
        gender = self.numbers.gender_of(match.string[match.end() :])
        words = self._ordinal_words(match["n"], "ª" if gender is Gender.FEMININE else "º")
        return self._apocope(words) if gender is Gender.MASCULINE else words

    def _ordinal_words(self, digits: str, suffix: str) -> str:
        """The ordinal for digits or a Roman numeral with a suffix of `Locale.ordinal_suffixes`."""
        ending, first = self.numbers.locale.ordinal_suffixes[suffix]
        value = ROMAN_NUMERALS.get(digits) or int(digits)
        if value == 1 and first:
            return first
        words = self.numbers.ordinal(value, "")
        return re.sub(r"[oa]\b", ending, words) if ending in _VOWEL_ENDINGS else f"{words}{ending}"

    def _apocope(self, words: str) -> str:
        """The shorter form before a masculine noun: `tercero` → tercer."""
        for pattern, replacement in self.numbers.locale.ordinal_apocope:
            words = pattern.sub(replacement, words)
        return words

    def _with_noun(self, match: "re.Match[str]") -> str:
        """`3. Stock` → dritter."""
        ending = self.numbers.locale.nouns_after_ordinal_dot[match["noun"]]
        value = ROMAN_NUMERALS.get(match["n"]) or _ONE_LETTER_NUMERALS.get(match["n"]) or int(match["n"])
        return self.numbers.ordinal(value, ending, match.string[: match.start()])

    def _weak_form(self, match: "re.Match[str]") -> str:
        """`der 5. Wagen` → fünfte."""
        is_feminine = self.numbers.gender_of(match.string[match.end() :]) is Gender.FEMININE
        return self.numbers.ordinal(int(match["n"]), "" if is_feminine else "r", match.string[: match.start()])

    def _feminine(self, match: "re.Match[str]") -> str:
        """`2. Wohnung` → zweite."""
        return self.numbers.ordinal(int(match["n"]), "", match.string[: match.start()])

    def _derived(self, match: "re.Match[str]") -> str:
        """`90er` → neunziger."""
        value = int(match["n"])
        is_year = value in _YEARS
        number = self.numbers.year(value) if is_year else self.numbers.cardinal(value, Gender.MASCULINE)
        return self.numbers.locale.derived_words[match["ending"]].format(n=number)
