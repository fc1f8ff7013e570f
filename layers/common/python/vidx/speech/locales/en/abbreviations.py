"""Rules for English abbreviations. To add one, add it to the table for its place in the text."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech import abbreviations
from vidx.speech.context import Context
from vidx.speech.locales.en.numbers import cardinal, year
from vidx.speech.patterns import ROMAN_NUMERALS
from vidx.speech.rules import Rule, Verbalization, rule

DOTTED: Final = {
    "approx.": "approximately", "incl.": "including", "excl.": "excluding", "e.g.": "for example", "i.e.": "that is",
    "etc.": "et cetera", "vs.": "versus", "max.": "maximum", "min.": "minimum", "est.": "established",
    "Mr.": "Mister", "Mrs.": "Missus", "Dr.": "Doctor", "ca.": "about", "ea.": "each", "qty.": "quantity",
    "Mt.": "Mount", "No. of": "number of", "no. of": "number of", "reg.": "reg",
    "ext.": "extension", "Apt.": "apartment",
    "intl.": "international", "appt.": "appointment", "appts.": "appointments", "neg.": "negotiable",
    "dep.": "deposit", "avail.": "available",
    "utils.": "utilities", "bldg.": "building", "flrs.": "floors",
    "pkg.": "package", "hwy.": "highway", "recep.": "reception", "Sz.": "size", "sz.": "size",
    "rec'd.": "received", "orig.": "original", "cond.": "condition", "mins.": "minutes", "hrs.": "hours",
    "dims.": "dimensions", "warr.": "warranty", "acc.": "accessories", "refurb.": "refurbished", "elec.": "electric",
    "auto.": "automatic", "ext'd.": "extended", "bdrm.": "bedroom", "Blvd.": "Boulevard",
    "o.n.o.": "or nearest offer", "o.b.o.": "or best offer", "Mk.": "Mark",
}  # fmt: skip
"""Words by abbreviation with a dot. At the end of the text the dot is the full stop as well."""
_OFFERS: Final = {
    "obo": "or best offer", "ono": "or nearest offer", "oiro": "offers in the region of", "ovno": "or very near offer",
}  # fmt: skip
"""Words by abbreviation after a price; also in capitals."""
_PLAIN: Final = {
    "c/w": "complete with", "inc": "including",
    "bldg": "building", "flrs": "floors", "dbl": "double", "Dbl": "double", "w/in": "within",
    "intl": "international", "utils": "utilities", "hwy": "highway",
    "cty": "city", "pkg": "package",
    "appt": "appointment",    "avail": "available", "recep": "reception room", "refurb": "refurbished",
    "uPVC": "U P V C",
    "o/s": "oversized", "Sz": "size", "sz": "size",
    "w/o": "without", "w/out": "without", "w/": "with", "approx": "approximately", "incl": "including", "vs": "versus",
    "ea": "each",
    "km": "kilometers", "kms": "kilometers", "pls": "please", "plz": "please", "thx": "thanks", "b/c": "because",
    "a/c": "air conditioning",
    "A/C": "air conditioning", "n/a": "not available", "S/N": "serial number", "P/N": "part number",
    "DIY": "D I Y", "C#": "C sharp", "Wi-Fi": "Wi-Fi", "WiFi": "Wi-Fi", "wifi": "Wi-Fi", "AA": "double A",
    "AAA": "triple A", "Mk": "Mark", "Ø": "diameter", "spd": "speed", "cyl": "cylinder", "yr": "year", "yrs": "years",
    "AWD": "all wheel drive", "FWD": "front wheel drive", "RWD": "rear wheel drive", "FSH": "full service history",
    "BNIB": "brand new in box", "BNWT": "brand new with tags", "NWT": "new with tags", "VGC": "very good condition",
    "GWO": "good working order", "qty": "quantity", "Apt": "apartment",
    **_OFFERS, **{abbreviation.upper(): words for abbreviation, words in _OFFERS.items()},
}  # fmt: skip
"""Words by abbreviation without a dot."""
_BEFORE_NUMBERS: Final = {
    "c.": "circa", "ca": "about", "Vol.": "volume", "vol.": "volume", "pp.": "pages", "p.": "page", "Pt.": "part",
    "b/w": "between", "Mk": "Mark", "mk": "Mark", "MK": "Mark", "Ø": "diameter", "ext": "extension",
}  # fmt: skip
"""Words by abbreviation before a number: `Vol. 2`."""
_AFTER_NUMBERS: Final = {
    "VB": "negotiable", "VHB": "negotiable", "FP": "fixed price", "pp": "per person", "pcm": "per month",
    "pw": "per week", "p/w": "per week", "p/m": "per month",
}  # fmt: skip
"""Words by abbreviation after a number or an amount: `£325 pw`."""
_STREETS: Final = {"St": "Street", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard", "Ln": "Lane"}
"""Words by abbreviation after the name of a street: `Main St`."""
_AFTER_ORDINALS: Final = {"fl": "floor", "gen": "generation", "ed": "edition"}
"""Words by abbreviation after an ordinal: `2nd gen`."""
_STREET_NAME_BEFORE: Final = re.compile(r"(?:[A-Z][a-z]+|\d(?:st|nd|rd|th))\s$")
"""The end of a street's name: a capitalized word or an ordinal."""
_BEFORE_PUNCTUATION: Final = {"incl": "included", "inc": "included", "excl": "exclusive"}
"""Words by abbreviation that stands at the end of a clause: `mug incl.`"""
_PUNCTUATION: Final = r"(?:\.(?=\s*[,;:)!?])|(?=\s*[,;:)!?])|(?=\.?\s*$))"
"""Punctuation or the end of the text, where a dot ends the sentence."""


def _wheel_size(match: "re.Match[str]") -> str:
    """`29er` → twenty-niner, a bicycle by the size of its wheels."""
    size = cardinal(int(match["n"]))
    return f"{size}{'r' if size.endswith('e') else 'er'}{match['many']}"


PHRASES: Final = abbreviations.fixed_phrases(
    {
        "M.2": "M two",
        "4WD": "four wheel drive",
        "2WD": "two wheel drive",
        "recep room": "reception room",
        "recep. room": "reception room",
        "H.264": "H two six four",
        "H.265": "H two six five",
    }
)


def _in_category(context: Context) -> tuple[Rule, ...]:
    """Abbreviations that have their meaning in adverts of property only."""
    if context.category != "property":
        return ()
    return abbreviations.rules({}, {"W/D": "washer and dryer", "D/W": "dishwasher", "w/d": "washer and dryer"})


def _street(match: "re.Match[str]") -> str:
    """A street after its name (`Main St`, `5th Ave.`). At the end of the text the dot is the full stop as well."""
    is_before_name = re.match(r"\s[A-Z][a-z]", match.string[match.end() :])
    if is_before_name or not _STREET_NAME_BEFORE.search(match.string, 0, match.start()):
        return ""
    is_full_stop = match[0].endswith(".") and not match.string[match.end() :].strip()
    return _STREETS[match[0].rstrip(".")] + ("." if is_full_stop else "")


def _saint(match: "re.Match[str]") -> str:
    """`St. Ives`. After a name it may be a street at the end of a sentence (`Main St. Great`), so that it stays."""
    return "" if _STREET_NAME_BEFORE.search(match.string, 0, match.start()) else "Saint"


def _volume(match: "re.Match[str]") -> Iterator[Verbalization]:
    """`Vol. IV` → volume four."""
    yield match.start("word"), _BEFORE_NUMBERS[match["word"]]
    yield match.start("roman"), cardinal({**ROMAN_NUMERALS, "I": 1, "V": 5, "X": 10}[match["roman"]])


def rules(context: Context) -> tuple[Rule, ...]:
    return (*_in_category(context), *_RULES)


_RULES: Final[tuple[Rule, ...]] = (
    # Vol. IV → volume four
    rule(rf"(?<!\w)(?P<word>Vol\.|vol\.|Pt\.)\s(?P<roman>{abbreviations.any_of(ROMAN_NUMERALS)}|[IVX])(?!\w)", _volume),
    # US 9.5 → U S
    rule(
        r"(?<!\w)US(?=\s?/|\s?\d|\s(?:size|version|plug|model|import|spec|seller|shipping|only)\b)",
        "U S",
    ),
    # price neg → negotiable
    rule(r"(?:(?<=[Pp]rice )|(?<=[\dk] ))neg(?![\w.])", "negotiable"),
    # pub. 1999 → published
    rule(r"(?<!\w)pub\.(?=\s(?:in\s)?\d{4})", "published"),
    # 2nd gen → generation
    rule(
        r"(?:(?<=\dst )|(?<=\dnd )|(?<=\drd )|(?<=\dth ))(?P<word>fl|gen|ed)\.?(?!\w)",
        lambda m: _AFTER_ORDINALS[m["word"]] + ("" if m.string[m.end() :].strip() else "." * m[0].count(".")),
    ),
    # Elm Blvd → Boulevard
    rule(r"(?<= )(?:St|Rd|Ave|Blvd|Ln)\.?(?!\w)", _street),
    # mug incl., → included
    rule(
        rf"(?<!\w)(?:{abbreviations.any_of(_BEFORE_PUNCTUATION)}){_PUNCTUATION}",
        lambda m: _BEFORE_PUNCTUATION[m[0].rstrip(".")],
    ),
    # c. 1890 → circa
    rule(rf"(?<!\w)(?:{abbreviations.any_of(_BEFORE_NUMBERS)})(?=\s?\d)", lambda m: _BEFORE_NUMBERS[m[0]]),
    # £325pw → per week
    rule(
        rf"(?:(?<=\d )|(?<=[€$£] )|(?<=[A-Z]{{3}} )|(?<=[\dk])(?=p))(?:{abbreviations.any_of(_AFTER_NUMBERS)})(?!\w)",
        lambda m: _AFTER_NUMBERS[m[0]],
    ),
    *abbreviations.rules(DOTTED, _PLAIN, ending_sentences=frozenset({"etc."})),
    # St. Ives → Saint
    rule(r"(?<!\w)St\.(?=\s[A-Z])", _saint),
    # per sq. ft → square foot
    rule(r"(?<=[Pp]er )sq\.?\s?ft\b\.?", "square foot"),
    # c1920 → circa nineteen twenty
    rule(r"(?<!\w)c(?P<y>1[5-9]\d\d)(?!\w)", lambda m: f"circa {year(int(m['y']))}"),
    # 29er → twenty-niner
    rule(r"(?<![\w.,])(?P<n>[2-9]\d)er(?P<many>s?)(?!\w)", _wheel_size),
)
