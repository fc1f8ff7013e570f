"""Plain figures: ordinals, fractions, ranges, sizes, signs, and any number that no other rule has read."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from vidx.spoken.english.numbers import cardinal, digits, ordinal, read
from vidx.spoken.reading import Rule, Said, rule, whole
from vidx.spoken.written import END, NUMBER, SIDE, START

_PARTS: Final = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 16: "sixteenth"}
_VULGAR: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_OUT_OF: Final = frozenset({10, 100})
_FULL_SCALES: Final = {"24/7": "twenty-four seven", "50/50": "fifty fifty"}


def _share(top: int, bottom: int) -> str:
    """`3/4` → `three quarters`; empty when English has no short name for it."""
    if bottom not in _PARTS or not 0 < top < bottom:
        return ""
    name = _PARTS[bottom]
    return f"{cardinal(top)} {name if top == 1 else 'halves' if name == 'half' else name + 's'}"


def _fraction(match: "re.Match[str]") -> str:
    known = _FULL_SCALES.get(match[0])
    if known:
        return known
    top, bottom = int(match["top"]), int(match["bottom"])
    if bottom in _OUT_OF and top <= bottom:
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
    return f"{cardinal(int(whole_part))} and {share.replace('one ', 'a ')}" if whole_part else share


def _vulgar_parts(char: str) -> tuple[int, int]:
    top, _, bottom = unicodedata.normalize("NFKC", char).partition("⁄")
    return int(top), int(bottom)


def _joined(match: "re.Match[str]") -> Iterator[Said]:
    """`10–15` or `120 x 60`: the first number and its joint, so that what follows is read by itself."""
    joint = "to" if match["joint"] in "-–—" else "by"
    yield match.start(), read(match["first"])
    yield match.start("joint"), joint


def _grouped(match: "re.Match[str]") -> str:
    """`12'500`, as the Swiss group, `12 500` with a blank that does not break, or `12 000` with any."""
    return read(re.sub(r"[^\d.]", "", match[0]))


COMPOSED: Final[tuple[Rule, ...]] = (
    rule(rf"{START}(?P<n>\d{{1,9}})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)", whole(lambda m: ordinal(int(m["n"])))),
    rule(rf"{START}(?:(?P<whole>\d{{1,3}})\s)?(?P<top>[1-9])/(?P<bottom>[2-8]|16){END}(?!/)", whole(_mixed)),
    rule(rf"(?:(?<![\w.,])(?P<whole>\d{{1,3}})\s?)?(?P<vulgar>[{_VULGAR}])", whole(_mixed)),
    rule(r"(?<![\w.,])\d{1,2}p(?!\w)", whole(lambda m: f"{read(m[0][:-1])} pence")),
    rule(rf"{START}\d{{1,3}}(?:['’\u00a0\u202f]\d{{3}})+(?!\w)", whole(_grouped)),
    rule(rf"{START}[1-9]\d{{0,2}}(?: \d{{3}})* 000{END}", whole(_grouped)),
    rule(
        rf"{START}(?=(?:-?\d){{8}})\d+(?:-\d+){{2,}}(?![\w-])", whole(lambda m: ", ".join(map(digits, m[0].split("-"))))
    ),
    rule(rf"{START}(?P<score>\d\.\d)/(?P<of>5|10){END}", whole(lambda m: f"{read(m['score'])} out of {read(m['of'])}")),
    rule(rf"{START}(?P<a>\d{{1,2}}):(?P<b>\d{{1,2}})(?![\w:])", whole(lambda m: f"{read(m['a'])} to {read(m['b'])}")),
    rule(r"(?:(?<=%)|(?<=% ))[-–—](?=\s?\d)", whole(lambda _: "to")),
    rule(rf"{START}(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}}){END}(?!/)", whole(_fraction)),
    rule(rf"{SIDE}(?P<first>{NUMBER})\s?(?P<joint>[-–—xX×])(?=\s?\d)", _joined),
)
"""Several figures that make one; they come before units and names."""

_BEFORE_FIGURES: Final = {"~": "about", "≈": "about", "<": "under", ">": "over"}

SINGLE: Final[tuple[Rule, ...]] = (
    rule(r"[~≈<>](?=\s?[$€£]?\d)", whole(lambda m: _BEFORE_FIGURES[m[0]])),
    rule(r"(?<![\w.,])\.(?=\d)", whole(lambda _: "point")),
    rule(r"(?<!\w)\d{1,3}\.\d{1,2}M(?!\w)", whole(lambda m: f"{read(m[0][:-1])} million")),
    rule(r"(?<!\w)\d{1,3}(?:\.\d{1,2})?bn(?!\w)", whole(lambda m: f"{read(m[0][:-2])} billion")),
    rule(rf"(?<![\w.,)])[-−](?={NUMBER})", whole(lambda _: "minus")),
    rule(r"(?<!\w)(?:\d{1,4}(?:\.\d)?k|\d{2,4}K)(?!\w)", whole(lambda m: f"{read(m[0][:-1])} thousand")),
    rule(r"#(?=\d)|(?<!\w)[Nn]o\.\s?(?=\d)|№\s?(?=\d)", whole(lambda _: "number")),
    rule(NUMBER, whole(lambda m: read(m[0]))),
)
