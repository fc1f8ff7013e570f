"""Rules for numbers: ordinals, fractions, scores, number signs, and all numbers that no other rule matches."""

import re
import unicodedata
from typing import Final

from vidx.speech.context import Context
from vidx.speech.context_words import is_score
from vidx.speech.locales.en.numbers import cardinal, number, ordinal, spell_digits
from vidx.speech.patterns import FRACTION_CHARS, NUMBER, NUMBER_END, NUMBER_START
from vidx.speech.ranges import verbalize_dash
from vidx.speech.rules import Rule, ambiguous_rule, rule

_DENOMINATORS: Final = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 16: "sixteenth"}
"""Names of the parts of common fractions."""
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_LAST_YEAR: Final = 40
"""Largest number of two digits that is read as a year."""
_NO_DATES: Final = frozenset({"24/7", "50/50", "5/5", "10/10", "18/10"})
"""Fractions that look like dates and are none."""
_SCORE_MAXIMA: Final = frozenset({10, 100})
"""Denominators of scores: `9/10` → nine out of ten."""
_FIXED_FRACTIONS: Final = {"24/7": "twenty-four seven", "50/50": "fifty fifty"}
"""Fractions with words of their own."""


def _common_fraction(top: int, bottom: int) -> str:
    """`3/4` → `three quarters`; empty for a fraction without a short name."""
    if bottom not in _DENOMINATORS or not 0 < top < bottom:
        return ""
    if (top, bottom) == (1, 2):
        return "half"
    name = _DENOMINATORS[bottom]
    return f"{cardinal(top)} {name if top == 1 else name + 's'}"


def _fraction(match: "re.Match[str]") -> str:
    """`3/4` → three quarters, `9/10` → nine out of ten, `24/7` → twenty-four seven."""
    fixed = _FIXED_FRACTIONS.get(match[0])
    if fixed:
        return fixed
    top, bottom = int(match["top"]), int(match["bottom"])
    if (bottom in _SCORE_MAXIMA and top <= bottom) or top == bottom:
        return f"{cardinal(top)} out of {cardinal(bottom)}"
    return _common_fraction(top, bottom) or f"{cardinal(top)} {cardinal(bottom)}"


def _mixed(match: "re.Match[str]") -> str:
    """`1 1/2` or `1½` → `one and a half`."""
    if "fraction" in match.re.groupindex:
        top, bottom = _top_and_bottom(match["fraction"])
    else:
        top, bottom = int(match["top"]), int(match["bottom"])
    fraction = _common_fraction(top, bottom)
    if not fraction:
        return ""
    whole_part = match["whole"]
    if not whole_part:
        return fraction
    return f"{cardinal(int(whole_part))} and {'a half' if fraction == 'half' else fraction.replace('one ', 'a ')}"


def _top_and_bottom(char: str) -> tuple[int, int]:
    """`½` → 1, 2."""
    top, _, bottom = unicodedata.normalize("NFKC", char).partition("⁄")
    return int(top), int(bottom)


def _carats(match: "re.Match[str]") -> str:
    """`18k` → eighteen karat."""
    return f"{number(match['n'])} karat"


def _timber_sizes(match: "re.Match[str]") -> str:
    """`2x4s` → two by fours."""
    side = cardinal(int(match["many"]))
    return f"{cardinal(int(match['n']))} by {side}{'es' if side.endswith('x') else 's'}"


_GOLD_PURITY: Final = r"(?P<n>9|10|14|18|21|22|24)(?:[kK]t?|ct)"
"""Pattern of a purity of gold: `18k`."""
_JEWEL_AFTER: Final = r"(?:(?:solid|white|yellow|rose) )?(?:gold|ring|chain|bracelet|necklace|plated)\b"
"""Pattern of words for jewelry after it."""


def composite(context: Context) -> tuple[Rule, ...]:
    """Rules for several numbers that belong together. They come before dimensions, measures and names."""
    return (*(_IN_FASHION if context.category == "fashion" else ()), *_COMPOSITE)


def _known_fraction(match: "re.Match[str]") -> str:
    """Two numbers that cannot be a day and a month or a month and a year."""
    top, bottom = int(match["top"]), int(match["bottom"])
    may_be_date = min(top, bottom) <= _MONTHS_A_YEAR and top <= _DAYS_A_MONTH and bottom <= _LAST_YEAR
    is_known = match[0] in _NO_DATES or not may_be_date or is_score(match.string, *match.span())
    return _fraction(match) if is_known else ""


def _rounded_mileage(match: "re.Match[str]") -> str:
    """`67,5xx` → sixty-seven thousand five hundred."""
    return cardinal(int(match["thousands"]) * 1_000 + int(match["hundreds"] or 0) * 100)


_IN_FASHION: Final[tuple[Rule, ...]] = (rule(rf"{NUMBER_START}{_GOLD_PURITY}(?![\w-])", _carats),)
_COMPOSITE: Final[tuple[Rule, ...]] = (
    # 142,xxx → one hundred forty-two thousand
    rule(rf"{NUMBER_START}(?P<thousands>\d{{1,3}}),?(?P<hundreds>)[xX]{{3}}(?!\w)", _rounded_mileage),
    # 67,5xx → sixty-seven thousand five hundred
    rule(rf"{NUMBER_START}(?P<thousands>\d{{1,3}}),?(?P<hundreds>\d)[xX]{{2}}(?!\w)", _rounded_mileage),
    # 20# → pounds
    rule(r"(?<=\d)#(?![\w])", "pounds"),
    # 4/5 stars → four out of five
    rule(rf"{NUMBER_START}(?P<score>[0-5])/5(?=\s?(?:stars?\b|[★*]))", lambda m: f"{number(m['score'])} out of five"),
    # 23rd → twenty-third
    rule(rf"{NUMBER_START}(?P<n>\d{{1,9}})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)", lambda m: ordinal(int(m["n"]))),
    # 1 1/2 → one and a half
    rule(rf"{NUMBER_START}(?:(?P<whole>\d{{1,3}})[\s-])?(?P<top>[1-9])/(?P<bottom>[2-8]|16){NUMBER_END}(?!/)", _mixed),
    # 1½ → one and a half
    rule(rf"(?:(?<![\w.,])(?P<whole>\d{{1,3}})\s?)?(?P<fraction>[{FRACTION_CHARS}])", _mixed),
    # 99p → ninety-nine pence
    rule(r"(?<![\w.,])\d{1,2}p(?!\w)", lambda m: f"{number(m[0][:-1])} pence"),
    # 1/4000s → one four thousandth of a second
    rule(
        rf"{NUMBER_START}1/(?P<bottom>\d{{2,4}})\s?s(?:ec)?(?!\w)",
        lambda m: f"one {ordinal(int(m['bottom']))} of a second",
    ),
    # 5k run → five K
    rule(rf"{NUMBER_START}(?P<n>\d{{1,2}})k(?= (?:run|race|walk|marathon)\b)", lambda m: f"{number(m['n'])} K"),
    # 10K miles → ten thousand
    rule(
        rf"{NUMBER_START}(?P<n>{NUMBER})K(?=\+? (?:miles|mi|km|kms|views|followers|subscribers|sold|copies)\b)",
        lambda m: f"{number(m['n'])} thousand",
    ),
    # 9ct gold → nine karat
    rule(rf"{NUMBER_START}{_GOLD_PURITY}(?= {_JEWEL_AFTER})", _carats),
    # ring 18k → eighteen karat
    rule(rf"(?:(?<=[Gg]old )|(?<=ring )|(?<=chain )){_GOLD_PURITY}(?!\w)", _carats),
    # 2x4s → two by fours
    rule(rf"{NUMBER_START}(?P<n>\d)[x×](?P<many>[2-9]|1[02])s(?!\w)", _timber_sizes),
    # 99c → ninety-nine cents
    rule(r"(?<![\w.,])\d\dc(?!\w)", lambda m: f"{number(m[0][:-1])} cents"),
    # 4.8/5 → four point eight out of five
    rule(
        rf"{NUMBER_START}(?P<score>\d\.\d)/(?P<of>5|10){NUMBER_END}",
        lambda m: f"{number(m['score'])} out of {number(m['of'])}",
    ),
    # 50/50 → fifty fifty
    rule(rf"{NUMBER_START}(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}}){NUMBER_END}(?!/)", _known_fraction),
    # 10/12 → ten twelve
    ambiguous_rule(rf"{NUMBER_START}(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}}){NUMBER_END}(?!/)", _fraction),
)

_COMPARISONS: Final = {"~": "about", "≈": "about", "<": "under", ">": "over"}
"""Words for signs before a number: `~5` → about five."""

_BEFORE_CODE: Final = r"(?:(?<=#)|(?<=\b[Zz]ip )|(?<=\bZIP )|(?<=S/N )|(?<=S/N: )|(?<=\b[A-Z]{2} (?=\d{5}(?!\d))))"
"""Look-behinds for what shows that digits are a code: `#`, a serial number, a US state before a postcode."""

SINGLE: Final[tuple[Rule, ...]] = (
    # >5 years → over
    rule(r"[~≈<>](?=\s?[$€£]?\d)", lambda m: _COMPARISONS[m[0]]),
    # .999 → point nine nine nine
    rule(r"(?<![\w.,])\.\d+(?![\w])", lambda m: f"point {spell_digits(m[0])}"),
    # 1.5M → one point five million
    rule(r"(?<!\w)\d{1,3}\.\d{1,2}M(?!\w)", lambda m: f"{number(m[0][:-1])} million"),
    # 3bn → three billion
    rule(r"(?<!\w)\d{1,3}(?:\.\d{1,2})?bn(?!\w)", lambda m: f"{number(m[0][:-2])} billion"),
    # -$50 → minus
    rule(rf"(?<![\w.,)])[-−](?=[$€£¥₹]?{NUMBER})", "minus"),
    # 10k → ten thousand
    rule(r"(?<!\w)(?:\d{1,4}(?:\.\d)?k|\d{2,4}K)(?!\w)", lambda m: f"{number(m[0][:-1])} thousand"),
    # 3/$10 → for
    rule(r"(?<=\d)/(?=\s?[$€£]\d)", "for"),
    # LEGO #75192 → seven five one nine two
    rule(rf"{_BEFORE_CODE}\d{{5,}}(?!\w|[.,]\d)", lambda m: spell_digits(m[0])),
    # no. XJ-9 → number
    rule(r"#(?=\d)|(?<!\w)[Nn]o\.\s?(?=\d|[A-Z]+-?\d)|№\s?(?=\d)|(?<!\w)[Nn][º°]\.?(?=\s?\d)", "number"),
    # 5-7 → to
    rule(r"(?<=\d)\s?(?P<separator>[-–—])\s?(?=\d)", lambda m: verbalize_dash(m, "to")),
    # 40 → forty
    rule(NUMBER, lambda m: number(m[0])),
)
"""Numbers and signs that no other rule matches. They come last."""
