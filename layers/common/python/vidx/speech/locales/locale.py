"""The data of one language: its numbers, nouns, abbreviations and phrases. The rules in this folder are built from it.

`de.py`, `es.py`, `fr.py`, `it.py` and `pt.py` each define one `Locale`. English has rules of its own (`en`).
Wherever a pattern is a `str`, it is the source of a regular expression that becomes part of a larger one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from re import Pattern
from typing import NamedTuple

from vidx.categories import Category
from vidx.speech.abbreviations import NEVER
from vidx.speech.electronic import AddressSymbols

Replacements = tuple[tuple[Pattern[str], str], ...]
"""Patterns, each with what replaces its matches; applied in order."""


class Gender(Enum):
    """Grammatical gender of the noun that a number agrees with."""

    NONE = ""
    """No noun: the number counts nothing (`3,5`, `MX-5`)."""
    MASCULINE = "m"
    """Masculine. German neuters take the same numbers."""
    FEMININE = "f"


@dataclass(frozen=True)
class Noun:
    """A noun that numbers count: `Noun("corona", "corone", Gender.FEMININE)`."""

    singular: str
    plural: str
    gender: Gender = Gender.MASCULINE


@dataclass(frozen=True)
class CountNoun:
    """One meaning of an abbreviation after a number: `3 ch.` → trois chambres."""

    noun: Noun
    categories: frozenset[Category] = frozenset()
    """Categories of the adverts in which the abbreviation has this meaning; empty when it has no other."""
    max_likely: int = 19
    """Largest number with which this is the likeliest meaning in an advert of unknown category."""
    dative_plural: str = ""
    """Plural after a preposition with the dative, where it differs: `ab 6 Jahren`."""
    numbers: frozenset[str] = frozenset()
    """The only numbers with this meaning; empty for any. `21v` is 21 gears, `12v` twelve volts."""
    context_words: str = NEVER
    """Pattern of words before the number that decide for this meaning in any category: `bici`."""


def count_noun(
    noun: Noun,
    *abbreviations: str,
    categories: Iterable[Category] = (),
    numbers: Iterable[str] = (),
    context_words: str = NEVER,
) -> Mapping[str, tuple[CountNoun, ...]]:
    """Entries of `Locale.count_nouns` for abbreviations with one meaning, with and without a dot."""
    meaning = CountNoun(noun, frozenset(categories), numbers=frozenset(numbers), context_words=context_words)
    return {abbreviation + dot: (meaning,) for abbreviation in abbreviations for dot in ("", ".")}


class OrdinalSuffix(NamedTuple):
    """How an ordinal with a suffix after its digits is read: `1ª` → prima, `2ª` → seconda."""

    ending: str = ""
    """`o` or `a` replaces the last vowel of the masculine ordinal; any other ending is added to it."""
    first: str = ""
    """The word for 1, where it is irregular."""


@dataclass(frozen=True)
class DateWords:
    """Words of dates and times of day."""

    months: tuple[str, ...]
    """Names of the months, January first."""
    day_month_link: str
    """Text between day and month: ` de ` (es), a space (de)."""
    month_year_link: str
    """Text between month and year."""
    first_day: str
    """Word for day 1, where it is an ordinal and the other days are cardinals: `premier`."""
    full_hour: str
    """Template of a time on the hour; `{h}` is the hour, `{s}` a plural s: `{h} heure{s}`."""
    hour_and_minutes: str
    """Template of any other time; `{m}` is the minutes: `{h} Uhr {m}`."""
    ordinal_day_ending: str = ""
    """Ending of the ordinal for every day, where all days are ordinals: `r` (de, `vierter Mai`)."""
    weekdays: Mapping[str, str] = field(default_factory=dict)
    """Days of the week by abbreviation: `lun` → lundi."""
    hour_gender: Gender = Gender.FEMININE
    """Gender of the number of hours: `la una`."""


@dataclass(frozen=True)
class CategoryAbbreviations:
    """Further abbreviations in adverts of one category; the fields are those of `Locale`."""

    dotted_abbreviations: Mapping[str, str] = field(default_factory=dict)
    plain_abbreviations: Mapping[str, str] = field(default_factory=dict)
    abbreviations_after_ordinal: Mapping[str, str] = field(default_factory=dict)
    abbreviations_before_size: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language."""

    # --- Cardinal numbers ---
    num2words_code: str
    """The language's code in num2words: `pt_BR`."""
    cardinal_corrections: Replacements
    """Corrections of num2words's words: `dicotto` → diciotto (it)."""
    cardinal_agreement: Mapping[Gender, Replacements]
    """By gender of the noun after it, how a cardinal changes: `veintiuno` → veintiún, veintiuna (es)."""
    feminine_noun: Pattern[str]
    """Matches a noun that is probably feminine, by its ending: `\\w*zione$` (it)."""
    minus: str
    """Word for a minus sign."""
    decimal_separator: str
    """Name of the decimal separator: `virgola` (it)."""
    decimal_point: str = ""
    """Its name where the advert's currency makes it a point: `punto`."""
    decimal_point_currencies: frozenset[str] = frozenset()
    """ISO 4217 codes of countries that write a decimal point and thousands commas: `MXN` (es)."""
    groups_by_commas: bool = False
    """Whether commas group digits by three. Set by `in_context`."""
    groups_by_spaces: bool
    """Whether spaces group digits by three: `12 000`."""
    first_year_by_hundreds: int
    """First year that is read by hundreds: 1100 (de, `neunzehnhundert…`); 0 when no year is."""
    number_sign: str
    """Word for `n°`, `#` and `№`: `numero`."""
    number_abbreviations: str = NEVER
    """Pattern of further abbreviations for it: `no` (fr, `no 5`)."""
    postcode_towns: str = NEVER
    """Pattern of towns after a postcode; its five digits are read one by one: `10115 Berlin`."""

    # --- Fractions, ranges and dimensions ---
    fractions: Mapping[str, str]
    """Words of fractions: `1/2` → mezzo."""
    mixed_number: str
    """Template of a whole number `{n}` and a fraction `{part}`: `{n} e {part}`."""
    range_word: str
    """Word for the dash of a range: `10-15` → dieci a quindici."""
    dimension_word: str
    """Word for the sign between dimensions: `120 x 60` → centoventi per sessanta."""
    score_word: str
    """Word for the slash of a score: `9/10` → nove su dieci."""
    height_phrase: str
    """Words for `h` after the last of several dimensions: `80x30x240h` → … di altezza."""
    more_than: str = ""
    """Words for `+` before a number of `year_nouns`: `+3 años` → más de tres años."""
    year_nouns: str = NEVER
    """Pattern of the plural of year: `años`."""

    # --- Ordinals and Roman numerals ---
    ordinal_suffixes: Mapping[str, OrdinalSuffix]
    """Suffixes after digits that make an ordinal: `º`, `er`."""
    ordinal_apocope: Replacements = ()
    """Shorter forms before a masculine noun: `tercero` → tercer (es)."""
    nouns_after_degree_sign: str = NEVER
    """Pattern of nouns beside which a degree sign marks an ordinal: `3° piano`, `piano 3°`."""
    nouns_after_roman_numeral: str = NEVER
    """Pattern of nouns before which a Roman numeral is an ordinal: `XX secolo`."""
    nouns_after_ordinal_dot: Mapping[str, str] = field(default_factory=dict)
    """Nouns after digits with a dot, each with the ordinal's ending: `3. Stock` → dritter (`r`)."""
    dative_context: Pattern[str] | None = None
    """What before an ordinal asks for the ending `n`: `am 3.` → am dritten."""
    feminine_dative_context: Pattern[str] | None = None
    """What before a feminine ordinal asks for the ending `r`: `aus 1. Hand` → aus erster Hand."""
    definite_article_context: Pattern[str] | None = None
    """Definite articles before an ordinal, which then has a weak ending: `der 3.` → der dritte."""
    derived_words: Mapping[str, str] = field(default_factory=dict)
    """Templates of words made of a number `{n}` and letters: `fach` → `{n}fach`."""
    century_abbreviations: str = NEVER
    """Pattern of what stands before a century's Roman numeral: `s. XIX` (es)."""
    century_template: str = ""
    """Template of a century, with a cardinal `{n}` or an `{ordinal}`: `siglo {n}`."""

    # --- Money ---
    currencies: Mapping[str, tuple[Noun, Noun | None]]
    """Major and minor unit by ISO 4217 code: `EUR` → euro, centesimo; None without a minor unit."""
    minor_unit_link: str
    """Text between the major and the minor amount: ` con ` (es)."""
    names_minor_unit: bool
    """Whether the minor unit is named after the major one: `dois reais e dez centavos` (pt)."""
    scales: Mapping[str, Noun]
    """Abbreviations and words of thousands, millions, billions: `mln` → milione."""
    million_link: str
    """Word between a round number of millions and a noun: `un milione di euro`; empty for none."""
    million_link_before_vowel: str = ""
    """The same before a vowel, joined to the noun: `d'` (fr, `un million d'euros`)."""
    cent_noun: Noun | None = None
    """Noun for `ct` and `cts`, where they are cents and not carats (fr)."""
    carat: Noun
    """Noun for the purity of gold and the weight of stones: `18 kt` → diciotto carati."""

    # --- Measures ---
    units: Mapping[str, Noun]
    """Units by symbol: `km` → chilometro."""
    attached_units: frozenset[str]
    """Symbols that are units only right after the digits: `5s`, not `5 s`."""
    per: str
    """Word before a unit of `rate_units`: `pro` (de); empty where they include it."""
    per_other: str = ""
    """Word for a slash between an amount and any other word, where it is not `per`: `60 €/lote` → por lote."""
    rate_units: Mapping[str, str]
    """Words for what follows a slash after an amount: `/mese` → al mese."""
    gearbox_codes: frozenset[str] = frozenset()
    """Symbols that are a gearbox after the litres of an engine: `1.2 mt`. Set by `in_context`."""

    # --- Dates ---
    date_words: DateWords
    duration_context: tuple[str, str] = (NEVER, NEVER)
    """Patterns before and after a duration that looks like a time: `durata di 2h30`, `2h30 di viaggio`."""

    # --- Symbols and names ---
    symbol_names: Mapping[str, str]
    """Names of single symbols: `&` → e."""
    address_symbols: AddressSymbols
    """Names of the symbols in web and e-mail addresses: `@` → chiocciola."""
    initialisms: frozenset[str] = frozenset()
    """Capitals that are spelled although they could be pronounced: `FAI` (fr)."""
    acronyms: frozenset[str] = frozenset()
    """Capitals that are pronounced although other languages spell them: `LED` (it)."""

    # --- Abbreviations ---
    fixed_phrases: Mapping[str, str] = field(default_factory=dict)
    """Phrases with words of their own, matched before anything else: `24h/24`."""
    dotted_abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Words by abbreviation with a dot: `ca.` → circa."""
    plain_abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Words by abbreviation without a dot: `mq` → metri quadri."""
    by_category: Mapping[str, CategoryAbbreviations] = field(default_factory=dict)
    """Further abbreviations in adverts of a category: `KM` is Kaltmiete of a flat, Kilometer of a car (de)."""
    abbreviations_after_ordinal: Mapping[str, str] = field(default_factory=dict)
    """Words by abbreviation after an ordinal: `2° p.` → secondo piano."""
    abbreviations_before_size: Mapping[str, str] = field(default_factory=dict)
    """Words by letters before a size: `T. 38` → taille trente-huit."""
    count_nouns: Mapping[str, tuple[CountNoun, ...]] = field(default_factory=dict)
    """Meanings of abbreviations after a number: `3 pers.` → tre persone."""
    adjective_abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Masculine singular by abbreviation of an adjective: `incl.` → incluso."""
    adjective_endings: tuple[tuple[Pattern[str], str], ...] = ()
    """Endings of those adjectives by pattern of the noun before them; the first match counts: `spese` → `e`."""
    times_noun: Noun = Noun("", "")
    """Noun for `x` after a number of uses or instalments: `usato 1x` → una volta."""
    use_words: str = NEVER
    """Pattern of words of use before it: `usato`."""
    instalment_context: str = NEVER
    """Pattern after a number of instalments: `10x sem juros` (pt)."""
    reason_word: str = ""
    """Word for `x` between two words: `vendo x cambio` → per."""

    def in_context(self, category: str | None, currency: str | None) -> "Locale":
        """The language in adverts of that category and currency (ISO 4217)."""
        further = self.by_category.get(category or "", CategoryAbbreviations())
        has_decimal_point = currency in self.decimal_point_currencies
        return replace(
            self,
            dotted_abbreviations={**self.dotted_abbreviations, **further.dotted_abbreviations},
            plain_abbreviations={**self.plain_abbreviations, **further.plain_abbreviations},
            abbreviations_after_ordinal={**self.abbreviations_after_ordinal, **further.abbreviations_after_ordinal},
            abbreviations_before_size={**self.abbreviations_before_size, **further.abbreviations_before_size},
            decimal_separator=self.decimal_point if has_decimal_point else self.decimal_separator,
            groups_by_commas=has_decimal_point,
            gearbox_codes=frozenset({"mt"}) if category == "vehicles" else frozenset(),
        )
