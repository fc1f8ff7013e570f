"""Two figures with a sign between them: ranges, sizes, sets, resolutions, ratios, tyres."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.numbers import cardinal, model_number, read
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.stretches import dash_in_words
from vidx.speech.written import END, NUMBER, SIDE, START

_TIMES: Final = r"(?:[a-z]+ed|[a-z]+er|worn|more|less|zoom|optical|digital|magnification|per|a|as|the|daily|speed)\b"
"""What is so many times; of anything else there are so many (`2x Coldplay`)."""
_PORTION: Final = r"\d+(?:\.\d+)?\s?(?:GB|TB|MB|W|V|g|kg|ml|l|L|oz|mAh|Ah|MP|lbs?)\b"
"""What a set has several of (`2 x 8GB`); sides are measured in lengths."""
_MEASURED: Final = r"\d+(?:\.\d+)?\s?(?:mm|cm|m|ft|in|GB|TB|MB|W|V|g|kg|ml|l|L|oz|mAh|Ah|MP)"
_SCALES: Final = "12|18|24|35|43|48|64|72|76|87|144|160|350"
"""Of models, by one."""


def _joined(match: "re.Match[str]") -> Iterator[Said]:
    """`10–15` or `120 x 60`: the first number and its joint, so that what follows is read by itself."""
    joint = dash_in_words(match, "to") if match["joint"] in "-–—" else "by"
    yield match.start(), read(match["first"])
    yield match.start("joint"), joint


def _set(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("first"), cardinal(int(match["first"]))
    yield match.start("joint"), "times"


def _resolution(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("wide"), model_number(match["wide"])
    yield match.start("joint"), "by"
    yield match.start("high"), model_number(match["high"])


def _tyre(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("width"), f"{model_number(match['width'])} {cardinal(int(match['side']))}"
    yield match.start("rim"), f"R {cardinal(int(match['inches']))}"


_SIDES: Final = re.compile(rf"(?P<side>{NUMBER})\s?(?P<name>[LWHD])(?P<joint>\s?[x×])?")


def _named_sides(match: "re.Match[str]") -> Iterator[Said]:
    """`45L x 30W x 20H`, by length, width, height or depth."""
    for side in _SIDES.finditer(match.string, *match.span()):
        yield side.start("side"), f"{read(side['side'])} {side['name']}"
        if side["joint"]:
            yield side.start("joint"), "by"


def _wireless(match: "re.Match[str]") -> str:
    """`802.11ac`."""
    return f"eight oh two dot eleven {' '.join(match['kind'].upper())}"


def _oil(match: "re.Match[str]") -> str:
    return f"{read(match['cold'])} W {read(match['warm'])}"


def _thread(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("size"), f"M {read(match['size'])}"
    yield match.start("joint"), "by"


def _count_of(match: "re.Match[str]") -> str:
    return cardinal(int(match["n"]))


_SIZE: Final = r"(?:\dX[SL]|X{1,4}[SL])"


def _sizes(match: "re.Match[str]") -> Iterator[Said]:
    """`XS-3XL`, the sizes of clothes."""
    for name in ("first", "last"):
        yield match.start(name), " ".join(cardinal(int(sign)) if sign.isdigit() else sign for sign in match[name])
    yield match.start("joint"), "to"


def _side(match: "re.Match[str]") -> str:
    """`84"W`."""
    inches = "inch" if match["n"] == "1" else "inches"
    return f"{read(match['n'])} {inches} {_SIDE_NAMES[match['side']]}"


_SIDE_NAMES: Final = {"W": "wide", "D": "deep", "H": "high", "L": "long"}

FIRST: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.,])802\.11(?P<kind>[a-z]{1,2})(?!\w)", whole(_wireless)),
    rule(rf"{START}(?P<cold>\d{{1,2}})W-?(?P<warm>\d\d)(?!\w)", whole(_oil)),
    rule(r"(?<!\w)M(?P<size>\d{1,2})\s?(?P<joint>[x×])\s?(?=\d)", _thread),
    rule(rf"{START}(?P<n>\d{{1,2}})[xX](?=\s{_MEASURED}\s[A-Za-z])", whole(_count_of)),
    rule(rf"(?<![\w-])(?P<first>{_SIZE}|[SML])\s?(?P<joint>[-–])\s?(?P<last>{_SIZE})(?![\w-])", _sizes),
    rule(rf"{START}(?P<n>{NUMBER})\s?[\"″”]\s?(?P<side>[WDHL])(?!\w)", whole(_side)),
    rule(rf"(?<=\d)\s?[x×](?= {_TIMES}|\s[£$€])", whole(lambda _: "times")),
    rule(r"(?<=\d)\s?[x×](?=\s[^\W\d_](?!\s?\d))", lambda m: [(m.start(), "")]),
    rule(rf"{START}(?P<width>[1-3]\d5)/(?P<side>\d\d)(?=\s?Z?R)[\s-]?(?P<rim>Z?R\s?(?P<inches>\d\d))(?!\w)", _tyre),
    rule(rf"{START}{NUMBER}\s?[LWHD](?:\s?[x×]\s?{NUMBER}\s?[LWHD])+(?!\w)", _named_sides),
    rule(rf"{START}1:(?P<of>{_SCALES})(?=\s(?:scale|model|diecast|kit)\b)", whole(lambda m: f"one to {read(m['of'])}")),
)
"""They come before anything else that has figures in it."""

RULES: Final[tuple[Rule, ...]] = (
    rule(
        rf"{START}(?P<wide>[1-7]\d{{3}})\s?(?P<joint>[xX×])\s?(?P<high>\d{{3,4}}){END}(?!\s?(?:mm|cm|m|km|x|×)\b)",
        _resolution,
    ),
    rule(rf"{START}(?P<first>\d{{1,2}})\s?(?P<joint>[xX×])(?=\s?{_PORTION})", _set),
    rule(rf"{START}(?P<a>\d{{1,2}}):(?P<b>\d{{1,2}})(?![\w:])", whole(lambda m: f"{read(m['a'])} to {read(m['b'])}")),
    rule(r"(?:(?<=\bUK)|(?<=\bEU)|(?<=\bUS))(?P<first>\d{1,2})(?P<joint>[-–])(?=\d{1,2}(?!\w))", _joined),
    rule(r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth))\s?[-–—](?=\s?\d)", whole(lambda _: "to")),
    rule(rf"{SIDE}(?P<first>{NUMBER})\s?(?P<joint>[-–—x×]|X(?!\d[A-Z]))(?=\s?\d)", _joined),
    rule(rf"{START}(?P<first>{NUMBER})\s?(?P<joint>\*)(?=\s?\d)", _joined),
    rule(r"(?<=[\w)] )[x×](?= (?:[A-Z]\s?)?\d)", whole(lambda _: "by")),
)
