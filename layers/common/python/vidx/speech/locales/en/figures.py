"""Plain figures: ordinals, fractions, signs, and any number that no other rule has read."""

import re
import unicodedata
from typing import Final

from vidx.speech.context import Context
from vidx.speech.hints import rated
from vidx.speech.locales.en.numbers import cardinal, digits, ordinal, read
from vidx.speech.reading import Rule, guess, rule, whole
from vidx.speech.stretches import dash_in_words
from vidx.speech.written import END, NUMBER, START, VULGAR

_PARTS: Final = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 16: "sixteenth"}
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_LAST_YEAR: Final = 40
_CLEAR: Final = frozenset({"24/7", "50/50", "5/5", "10/10", "18/10"})
_OUT_OF: Final = frozenset({10, 100})
_FULL_SCALES: Final = {"24/7": "twenty-four seven", "50/50": "fifty fifty"}


def _share(top: int, bottom: int) -> str:
    """`3/4` → `three quarters`; empty when English has no short name for it."""
    if bottom not in _PARTS or not 0 < top < bottom:
        return ""
    if (top, bottom) == (1, 2):
        return "half"
    name = _PARTS[bottom]
    return f"{cardinal(top)} {name if top == 1 else name + 's'}"


def _fraction(match: "re.Match[str]") -> str:
    known = _FULL_SCALES.get(match[0])
    if known:
        return known
    top, bottom = int(match["top"]), int(match["bottom"])
    if (bottom in _OUT_OF and top <= bottom) or top == bottom:
        return f"{cardinal(top)} out of {cardinal(bottom)}"
    return _share(top, bottom) or f"{cardinal(top)} {cardinal(bottom)}"


def _mixed(match: "re.Match[str]") -> str:
    """`1 1/2` or `1½` → `one and a half`."""
    if "vulgar" in match.re.groupindex:
        top, bottom = _vulgar_parts(match["vulgar"])
    else:
        top, bottom = int(match["top"]), int(match["bottom"])
    share = _share(top, bottom)
    if not share:
        return ""
    whole_part = match["whole"]
    if not whole_part:
        return share
    return f"{cardinal(int(whole_part))} and {'a half' if share == 'half' else share.replace('one ', 'a ')}"


def _vulgar_parts(char: str) -> tuple[int, int]:
    top, _, bottom = unicodedata.normalize("NFKC", char).partition("⁄")
    return int(top), int(bottom)


def _karat(match: "re.Match[str]") -> str:
    return f"{read(match['n'])} karat"


def _timbers(match: "re.Match[str]") -> str:
    """`2x4s`, by their sides."""
    side = cardinal(int(match["many"]))
    return f"{cardinal(int(match['n']))} by {side}{'es' if side.endswith('x') else 's'}"


_KARATS: Final = r"(?P<n>9|10|14|18|21|22|24)(?:[kK]t?|ct)"
_JEWEL: Final = r"(?:(?:solid|white|yellow|rose) )?(?:gold|ring|chain|bracelet|necklace|plated)\b"


def composed(context: Context) -> tuple[Rule, ...]:
    """Several figures that make one; they come before joints, units and names."""
    return (*(_JEWELS if context.category == "fashion" else ()), *_COMPOSED)


def _no_date(match: "re.Match[str]") -> str:
    """Two figures that cannot be a day and a month or a month and a year."""
    top, bottom = int(match["top"]), int(match["bottom"])
    short = min(top, bottom) <= _MONTHS_A_YEAR and top <= _DAYS_A_MONTH and bottom <= _LAST_YEAR
    known = match[0] in _CLEAR or not short or rated(match.string, *match.span())
    return _fraction(match) if known else ""


def _hidden(match: "re.Match[str]") -> str:
    """`67,5xx`: the hundreds or thousands that are told."""
    return cardinal(int(match["thousands"]) * 1_000 + int(match["hundreds"] or 0) * 100)


_JEWELS: Final[tuple[Rule, ...]] = (rule(rf"{START}{_KARATS}(?![\w-])", whole(_karat)),)
_COMPOSED: Final[tuple[Rule, ...]] = (
    rule(rf"{START}(?P<thousands>\d{{1,3}}),?(?P<hundreds>)[xX]{{3}}(?!\w)", whole(_hidden)),
    rule(rf"{START}(?P<thousands>\d{{1,3}}),?(?P<hundreds>\d)[xX]{{2}}(?!\w)", whole(_hidden)),
    rule(r"(?<=\d)#(?![\w])", whole(lambda _: "pounds")),
    rule(rf"{START}(?P<score>[0-5])/5(?=\s?(?:stars?\b|[★*]))", whole(lambda m: f"{read(m['score'])} out of five")),
    rule(rf"{START}(?P<n>\d{{1,9}})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)", whole(lambda m: ordinal(int(m["n"])))),
    rule(rf"{START}(?:(?P<whole>\d{{1,3}})[\s-])?(?P<top>[1-9])/(?P<bottom>[2-8]|16){END}(?!/)", whole(_mixed)),
    rule(rf"(?:(?<![\w.,])(?P<whole>\d{{1,3}})\s?)?(?P<vulgar>[{VULGAR}])", whole(_mixed)),
    rule(r"(?<![\w.,])\d{1,2}p(?!\w)", whole(lambda m: f"{read(m[0][:-1])} pence")),
    rule(
        rf"{START}1/(?P<bottom>\d{{2,4}})\s?s(?:ec)?(?!\w)",
        whole(lambda m: f"one {ordinal(int(m['bottom']))} of a second"),
    ),
    rule(rf"{START}(?P<n>\d{{1,2}})k(?= (?:run|race|walk|marathon)\b)", whole(lambda m: f"{read(m['n'])} K")),
    rule(
        rf"{START}(?P<n>{NUMBER})K(?=\+? (?:miles|mi|km|kms|views|followers|subscribers|sold|copies)\b)",
        whole(lambda m: f"{read(m['n'])} thousand"),
    ),
    rule(rf"{START}{_KARATS}(?= {_JEWEL})", whole(_karat)),
    rule(rf"(?:(?<=[Gg]old )|(?<=ring )|(?<=chain )){_KARATS}(?!\w)", whole(_karat)),
    rule(rf"{START}(?P<n>\d)[x×](?P<many>[2-9]|1[02])s(?!\w)", whole(_timbers)),
    rule(r"(?<![\w.,])\d\dc(?!\w)", whole(lambda m: f"{read(m[0][:-1])} cents")),
    rule(rf"{START}(?P<score>\d\.\d)/(?P<of>5|10){END}", whole(lambda m: f"{read(m['score'])} out of {read(m['of'])}")),
    rule(rf"{START}(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}}){END}(?!/)", whole(_no_date)),
    guess(rf"{START}(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}}){END}(?!/)", whole(_fraction)),
)

_BEFORE_FIGURES: Final = {"~": "about", "≈": "about", "<": "under", ">": "over"}

_CODED: Final = r"(?:(?<=#)|(?<=\b[Zz]ip )|(?<=\bZIP )|(?<=S/N )|(?<=S/N: )|(?<=\b[A-Z]{2} (?=\d{5}(?!\d))))"
"""What stands before figures that are no number: a parcel's, a thing's, a place's."""

SINGLE: Final[tuple[Rule, ...]] = (
    rule(r"[~≈<>](?=\s?[$€£]?\d)", whole(lambda m: _BEFORE_FIGURES[m[0]])),
    rule(r"(?<![\w.,])\.\d+(?![\w])", whole(lambda m: f"point {digits(m[0])}")),
    rule(r"(?<!\w)\d{1,3}\.\d{1,2}M(?!\w)", whole(lambda m: f"{read(m[0][:-1])} million")),
    rule(r"(?<!\w)\d{1,3}(?:\.\d{1,2})?bn(?!\w)", whole(lambda m: f"{read(m[0][:-2])} billion")),
    rule(rf"(?<![\w.,)])[-−](?=[$€£¥₹]?{NUMBER})", whole(lambda _: "minus")),
    rule(r"(?<!\w)(?:\d{1,4}(?:\.\d)?k|\d{2,4}K)(?!\w)", whole(lambda m: f"{read(m[0][:-1])} thousand")),
    rule(r"(?<=\d)/(?=\s?[$€£]\d)", whole(lambda _: "for")),
    rule(rf"{_CODED}\d{{5,}}(?!\w|[.,]\d)", whole(lambda m: digits(m[0]))),
    rule(
        r"#(?=\d)|(?<!\w)[Nn]o\.\s?(?=\d|[A-Z]+-?\d)|№\s?(?=\d)|(?<!\w)[Nn][º°]\.?(?=\s?\d)", whole(lambda _: "number")
    ),
    rule(r"(?<=\d)\s?(?P<joint>[-–—])\s?(?=\d)", whole(lambda m: dash_in_words(m, "to"))),
    rule(NUMBER, whole(lambda m: read(m[0]))),
)
