"""What one language knows: its numbers, its nouns, its short forms. Data for the rules, which are the same for all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from vidx.categories import Category
from vidx.speech.abbreviations import NEVER
from vidx.speech.contact import Signs


class Gender(Enum):
    """What a number agrees with; `NONE` when it counts nothing (`3,5`, `MX-5`)."""

    NONE = ""
    HE = "m"
    """Masculine; German neuters count alike."""
    SHE = "f"


@dataclass(frozen=True)
class Noun:
    """A thing that is counted."""

    one: str
    many: str
    gender: Gender = Gender.HE


@dataclass(frozen=True)
class Counted:
    """A meaning of a short form after a figure.

    Attributes:
        categories: of the adverts in which it is meant; empty where the form has no other meaning.
        most: the largest number with which it is the likeliest meaning.
        dative: many of it after what asks for a dative, where that differs (`ab 6 Jahren`).
        figures: the only ones before it, where others mean another thing.
        near: pattern of words before it that decide for it, whatever the category and the figure.
    """

    noun: Noun
    categories: frozenset[Category] = frozenset()
    most: int = 19
    dative: str = ""
    figures: frozenset[str] = frozenset()
    near: str = NEVER


def counted(
    noun: Noun, *forms: str, categories: Iterable[Category] = (), figures: Iterable[str] = (), near: str = NEVER
) -> Mapping[str, tuple[Counted, ...]]:
    """Short forms of one meaning, with and without a dot."""
    meaning = Counted(noun, frozenset(categories), figures=frozenset(figures), near=near)
    return {form + dot: (meaning,) for form in forms for dot in ("", ".")}


@dataclass(frozen=True)
class Clock:
    """How a date and a time are said.

    Attributes:
        months: January first.
        day_month, month_year: what stands between them (` de `).
        first: the first day of a month, where it is no cardinal.
        ordinal_days: ending of the ordinal that every day is, empty where days are cardinals.
        days: of the week, by their short names.
        hours: `{h}` o'clock, `{s}` for many; half_past: `{h}` and `{m}`; hour: what the number of hours agrees with.
    """

    months: tuple[str, ...]
    day_month: str
    month_year: str
    first: str
    hours: str
    half_past: str
    ordinal_days: str = ""
    days: Mapping[str, str] = field(default_factory=dict)
    hour: Gender = Gender.SHE


@dataclass(frozen=True)
class ShortForms:
    """Short forms of words.

    Attributes:
        dotted: words by forms that end in a dot, which is theirs.
        plain: words by other forms.
        after_ordinal: words by forms that follow an ordinal (`2° p.`).
        before_size: words by letters before a size (`T. 38`).
    """

    dotted: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    after_ordinal: Mapping[str, str] = field(default_factory=dict)
    before_size: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """A language.

    Attributes:
        code: of num2words.
        replaced: what num2words says otherwise than people do, and what they say; in order.
        before: for each gender, how the end of a number changes before a noun; in order.
        feminine: matches the first letters of a text whose first word is probably feminine.
        decimal: the name of the separator.
        spaced: whether plain blanks group figures in threes.
        hundreds_from: first year that is read by hundreds (`neunzehnhundert…`), 0 when none is.
        million: what links a round number of millions to a noun (`de`), and after a bar what does so before a vowel.
        sums: units and small units of a currency by its ISO code.
        sum_joint: what stands between both.
        small_named: whether the small unit's name is said after the large one's.
        scales: short forms of thousands and millions.
        units: nouns by sign; loose ones may stand after a blank.
        ordinals: what follows figures, and how it ends: a word for the first alone, a bar, the last letter.
        shortened: how an ordinal ends before a masculine noun (`tercer piso`).
        degree_nouns: pattern of nouns before which a sign of degrees is one of ordinals (`3° piano`).
        roman_nouns: pattern of nouns before which roman figures are ordinals (`XX secolo`).
        derived: words made of a number and an ending, `{n}` in them, by the ending (`90er`).
        ordinal_nouns: nouns after `3.`, and the ending of the ordinal before them; dative: what asks for another one;
            definite: articles after which it has none; feminine_dative: what asks for one of a feminine noun.
        number_marks: pattern of what else announces a number's figures (`no 5`).
        phrases: figures with words of their own, read before anything else (`24h/24`).
        parts: words of a fraction by its figures (`1/2`).
        mixed: a whole number and a half (`{n} y {part}`).
        initialisms: words of capitals that are spelled although they could be pronounced (`FAI`).
        acronyms: words of capitals that are spelled elsewhere and pronounced in this language (`LED`).
        high: what `h` after the last of several sides is short for (`80x30x240h`).
        more_than: what `+` before a number of `years` (a pattern) is (`+3 años`).
        gearboxes: units that after an engine's litres are rather kinds of gearbox (`1.2 mt`).
        counted: meanings of short forms after figures.
        karat: what the purity of gold is measured in.
        small_sums: what `ct` and `cts` are elsewhere.
        post_towns: pattern of towns, before which five figures are a post code that is read figure by figure.
        joints: of ranges, sizes, fractions, ratios.
        by_category: further short forms in adverts of a category.
        after_ordinal, before_size: see `ShortForms`.
        agreeing: short forms of adjectives (`incl.`), and their masculine singular.
        agreement: the last letters of an adjective by pattern of the noun before it; the first that matches counts.
        turns: the noun of `1x` after `used`, a pattern of words; instalments: pattern of what follows a number of them.
        by_reason: what `x` between two words is short for (`vendo x mudanza`).
        century: pattern of short forms before roman figures (`s. XIX`), and the words for both (`{n}`, `{ordinal}`).
        lasting: patterns before and after a length of time that is written like a time of day (`2h30 de viagem`).
        per_any: what a slash is between a sum and any other word, where that is not `per`.
        points_in: currencies of countries whose figures have a decimal point, named `point`, and commas in groups.
    """

    code: str
    replaced: tuple[tuple[re.Pattern[str], str], ...]
    before: Mapping[Gender, tuple[tuple[re.Pattern[str], str], ...]]
    feminine: re.Pattern[str]
    decimal: str
    minus: str
    number_sign: str
    spaced: bool
    hundreds_from: int
    million: str
    sums: Mapping[str, tuple[Noun, Noun | None]]
    sum_joint: str
    small_named: bool
    scales: Mapping[str, Noun]
    units: Mapping[str, Noun]
    tight_units: frozenset[str]
    each: Mapping[str, str]
    per: str
    clock: Clock
    ordinals: Mapping[str, str]
    parts: Mapping[str, str]
    mixed: str
    range_to: str
    times: str
    out_of: str
    address: Signs
    symbols: Mapping[str, str]
    dotted: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    ordinal_nouns: Mapping[str, str] = field(default_factory=dict)
    dative: re.Pattern[str] | None = None
    definite: re.Pattern[str] | None = None
    feminine_dative: re.Pattern[str] | None = None
    shortened: tuple[tuple[re.Pattern[str], str], ...] = ()
    degree_nouns: str = NEVER
    roman_nouns: str = NEVER
    derived: Mapping[str, str] = field(default_factory=dict)
    number_marks: str = NEVER
    phrases: Mapping[str, str] = field(default_factory=dict)
    initialisms: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    high: str = ""
    more_than: str = ""
    years: str = NEVER
    gearboxes: frozenset[str] = frozenset()
    counted: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)
    karat: Noun = field(default_factory=lambda: Noun("karat", "karat"))
    small_sums: Noun | None = None
    post_towns: str = NEVER
    by_category: Mapping[str, ShortForms] = field(default_factory=dict)
    agreeing: Mapping[str, str] = field(default_factory=dict)
    used: str = NEVER
    turns: Noun = Noun("", "")
    instalments: str = NEVER
    by_reason: str = ""
    agreement: tuple[tuple[re.Pattern[str], str], ...] = ()
    after_ordinal: Mapping[str, str] = field(default_factory=dict)
    before_size: Mapping[str, str] = field(default_factory=dict)
    century: tuple[str, str] = (NEVER, "")
    lasting: tuple[str, str] = (NEVER, NEVER)
    per_any: str = ""
    points_in: frozenset[str] = frozenset()
    point: str = ""
    comma_groups: bool = False

    def within(self, category: str | None, currency: str | None) -> "Lexicon":
        """The language in an advert of that category and currency."""
        forms = self.by_category.get(category or "", ShortForms())
        has_points = currency in self.points_in
        return replace(
            self,
            dotted={**self.dotted, **forms.dotted},
            plain={**self.plain, **forms.plain},
            after_ordinal={**self.after_ordinal, **forms.after_ordinal},
            before_size={**self.before_size, **forms.before_size},
            decimal=self.point if has_points else self.decimal,
            comma_groups=has_points,
            gearboxes=frozenset({"mt"}) if category == "vehicles" else frozenset(),
        )
