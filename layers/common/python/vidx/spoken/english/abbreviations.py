"""Short forms that sellers write and nobody says."""

import re
from typing import Final

from vidx.spoken.reading import Rule, rule, whole

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
    "DIY": "D I Y", "Wi-Fi": "Wi-Fi", "WiFi": "Wi-Fi", "wifi": "Wi-Fi",
}  # fmt: skip


def _any_of(forms: dict[str, str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _dotted(match: "re.Match[str]") -> str:
    ends_sentence = re.match(r"\s*$|\s+[A-Z]", match.string[match.end() :])
    return _DOTTED[match[0]] + ("." if ends_sentence and match[0] == "etc." else "")


RULES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<![\w.])(?:{_any_of(_DOTTED)})(?!\w)", whole(_dotted)),
    rule(rf"(?<![\w.])(?:{_any_of(_PLAIN)})(?!\w)", whole(lambda m: _PLAIN[m[0]])),
)
