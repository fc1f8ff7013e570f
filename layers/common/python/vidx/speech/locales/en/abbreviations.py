"""English short forms."""

import re
from collections.abc import Iterator
from typing import Final

from vidx.speech import abbreviations
from vidx.speech.context import Context
from vidx.speech.locales.en.numbers import cardinal, year
from vidx.speech.reading import Rule, Said, rule, whole
from vidx.speech.written import ROMANS

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
"""The dot is part of them; at the end of a sentence it is also the full stop."""
_OFFERS: Final = {
    "obo": "or best offer", "ono": "or nearest offer", "oiro": "offers in the region of", "ovno": "or very near offer",
}  # fmt: skip
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
    **_OFFERS, **{form.upper(): said for form, said in _OFFERS.items()},
}  # fmt: skip
_BEFORE_FIGURES: Final = {
    "c.": "circa", "ca": "about", "Vol.": "volume", "vol.": "volume", "pp.": "pages", "p.": "page", "Pt.": "part",
    "b/w": "between", "Mk": "Mark", "mk": "Mark", "MK": "Mark", "Ø": "diameter", "ext": "extension",
}  # fmt: skip
_AFTER_FIGURES: Final = {
    "VB": "negotiable", "VHB": "negotiable", "FP": "fixed price", "pp": "per person", "pcm": "per month",
    "pw": "per week", "p/w": "per week", "p/m": "per month",
}  # fmt: skip
_STREETS: Final = {"St": "Street", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard", "Ln": "Lane"}
_AFTER_ORDINALS: Final = {"fl": "floor", "gen": "generation", "ed": "edition"}
_STREET_NAME: Final = re.compile(r"(?:[A-Z][a-z]+|\d(?:st|nd|rd|th))\s$")
_AT_THE_END: Final = {"incl": "included", "inc": "included", "excl": "exclusive"}
_END: Final = r"(?:\.(?=\s*[,;:)!?])|(?=\s*[,;:)!?])|(?=\.?\s*$))"
"""A mark or the end of the text; there the dot is the sentence's own."""


def _niner(match: "re.Match[str]") -> str:
    """`29er`, by the size of its wheels."""
    said = cardinal(int(match["n"]))
    return f"{said}{'r' if said.endswith('e') else 'er'}{match['many']}"


PHRASES: Final = abbreviations.phrases(
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
    """Short forms of another meaning elsewhere."""
    if context.category != "property":
        return ()
    return abbreviations.rules({}, {"W/D": "washer and dryer", "D/W": "dishwasher", "w/d": "washer and dryer"})


def _street(match: "re.Match[str]") -> str:
    """A street after its name (`Main St`, `5th Ave.`); the dot at the end of a text is the full stop, too."""
    followed_by_name = re.match(r"\s[A-Z][a-z]", match.string[match.end() :])
    if followed_by_name or not _STREET_NAME.search(match.string, 0, match.start()):
        return ""
    stop = match[0].endswith(".") and not match.string[match.end() :].strip()
    return _STREETS[match[0].rstrip(".")] + ("." if stop else "")


def _saint(match: "re.Match[str]") -> str:
    """`St. Ives`; after a name it may be a street at the end of a sentence (`Main St. Great`)."""
    return "" if _STREET_NAME.search(match.string, 0, match.start()) else "Saint"


def _volume(match: "re.Match[str]") -> Iterator[Said]:
    yield match.start("word"), _BEFORE_FIGURES[match["word"]]
    yield match.start("roman"), cardinal({**ROMANS, "I": 1, "V": 5, "X": 10}[match["roman"]])


def rules(context: Context) -> tuple[Rule, ...]:
    return (*_in_category(context), *_RULES)


_RULES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<!\w)(?P<word>Vol\.|vol\.|Pt\.)\s(?P<roman>{abbreviations.any_of(ROMANS)}|[IVX])(?!\w)", _volume),
    rule(
        r"(?<!\w)US(?=\s?/|\s?\d|\s(?:size|version|plug|model|import|spec|seller|shipping|only)\b)",
        whole(lambda _: "U S"),
    ),
    rule(r"(?:(?<=[Pp]rice )|(?<=[\dk] ))neg(?![\w.])", whole(lambda _: "negotiable")),
    rule(r"(?<!\w)pub\.(?=\s(?:in\s)?\d{4})", whole(lambda _: "published")),
    rule(
        r"(?:(?<=\dst )|(?<=\dnd )|(?<=\drd )|(?<=\dth ))(?P<word>fl|gen|ed)\.?(?!\w)",
        whole(lambda m: _AFTER_ORDINALS[m["word"]] + ("" if m.string[m.end() :].strip() else "." * m[0].count("."))),
    ),
    rule(r"(?<= )(?:St|Rd|Ave|Blvd|Ln)\.?(?!\w)", whole(_street)),
    rule(rf"(?<!\w)(?:{abbreviations.any_of(_AT_THE_END)}){_END}", whole(lambda m: _AT_THE_END[m[0].rstrip(".")])),
    rule(rf"(?<!\w)(?:{abbreviations.any_of(_BEFORE_FIGURES)})(?=\s?\d)", whole(lambda m: _BEFORE_FIGURES[m[0]])),
    rule(
        rf"(?:(?<=\d )|(?<=[€$£] )|(?<=[A-Z]{{3}} )|(?<=[\dk])(?=p))(?:{abbreviations.any_of(_AFTER_FIGURES)})(?!\w)",
        whole(lambda m: _AFTER_FIGURES[m[0]]),
    ),
    *abbreviations.rules(DOTTED, _PLAIN, last=frozenset({"etc."})),
    rule(r"(?<!\w)St\.(?=\s[A-Z])", whole(_saint)),
    rule(r"(?<=[Pp]er )sq\.?\s?ft\b\.?", whole(lambda _: "square foot")),
    rule(r"(?<!\w)c(?P<y>1[5-9]\d\d)(?!\w)", whole(lambda m: f"circa {year(int(m['y']))}")),
    rule(r"(?<![\w.,])(?P<n>[2-9]\d)er(?P<many>s?)(?!\w)", whole(_niner)),
)
