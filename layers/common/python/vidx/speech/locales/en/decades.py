"""Rules for years, ranges of years and decades.

built in 1994            → built in nineteen ninety-four
2020–2023                → twenty twenty to twenty twenty-three
facelift 2001/02         → facelift two thousand one oh two
the 1990s, mid-90s       → the nineteen nineties, mid nineties
80s jacket, in 80s       → eighties jacket, in eighty seconds
'05 Honda                → oh five Honda
"""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.measures import UNIT_AHEAD
from vidx.speech.locales.en.numbers import cardinal, year
from vidx.speech.patterns import NUMBER_END, NUMBER_START, YEAR
from vidx.speech.rules import Rule, Verbalization, rule

_DECADE_NAMES: Final = {
    "00": "two thousands", "10": "tens", "20": "twenties", "30": "thirties", "40": "forties",
    "50": "fifties", "60": "sixties", "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
"""Names of decades by the last two digits of their first year."""
_CENTURY: Final = 100
_LAST_DIGIT: Final = 9
_WORD_BEFORE_DECADE: Final = "".join(
    rf"|(?<={before})"
    for before in (
        *(rf"\b{word} " for word in ("[Tt]he", "[Hh]is", "[Hh]er", "[Mm]y")),
        *(rf"\b{word}[ -]" for word in ("[Ee]arly", "[Ll]ate", "[Mm]id")),
        *(f"0s{link}" for link in ("/", "-", " and ", " to ", " & ", " or ")),
    )
)
"""Look-behinds for what shows that `90s` is a decade rather than seconds: `the`, `mid`, another decade."""
_NOUN_AFTER_DECADE: Final = (
    r"(?= (?:era|style|vintage|retro|classic|fashion|music|design|vibes?|look|kids?|hits|disco|rock|sofa|lamp|chair|"
    r"jacket|dress|shirt|toys?)\b)"
)
"""Look-ahead for nouns that a decade describes: `80s jacket`."""


def _decade(match: "re.Match[str]") -> str:
    """`1990s` → nineteen nineties, `90s` → nineties."""
    century, tens = match["century"], match["tens"]
    if tens == "00":
        return "two thousands" if century in {"", "20"} else f"{cardinal(int(century))} hundreds"
    return f"{cardinal(int(century))} {_DECADE_NAMES[tens]}" if century else _DECADE_NAMES[tens]


def _years(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`2020–2023` → twenty twenty to twenty twenty-three."""
    yield match.start("from"), year(int(match["from"]))
    yield match.start("dash"), "to"
    yield match.start("to"), year(int(match["to"]))


def _short_years(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`2020-21` → twenty twenty to twenty-one. Descending years are no range.

    A slash marks a season or a model year and is not spoken.
    """
    start, end = int(match["from"]), int(match["to"])
    if end <= start % _CENTURY:
        return
    yield match.start("from"), year(start)
    if match["dash"] == "/":
        yield match.start("to"), f"{'oh ' if end <= _LAST_DIGIT else ''}{cardinal(end)}"
    else:
        yield match.start("dash"), "to"
        yield match.start("to"), cardinal(end) if end > _LAST_DIGIT else year(start - start % _CENTURY + end)


RULES: Final[tuple[Rule, ...]] = (
    # 1950s → nineteen fifties
    rule(r"(?<![\w.,])['’]?(?P<century>1[89]|20)(?P<tens>\d0)['’]?s(?!\w)", _decade),
    # the '80s → eighties
    rule(rf"(?:(?<![\w.,])['’]{_WORD_BEFORE_DECADE})(?P<century>)['’]?(?P<tens>\d0)['’]?s(?!\w)", _decade),
    # 70's → seventies
    rule(rf"(?<![\w.,])(?P<century>)(?P<tens>[2-9]0)(?:['’]s(?!\w)|s{_NOUN_AFTER_DECADE})", _decade),
    # '60s-70s → to
    rule(r"(?<=\d0s)\s?[-–]\s?(?=['’]?\d)|(?<=\d0['’]s)\s?[-–]\s?(?=['’]?\d)", "to"),
    # '99-'03 → to
    rule(r"(?<=['’]\d\d)\s?[-–]\s?(?=['’]\d\d)", "to"),
    # '03 → oh three
    rule(r"(?<![\w.,])['’]0(?P<n>[1-9])(?!\w)", lambda m: f"oh {cardinal(int(m['n']))}"),
    # 2020–2023 → twenty twenty to twenty twenty-three
    rule(rf"{NUMBER_START}(?P<from>{YEAR})\s?(?P<dash>[-–—])\s?(?P<to>{YEAR}){NUMBER_END}(?!{UNIT_AHEAD})", _years),
    # 2001/02, 2020-21 → two thousand one oh two, twenty twenty to twenty-one
    rule(rf"{NUMBER_START}(?P<from>{YEAR})(?P<dash>[-–/])(?P<to>\d\d){NUMBER_END}(?![-–/]|{UNIT_AHEAD})", _short_years),
    # 2024 → twenty twenty-four
    rule(rf"{NUMBER_START}(?P<y>{YEAR}){NUMBER_END}(?!{UNIT_AHEAD})(?!\s?[-–x×/]\s?\d)", lambda m: year(int(m["y"]))),
)
