"""Units after a figure: `120 km`, `45mpg`, `16GB`, `85 m²`, `21°C`, `5000mAh`, `27"`, `6'2"`, `5-yr`."""

import re
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.en.measures import EACH, LAST, SPACED, UNITS
from vidx.speech.locales.en.numbers import cardinal
from vidx.speech.reading import Rule, rule, whole
from vidx.speech.written import START, VULGAR, is_unit

_LOOSE: Final = any_of(dict.fromkeys(SPACED))
_TIGHT: Final = any_of(UNITS)
_LAST: Final = any_of(dict.fromkeys(LAST))
_END: Final = r"(?:(?![\w²³])|(?=[x×]\s?\d))"
_MARK: Final = r"(?=\s*(?:[.,;:!?)/]|$))"
UNIT_AHEAD: Final = rf"(?:\s?(?:{_LOOSE}){_END}|(?:{_TIGHT}){_END})"
"""Matches where a unit follows a figure."""
_DOTTED: Final = "lbs?|oz|ft|in|gal|yd|mi|yrs?|mos?|wks?|hrs?|mins?|sec|pcs?|pk|qt|pt"
"""Signs whose dot is their own, wherever a sentence goes on."""
_AFTER: Final = (
    rf"(?:(?<=[\d{VULGAR}])|(?<=\d[kK])|(?<=[,\dxX][xX]{{2}}))"
    rf"(?:\s?(?P<dotted>{_DOTTED})\.(?=\s?[,;:)]|\s[a-z\d])"
    rf"|(?P<tight>{_TIGHT}){_END}|\s(?P<loose>{_LOOSE}){_END}|\s(?P<last>{_LAST}){_MARK})"
)
_HYPHENATED: Final = rf"(?<=\d)-(?P<unit>{_LOOSE}|in|pk){_END}(?!-)"
_NOUN: Final = re.compile(
    r" (?!(?:a|all|an|and|apart|as|at|away|but|by|deep|down|each|ago|for|free|from|full|high|in|is|left|long|max|more|"
    r"new|of|off|old|on|only|or|per|plus|since|so|tall|than|that|the|thick|to|total|used|when|wide|with|x)\b)[a-z]"
    r"| [A-Z]{2,} [a-z]"
)
"""A thing that the unit before it describes; nothing that is said of the unit itself."""
_NOT_THINGS: Final = (
    "a|all|an|and|apart|as|at|away|by|deep|down|each|ago|for|from|full|high|in|is|left|long|max|more|of|off|on|only|or|"
    "per|plus|since|so|tall|than|that|the|thick|to|total|used|when|wide|with|x|W|D|H|L|clearance"
)
_THING_AHEAD: Final = rf" (?!(?:{_NOT_THINGS})\b)[A-Za-z]"
_THING: Final = re.compile(
    r" (?:(?:adapter|bag|battery|bike|bottle|cable|camera|can|capacity|card|charger|display|drive|engine|flat|house|"
    r"hose|jack|jar|lead|length|monitor|motor|mug|pack|panel|pipe|diamond|plot|pole|pool|range|rope|screen|screw|speaker|stick|jug|tank|tent|"
    r"tin|tube|version|walk|wheel)s?|batteries|lens|lenses|SSD|HDD|RAM|NVMe|timber|TV|warranty)\b"
)
"""Things that a unit describes even where a blank stands before it."""
_ONE: Final = re.compile(rf"(?<![\d.,–-])1$|(?<!\d)(?<!\d )[{VULGAR}]$|(?<!\d)(?<!\d )(?<![.,])[1-9]/[2-9]$")


def _unit(match: "re.Match[str]") -> list[tuple[int, str]]:
    """The unit's name: one after a lone 1 and before a thing (`65W charger`), else many; none inside a model's name."""
    name = match.lastgroup or "tight"
    if not is_unit(match[name], match.string, match.start()):
        return []
    one, many = UNITS[match[name]]
    describes = _NOUN.match(match.string, match.end()) if name == "tight" else None
    single = _ONE.search(match.string, 0, match.start()) or describes or _THING.match(match.string, match.end())
    return [(match.start(name), one if single else many)]


def _feet_and_inches(match: "re.Match[str]") -> str:
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


def _feet(match: "re.Match[str]") -> str:
    """Feet; one foot before a thing that they describe (`18' Bayliner`)."""
    one, many = UNITS["ft"]
    single = (int(match[1]) == 1 and not match[2]) or re.match(_THING_AHEAD, match.string[match.end() :])
    return f"{cardinal(int(match[1]))}{' and a half' if match[2] else ''} {one if single else many}"


_SUM_BEFORE: Final = re.compile(r"(?:[€$£₹]\s?\d[\d.,]*|\d\s?(?:[€$£]|USD|EUR|GBP|dollars|pounds|euros))\s?$")


_MEASURED: Final = re.compile(
    rf"(?:[€$£¥₹]|\d[kKM]?|\d\s?(?:{_LOOSE})|\b(?:km|miles|hours|days|nights|USD|EUR|GBP))\s?$"
)


def _per_each(match: "re.Match[str]") -> str:
    """What a sum or an amount is for: `$20/day`, `30 min/wk`."""
    return f"per {EACH[match['each']]}" if _MEASURED.search(match.string, 0, match.start()) else ""


def _per(match: "re.Match[str]") -> str:
    """What else a sum is for: `$38/sheet`, `$4/100 g`."""
    return "per" if _SUM_BEFORE.search(match.string, 0, match.start()) else ""


_ACRES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<=\d)\s?(?:ac|AC)\b(?P<lot> (?:lot|parcel|plot|farm|field|site|block|block|estate|ranch)s?\b)?",
        lambda m: (
            [(m.start(), "acre" if m["lot"] or _ONE.search(m.string, 0, m.start()) else "acres")]
            + ([(m.start("lot") + 1, m["lot"].strip())] if m["lot"] else [])
        ),
    ),
)


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for units; acres only where land is sold."""
    return (*(_ACRES if context.category == "property" else ()), *_RULES)


_RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.,])(\d{1,2})['’′]\s?(\d{1,2})[\"”″]", whole(_feet_and_inches)),
    rule(r"(?<![\w.,])(\d{1,2})(?:\.(5))?['’′](?!\w)", whole(_feet)),
    rule(rf"{START}(\d{{1,3}})(?:\.(5))?\s?ft\.?(?={_THING_AHEAD})", whole(_feet)),
    rule(
        r"(?<![\w.,])(\d{1,2})\s?ft\.?\s(\d{1,2})\s?"
        r"in(?:ch(?:es)?|\.(?=\s?[,;)]|\s[a-z\d]))?(?!\w| (?:a|the|my|its)\b)",
        whole(_feet_and_inches),
    ),
    rule(r"(?<![\w.,])([4-7])\s?ft\s?(\d|1[01])(?!\w|[.,/]\d|\s[a-z×])", whole(_feet_and_inches)),
    rule(
        r"(?<![\w.,:])(\d{1,2})h([0-5]\d)(?!\w)",
        whole(lambda m: f"{cardinal(int(m[1]))} {UNITS['h'][int(m[1]) != 1]} {cardinal(int(m[2]))}"),
    ),
    rule(r"(?:(?<=['’′][\"”″])|(?<=\d[\"”″'’′]))\s?[-–—]\s?(?=\d)", whole(lambda _: "to")),
    rule(_AFTER, _unit),
    rule(
        r"(?<=\d)\sin(?= (?:deep|diameter|display|high|long|monitor|screen|tall|thick|TV|wide)\b)",
        whole(lambda _: "inch"),
    ),
    rule(_HYPHENATED, lambda m: [(m.start("unit"), UNITS[m["unit"]][0])]),
    rule(rf"/(?P<each>{any_of(EACH)})(?:\.(?=\s*[,;)])|(?!\w))", whole(_per_each)),
    rule(r"(?<=\d\d) HP(?=\s[a-z]|\s*[,.;)]|\s*$)", whole(lambda _: "horsepower")),
    rule(rf"/(?=\s?(?:[^\W\d_]{{3,}}|\d+\s?(?:{_LOOSE}){_END}))", whole(_per)),
    rule(
        r"(?:(?<=[\"″”'’′])|(?<=(?:[\"″”'’′]|[a-z]) )|(?<=\dcm)|(?<=\dmm)|(?<=\dft)|(?<=\din)|(?<=\dm))[x×](?=\s?\d)",
        whole(lambda _: "by"),
    ),
)
