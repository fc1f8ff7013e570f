"""Years, stretches of them and decades: `1994`, `2020–2023`, `2001/02`, `the 1990s`, `mid-90s`, `1950s/60s`."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech.locales.en.numbers import cardinal, year
from vidx.speech.locales.en.units import UNIT_AHEAD
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import END, START, YEAR

_TENS: Final = {
    "00": "two thousands", "10": "tens", "20": "twenties", "30": "thirties", "40": "forties",
    "50": "fifties", "60": "sixties", "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_CENTURY: Final = 100
_LAST_DIGIT: Final = 9
_TOLD: Final = "".join(
    rf"|(?<={before})"
    for before in (
        *(rf"\b{word} " for word in ("[Tt]he", "[Hh]is", "[Hh]er", "[Mm]y")),
        *(rf"\b{word}[ -]" for word in ("[Ee]arly", "[Ll]ate", "[Mm]id")),
        *(f"0s{joint}" for joint in ("/", "-", " and ", " to ", " & ", " or ")),
    )
)
"""What stands before tens that are years and no seconds."""
_STYLED: Final = (
    r"(?= (?:era|style|vintage|retro|classic|fashion|music|design|vibes?|look|kids?|hits|disco|rock|sofa|lamp|chair|"
    r"jacket|dress|shirt|toys?)\b)"
)


def _decade(match: "re.Match[str]") -> str:
    century, tens = match["century"], match["tens"]
    if tens == "00":
        return "two thousands" if century in {"", "20"} else f"{cardinal(int(century))} hundreds"
    return f"{cardinal(int(century))} {_TENS[tens]}" if century else _TENS[tens]


def _years(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("from"), year(int(match["from"]))
    yield match.start("dash"), "to"
    yield match.start("to"), year(int(match["to"]))


def _short_years(match: "re.Match[str]") -> Iterator[Said]:
    """`2020-21` as far as it goes forward; a slash is no `to` but a season (`2020/21`)."""
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
    rule(r"(?<![\w.,])['’]?(?P<century>1[89]|20)(?P<tens>\d0)['’]?s(?!\w)", whole(_decade)),
    rule(rf"(?:(?<![\w.,])['’]{_TOLD})(?P<century>)['’]?(?P<tens>\d0)['’]?s(?!\w)", whole(_decade)),
    rule(rf"(?<![\w.,])(?P<century>)(?P<tens>[2-9]0)(?:['’]s(?!\w)|s{_STYLED})", whole(_decade)),
    rule(r"(?<=\d0s)\s?[-–]\s?(?=['’]?\d)|(?<=\d0['’]s)\s?[-–]\s?(?=['’]?\d)", whole(lambda _: "to")),
    rule(r"(?<=['’]\d\d)\s?[-–]\s?(?=['’]\d\d)", whole(lambda _: "to")),
    rule(r"(?<![\w.,])['’]0(?P<n>[1-9])(?!\w)", whole(lambda m: f"oh {cardinal(int(m['n']))}")),
    rule(rf"{START}(?P<from>{YEAR})\s?(?P<dash>[-–—])\s?(?P<to>{YEAR}){END}(?!{UNIT_AHEAD})", _years),
    rule(rf"{START}(?P<from>{YEAR})(?P<dash>[-–/])(?P<to>\d\d){END}(?![-–/]|{UNIT_AHEAD})", _short_years),
    rule(rf"{START}(?P<y>{YEAR}){END}(?!{UNIT_AHEAD})(?!\s?[-–x×/]\s?\d)", whole(lambda m: year(int(m["y"])))),
)
