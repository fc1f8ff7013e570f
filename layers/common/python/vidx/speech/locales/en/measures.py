"""Rules for measures and rates: `120 km`, `16GB`, `85 m²`, `21°C`, `27"`, `6'2"`, `5-yr`, `$20/day`."""

import re
from typing import Final

from vidx.speech.abbreviations import any_of
from vidx.speech.context import Context
from vidx.speech.locales.en.numbers import cardinal
from vidx.speech.locales.en.unit_names import BEFORE_PUNCTUATION, RATE_UNITS, SPACED_UNITS, UNITS
from vidx.speech.patterns import FRACTION_CHARS, NUMBER_START, is_unit
from vidx.speech.rules import Rule, Verbalization, rule

_SPACED: Final = any_of(dict.fromkeys(SPACED_UNITS))
_ATTACHED: Final = any_of(UNITS)
_BEFORE_PUNCTUATION: Final = any_of(dict.fromkeys(BEFORE_PUNCTUATION))
_UNIT_END: Final = r"(?:(?![\w²³])|(?=[x×]\s?\d))"
_PUNCTUATION: Final = r"(?=\s*(?:[.,;:!?)/]|$))"
UNIT_AHEAD: Final = rf"(?:\s?(?:{_SPACED}){_UNIT_END}|(?:{_ATTACHED}){_UNIT_END})"
"""Pattern that matches between a number and its unit."""
_SYMBOLS_WITH_DOT: Final = "lbs?|oz|ft|in|gal|yd|mi|yrs?|mos?|wks?|hrs?|mins?|sec|pcs?|pk|qt|pt"
"""Symbols whose dot is part of them where the sentence goes on."""
_UNIT_AFTER_NUMBER: Final = (
    rf"(?:(?<=[\d{FRACTION_CHARS}])|(?<=\d[kK])|(?<=[,\dxX][xX]{{2}}))"
    rf"(?:\s?(?P<dotted>{_SYMBOLS_WITH_DOT})\.(?=\s?[,;:)]|\s[a-z\d])"
    rf"|(?P<attached>{_ATTACHED}){_UNIT_END}|\s(?P<spaced>{_SPACED}){_UNIT_END}|\s(?P<before_punctuation>{_BEFORE_PUNCTUATION}){_PUNCTUATION})"
)
_HYPHENATED: Final = rf"(?<=\d)-(?P<unit>{_SPACED}|in|pk){_UNIT_END}(?!-)"
"""A unit after a hyphen: `5-yr`."""
_THING_AFTER_ATTACHED: Final = re.compile(
    r" (?!(?:a|all|an|and|apart|as|at|away|but|by|deep|down|each|ago|for|free|from|full|high|in|is|left|long|max|more|"
    r"new|of|off|old|on|only|or|per|plus|since|so|tall|than|that|the|thick|to|total|used|when|wide|with|x)\b)[a-z]"
    r"| [A-Z]{2,} [a-z]"
)
"""A thing that the attached unit before it describes (`65W charger`); no word about the measure itself (`5m long`)."""
_NOT_THINGS: Final = (
    "a|all|an|and|apart|as|at|away|by|deep|down|each|ago|for|from|full|high|in|is|left|long|max|more|of|off|on|only|or|"
    "per|plus|since|so|tall|than|that|the|thick|to|total|used|when|wide|with|x|W|D|H|L|clearance"
)
"""Words after a measure that it does not describe: `5 ft tall`."""
_THING_AHEAD: Final = rf" (?!(?:{_NOT_THINGS})\b)[A-Za-z]"
"""Pattern of a thing that a measure describes: ` pole` in `8 ft pole`."""
_THING_AFTER_SPACED: Final = re.compile(
    r" (?:(?:adapter|bag|battery|bike|bottle|cable|camera|can|capacity|card|charger|display|drive|engine|flat|house|"
    r"hose|jack|jar|lead|length|monitor|motor|mug|pack|panel|pipe|diamond|plot|pole|pool|range|rope|screen|screw|speaker|stick|jug|tank|tent|"
    r"tin|tube|version|walk|wheel)s?|batteries|lens|lenses|SSD|HDD|RAM|NVMe|timber|TV|warranty)\b"
)
"""Things that a unit describes even after a space: `8 ft pole`."""
_ONE_BEFORE: Final = re.compile(
    rf"(?<![\d.,–-])1$|(?<!\d)(?<!\d )[{FRACTION_CHARS}]$|(?<!\d)(?<!\d )(?<![.,])[1-9]/[2-9]$"
)
"""A 1 or a fraction, after which the unit is in the singular."""


def _unit(match: "re.Match[str]") -> list[Verbalization]:
    """The unit's name, in the singular after 1 and before a thing (`65W charger`).

    Empty where the symbol is part of a name.
    """
    name = match.lastgroup or "attached"
    if not is_unit(match[name], match.string, match.start()):
        return []
    singular, plural = UNITS[match[name]]
    thing = _THING_AFTER_ATTACHED.match(match.string, match.end()) if name == "attached" else None
    is_singular = (
        _ONE_BEFORE.search(match.string, 0, match.start())
        or thing
        or _THING_AFTER_SPACED.match(match.string, match.end())
    )
    return [(match.start(name), singular if is_singular else plural)]


def _feet_and_inches(match: "re.Match[str]") -> str:
    """`6'2"` → six foot two."""
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


def _feet(match: "re.Match[str]") -> str:
    """`6'` → six feet; in the singular before a thing that they describe (`18' Bayliner`)."""
    singular, plural = UNITS["ft"]
    is_singular = (int(match[1]) == 1 and not match[2]) or re.match(_THING_AHEAD, match.string[match.end() :])
    return f"{cardinal(int(match[1]))}{' and a half' if match[2] else ''} {singular if is_singular else plural}"


_MONEY_BEFORE: Final = re.compile(r"(?:[€$£₹]\s?\d[\d.,]*|\d\s?(?:[€$£]|USD|EUR|GBP|dollars|pounds|euros))\s?$")
"""An amount of money, after which a slash is `per`."""


_AMOUNT_BEFORE: Final = re.compile(
    rf"(?:[€$£¥₹]|\d[kKM]?|\d\s?(?:{_SPACED})|\b(?:km|miles|hours|days|nights|USD|EUR|GBP))\s?$"
)
"""An amount of money or a measure, after which a slash and a unit are a rate."""


def _rate(match: "re.Match[str]") -> str:
    """What an amount is for: `$20/day`, `30 min/wk`."""
    return f"per {RATE_UNITS[match['unit']]}" if _AMOUNT_BEFORE.search(match.string, 0, match.start()) else ""


def _other_rate(match: "re.Match[str]") -> str:
    """What else an amount of money is for: `$38/sheet`, `$4/100 g`."""
    return "per" if _MONEY_BEFORE.search(match.string, 0, match.start()) else ""


_ACRES: Final[tuple[Rule, ...]] = (
    # 5 ac lot → acre lot
    rule(
        r"(?<=\d)\s?(?:ac|AC)\b(?P<lot> (?:lot|parcel|plot|farm|field|site|block|block|estate|ranch)s?\b)?",
        lambda m: (
            [(m.start(), "acre" if m["lot"] or _ONE_BEFORE.search(m.string, 0, m.start()) else "acres")]
            + ([(m.start("lot") + 1, m["lot"].strip())] if m["lot"] else [])
        ),
    ),
)


def rules(context: Context) -> tuple[Rule, ...]:
    """Rules for measures; `ac` is acres only in adverts of property."""
    return (*(_ACRES if context.category == "property" else ()), *_RULES)


_RULES: Final[tuple[Rule, ...]] = (
    # 6'2" → six foot two
    rule(r"(?<![\w.,])(\d{1,2})['’′]\s?(\d{1,2})[\"”″]", _feet_and_inches),
    # 6.5' → six and a half feet
    rule(r"(?<![\w.,])(\d{1,2})(?:\.(5))?['’′](?!\w)", _feet),
    # 8 ft pole → eight foot
    rule(rf"{NUMBER_START}(\d{{1,3}})(?:\.(5))?\s?ft\.?(?={_THING_AHEAD})", _feet),
    # 5 ft 11 in → five foot eleven
    rule(
        r"(?<![\w.,])(\d{1,2})\s?ft\.?\s(\d{1,2})\s?"
        r"in(?:ch(?:es)?|\.(?=\s?[,;)]|\s[a-z\d]))?(?!\w| (?:a|the|my|its)\b)",
        _feet_and_inches,
    ),
    # 5ft10 → five foot ten
    rule(r"(?<![\w.,])([4-7])\s?ft\s?(\d|1[01])(?!\w|[.,/]\d|\s[a-z×])", _feet_and_inches),
    # 1h30 → one hour thirty
    rule(
        r"(?<![\w.,:])(\d{1,2})h([0-5]\d)(?!\w)",
        lambda m: f"{cardinal(int(m[1]))} {UNITS['h'][int(m[1]) != 1]} {cardinal(int(m[2]))}",
    ),
    # 5'9"-6'1" → to
    rule(r"(?:(?<=['’′][\"”″])|(?<=\d[\"”″'’′]))\s?[-–—]\s?(?=\d)", "to"),
    # 120 km → kilometers
    rule(_UNIT_AFTER_NUMBER, _unit),
    # 27 in wide → inch
    rule(
        r"(?<=\d)\sin(?= (?:deep|diameter|display|high|long|monitor|screen|tall|thick|TV|wide)\b)",
        "inch",
    ),
    # 12-spd → speed
    rule(_HYPHENATED, lambda m: [(m.start("unit"), UNITS[m["unit"]][0])]),
    # $45/hr → per hour
    rule(rf"/(?P<unit>{any_of(RATE_UNITS)})(?:\.(?=\s*[,;)])|(?!\w))", _rate),
    # 125 HP → horsepower
    rule(r"(?<=\d\d) HP(?=\s[a-z]|\s*[,.;)]|\s*$)", "horsepower"),
    # $38/sheet → per
    rule(rf"/(?=\s?(?:[^\W\d_]{{3,}}|\d+\s?(?:{_SPACED}){_UNIT_END}))", _other_rate),
    # 40cmx30cm → by
    rule(
        r"(?:(?<=[\"″”'’′])|(?<=(?:[\"″”'’′]|[a-z]) )|(?<=\dcm)|(?<=\dmm)|(?<=\dft)|(?<=\din)|(?<=\dm))[x×](?=\s?\d)",
        "by",
    ),
)
