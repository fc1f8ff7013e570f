"""English short forms."""

import re
from typing import Final

from vidx.spoken import abbreviations
from vidx.spoken.english.numbers import cardinal, year
from vidx.spoken.reading import Rule, rule, whole

_DOTTED: Final = {
    "approx.": "approximately", "incl.": "including", "excl.": "excluding", "e.g.": "for example", "i.e.": "that is",
    "etc.": "et cetera", "vs.": "versus", "max.": "maximum", "min.": "minimum", "est.": "established",
    "Mr.": "Mister", "Mrs.": "Missus", "Dr.": "Doctor", "ca.": "about", "ea.": "each", "qty.": "quantity",
    "Mt.": "Mount", "No. of": "number of", "no. of": "number of", "reg.": "reg",
    "ext.": "extension", "Apt.": "apartment",
    "o.n.o.": "or nearest offer", "o.b.o.": "or best offer", "Mk.": "Mark",
}  # fmt: skip
"""The dot is part of them; at the end of a sentence it is also the full stop."""
_OFFERS: Final = {
    "obo": "or best offer", "ono": "or nearest offer", "oiro": "offers in the region of", "ovno": "or very near offer",
}  # fmt: skip
_PLAIN: Final = {
    "w/o": "without", "w/out": "without", "w/": "with", "approx": "approximately", "incl": "including", "vs": "versus",
    "ea": "each",
    "km": "kilometers", "kms": "kilometers", "pls": "please", "plz": "please", "thx": "thanks", "b/c": "because",
    "a/c": "air conditioning",
    "A/C": "air conditioning", "n/a": "not available", "S/N": "serial number", "P/N": "part number",
    "DIY": "D I Y", "C#": "C sharp", "Wi-Fi": "Wi-Fi", "WiFi": "Wi-Fi", "wifi": "Wi-Fi", "AA": "double A",
    "AAA": "triple A", "Mk": "Mark", "Ø": "diameter", "spd": "speed", "cyl": "cylinder", "yr": "year", "yrs": "years",
    "AWD": "all wheel drive", "FWD": "front wheel drive", "RWD": "rear wheel drive", "FSH": "full service history",
    "BNIB": "brand new in box", "BNWT": "brand new with tags", "NWT": "new with tags", "VGC": "very good condition",
    "GWO": "good working order", "qty": "quantity", "cond.": "condition", "Apt": "apartment",
    **_OFFERS, **{form.upper(): said for form, said in _OFFERS.items()},
}  # fmt: skip
_BEFORE_FIGURES: Final = {
    "c.": "circa", "ca": "about", "Vol.": "volume", "vol.": "volume", "pp.": "pages", "p.": "page", "Pt.": "part",
    "b/w": "between", "Mk": "Mark", "mk": "Mark", "MK": "Mark", "US": "U S", "Ø": "diameter", "ext": "extension",
}  # fmt: skip
_AFTER_FIGURES: Final = {
    "VB": "negotiable", "VHB": "negotiable", "FP": "fixed price", "pp": "per person", "pcm": "per month",
    "pw": "per week", "p/w": "per week", "p/m": "per month",
}  # fmt: skip
_STREETS: Final = {"Rd.": "Road", "Ave.": "Avenue", "Blvd.": "Boulevard"}
_AT_THE_END: Final = {"incl": "included", "excl": "exclusive"}
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
        "H.264": "H two six four",
        "H.265": "H two six five",
    }
)
RULES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<!\w)(?:{abbreviations.any_of(_AT_THE_END)}){_END}", whole(lambda m: _AT_THE_END[m[0].rstrip(".")])),
    rule(rf"(?<!\w)(?:{abbreviations.any_of(_BEFORE_FIGURES)})(?=\s?\d)", whole(lambda m: _BEFORE_FIGURES[m[0]])),
    rule(
        rf"(?:(?<=\d )|(?<=[€$£] )|(?<=[A-Z]{{3}} )|(?<=[\dk])(?=p))(?:{abbreviations.any_of(_AFTER_FIGURES)})(?!\w)",
        whole(lambda m: _AFTER_FIGURES[m[0]]),
    ),
    *abbreviations.rules(_DOTTED, _PLAIN, last=frozenset({"etc."})),
    rule(r"(?<=[a-z] )St\.(?=[,;)]|\s[a-z]|\s*$)", whole(lambda _: "Street")),
    rule(r"(?<!\w)St\.(?=\s[A-Z])", whole(lambda _: "Saint")),
    rule(r"(?<=[a-z] )(?:Rd|Ave|Blvd)\.", whole(lambda m: _STREETS[m[0]])),
    rule(r"(?<=[Pp]er )sq\.?\s?ft\b\.?", whole(lambda _: "square foot")),
    rule(r"(?<!\w)c(?P<y>1[5-9]\d\d)(?!\w)", whole(lambda m: f"circa {year(int(m['y']))}")),
    rule(r"(?<![\w.,])(?P<n>[2-9]\d)er(?P<many>s?)(?!\w)", whole(_niner)),
)
