"""Rules for numbers with a sign between them: ranges, dimensions, sets, resolutions, ratios, tyre sizes.

120 x 60 cm → one hundred twenty by sixty centimeters
2 x 8GB → two times eight gigabytes
205/55 R16 → two oh five fifty-five R sixteen
"""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.numbers import cardinal, model_number, number
from vidx.speech.patterns import DIMENSION_START, NUMBER, NUMBER_END, NUMBER_START
from vidx.speech.ranges import verbalize_dash
from vidx.speech.rules import Rule, Verbalization, rule

_AFTER_TIMES: Final = (
    r"(?:[a-z]+ed|[a-z]+er|worn|more|less|zoom|optical|digital|magnification|per|a|as|the|daily|speed)\b"
)
"""Words after which `x` is `times` (`2x worn`). Before any other word it is a count (`2x Coldplay`)."""
_PORTION: Final = r"\d+(?:\.\d+)?\s?(?:GB|TB|MB|W|V|g|kg|ml|l|L|oz|mAh|Ah|MP|lbs?)\b"
"""An amount of which a set has several (`2 x 8GB`). Dimensions have lengths."""
_MEASURE: Final = r"\d+(?:\.\d+)?\s?(?:mm|cm|m|ft|in|GB|TB|MB|W|V|g|kg|ml|l|L|oz|mAh|Ah|MP)"
_MODEL_SCALES: Final = "12|18|24|35|43|48|64|72|76|87|144|160|350"
"""Scales of models, as the second number of `1:18`."""


def _number_and_separator(match: "re.Match[str]") -> Iterator[Verbalization]:
    """The first number and the sign of `10–15` or `120 x 60`. Other rules read the second number with its unit."""
    separator = verbalize_dash(match, "to") if match["separator"] in "-–—" else "by"
    yield match.start(), number(match["first"])
    yield match.start("separator"), separator


def _set(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`2 x 8GB` → two times."""
    yield match.start("first"), cardinal(int(match["first"]))
    yield match.start("separator"), "times"


def _resolution(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`1920x1080` → nineteen twenty by ten eighty."""
    yield match.start("wide"), model_number(match["wide"])
    yield match.start("separator"), "by"
    yield match.start("high"), model_number(match["high"])


def _tyre(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`205/55 R16` → two oh five fifty-five R sixteen."""
    yield match.start("width"), f"{model_number(match['width'])} {cardinal(int(match['side']))}"
    yield match.start("rim"), f"R {cardinal(int(match['inches']))}"


_NAMED_DIMENSIONS: Final = re.compile(rf"(?P<number>{NUMBER})\s?(?P<name>[LWHD])(?P<separator>\s?[x×])?")


def _named_dimensions(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`45L x 30W x 20H`."""
    for dimension in _NAMED_DIMENSIONS.finditer(match.string, *match.span()):
        yield dimension.start("number"), f"{number(dimension['number'])} {dimension['name']}"
        if dimension["separator"]:
            yield dimension.start("separator"), "by"


def _wireless(match: "re.Match[str]") -> str:
    """`802.11ac`."""
    return f"eight oh two dot eleven {' '.join(match['kind'].upper())}"


def _oil(match: "re.Match[str]") -> str:
    """`5W-30` → five W thirty."""
    return f"{number(match['cold'])} W {number(match['warm'])}"


def _thread(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`M8x1.25` → M eight by."""
    yield match.start("size"), f"M {number(match['size'])}"
    yield match.start("separator"), "by"


def _count(match: "re.Match[str]") -> str:
    """`1x` before a measure (`1x 5m HDMI lead`) → one."""
    return cardinal(int(match["n"]))


_CLOTHING_SIZE: Final = r"(?:\dX[SL]|X{1,4}[SL])"


def _clothing_sizes(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`XS-3XL` → X S to three X L."""
    for name in ("first", "last"):
        yield match.start(name), " ".join(cardinal(int(char)) if char.isdigit() else char for char in match[name])
    yield match.start("separator"), "to"


def _dimension_in_inches(match: "re.Match[str]") -> str:
    """`84"W` → eighty-four inches wide."""
    inches = "inch" if match["n"] == "1" else "inches"
    return f"{number(match['n'])} {inches} {_DIMENSION_NAMES[match['side']]}"


_DIMENSION_NAMES: Final = {"W": "wide", "D": "deep", "H": "high", "L": "long"}

SPECIFICATIONS: Final[tuple[Rule, ...]] = (
    # 802.11ac → eight oh two dot eleven A C
    rule(r"(?<![\w.,])802\.11(?P<kind>[a-z]{1,2})(?!\w)", _wireless),
    # 10W-40 → ten W forty
    rule(rf"{NUMBER_START}(?P<cold>\d{{1,2}})W-?(?P<warm>\d\d)(?!\w)", _oil),
    # M6 x 20 → M six by
    rule(r"(?<!\w)M(?P<size>\d{1,2})\s?(?P<separator>[x×])\s?(?=\d)", _thread),
    # 1x 5m HDMI lead → one
    rule(rf"{NUMBER_START}(?P<n>\d{{1,2}})[xX](?=\s{_MEASURE}\s[A-Za-z])", _count),
    # XS-3XL → X S to three X L
    rule(
        rf"(?<![\w-])(?P<first>{_CLOTHING_SIZE}|[SML])\s?(?P<separator>[-–])\s?(?P<last>{_CLOTHING_SIZE})(?![\w-])",
        _clothing_sizes,
    ),
    # 36" H → thirty-six inches high
    rule(rf"{NUMBER_START}(?P<n>{NUMBER})\s?[\"″”]\s?(?P<side>[WDHL])(?!\w)", _dimension_in_inches),
    # 10x zoom → times
    rule(rf"(?<=\d)\s?[x×](?= {_AFTER_TIMES}|\s[£$€])", "times"),
    # 2x Coldplay → two Coldplay
    rule(r"(?<=\d)\s?[x×](?=\s[^\W\d_](?!\s?\d))", lambda m: [(m.start(), "")]),
    # 205/55 R16 → two oh five fifty-five R sixteen
    rule(
        rf"{NUMBER_START}(?P<width>[1-3]\d5)/(?P<side>\d\d)(?=\s?Z?R)[\s-]?(?P<rim>Z?R\s?(?P<inches>\d\d))(?!\w)", _tyre
    ),
    # 45L x 30W x 20H → forty-five L by thirty W by twenty H
    rule(rf"{NUMBER_START}{NUMBER}\s?[LWHD](?:\s?[x×]\s?{NUMBER}\s?[LWHD])+(?!\w)", _named_dimensions),
    # 1:18 scale → one to eighteen
    rule(
        rf"{NUMBER_START}1:(?P<of>{_MODEL_SCALES})(?=\s(?:scale|model|diecast|kit)\b)",
        lambda m: f"one to {number(m['of'])}",
    ),
)
"""Numbers with a fixed notation. They come before every other rule for numbers."""

PAIRS: Final[tuple[Rule, ...]] = (
    # 1920x1080 → nineteen twenty by ten eighty
    rule(
        rf"{NUMBER_START}(?P<wide>[1-7]\d{{3}})\s?(?P<separator>[xX×])\s?(?P<high>\d{{3,4}}){NUMBER_END}(?!\s?(?:mm|cm|m|km|x|×)\b)",
        _resolution,
    ),
    # 2x 4.0Ah → two times
    rule(rf"{NUMBER_START}(?P<first>\d{{1,2}})\s?(?P<separator>[xX×])(?=\s?{_PORTION})", _set),
    # 16:9 → sixteen to nine
    rule(
        rf"{NUMBER_START}(?P<a>\d{{1,2}}):(?P<b>\d{{1,2}})(?![\w:])", lambda m: f"{number(m['a'])} to {number(m['b'])}"
    ),
    # UK6-8 → six to
    rule(
        r"(?:(?<=\bUK)|(?<=\bEU)|(?<=\bUS))(?P<first>\d{1,2})(?P<separator>[-–])(?=\d{1,2}(?!\w))",
        _number_and_separator,
    ),
    # 1st-3rd → to
    rule(r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth))\s?[-–—](?=\s?\d)", "to"),
    # 120 x 60 cm → one hundred twenty by
    rule(
        rf"{DIMENSION_START}(?P<first>{NUMBER})\s?(?P<separator>[-–—x×]|X(?!\d[A-Z]))(?=\s?\d)", _number_and_separator
    ),
    # 45*60 → forty-five by
    rule(rf"{NUMBER_START}(?P<first>{NUMBER})\s?(?P<separator>\*)(?=\s?\d)", _number_and_separator),
    # 84"W x 38"D → by
    rule(r"(?<=[\w)] )[x×](?= (?:[A-Z]\s?)?\d)", "by"),
)
"""Any two numbers with a sign between them."""
