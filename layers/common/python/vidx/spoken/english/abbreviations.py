"""English short forms."""

from typing import Final

from vidx.spoken import abbreviations

_DOTTED: Final = {
    "approx.": "approximately", "incl.": "including", "excl.": "excluding", "e.g.": "for example", "i.e.": "that is",
    "etc.": "et cetera", "vs.": "versus", "max.": "maximum", "min.": "minimum", "est.": "established",
    "Mr.": "Mister", "Mrs.": "Missus", "Dr.": "Doctor", "ca.": "about",
}  # fmt: skip
"""The dot is part of them; at the end of a sentence it is also the full stop."""
_PLAIN: Final = {
    "w/o": "without", "w/": "with", "approx": "approximately", "incl": "including", "vs": "versus",
    "obo": "or best offer", "ono": "or nearest offer", "pls": "please", "plz": "please", "thx": "thanks",
    "b/c": "because", "a/c": "air conditioning", "A/C": "air conditioning", "n/a": "not available",
    "DIY": "D I Y", "C#": "C sharp", "Wi-Fi": "Wi-Fi", "WiFi": "Wi-Fi", "wifi": "Wi-Fi",
}  # fmt: skip

RULES: Final = abbreviations.rules(_DOTTED, _PLAIN, last=frozenset({"etc."}))
