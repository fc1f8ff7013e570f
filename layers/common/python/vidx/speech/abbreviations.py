"""Short forms that sellers write and nobody says."""

import re
from collections.abc import Mapping
from typing import Final

from vidx.speech.reading import Rule, rule, whole

NEVER: Final = r"(?!)"
"""A pattern of nothing."""
ENDS_TEXT: Final = re.compile(r"[\s)\"”»]*$")
ENDS_SENTENCE: Final = re.compile(rf"{ENDS_TEXT.pattern}|\s+[A-ZÀ-ÖØ-Þ¿¡]")


def rules(dotted: Mapping[str, str], plain: Mapping[str, str], last: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """Rules for short forms that end in a dot, and for those that do not.

    At the end of the text the dot is also the full stop.

    Args:
        last: dotted forms whose dot is the full stop, too, where a capital follows.
    """

    dotted, plain = _with_capitals(dotted), _with_capitals(plain)

    def full(match: "re.Match[str]") -> str:
        ends = (ENDS_SENTENCE if match[0] in last else ENDS_TEXT).match(match.string, match.end())
        return dotted[match[0]] + ("." if ends and match[0].endswith(".") else "")

    return (
        rule(rf"(?<![\w.])(?:{any_of(dotted)})(?!\w)", whole(full)),
        rule(rf"(?<![\w.])(?:{any_of(plain)})(?:(?!\w)|(?<=/))", whole(lambda m: plain[m[0]])),
    )


def _with_capitals(forms: Mapping[str, str]) -> Mapping[str, str]:
    """Also as they begin a sentence; a single letter is rather someone's first name."""
    capital = {
        form[0].upper() + form[1:]: said[0].upper() + said[1:] for form, said in forms.items() if form[1:2].isalpha()
    }
    return {**capital, **forms}


def phrases(forms: Mapping[str, str]) -> tuple[Rule, ...]:
    """Rules for figures that are read in words of their own (`24h/24`)."""

    def full(match: "re.Match[str]") -> str:
        ends = match[0].endswith(".") and ENDS_TEXT.match(match.string, match.end())
        return forms[match[0]] + ("." if ends else "")

    return (rule(rf"(?<![\w.,])(?:{any_of(forms)})(?!\w)", whole(full)),)


def any_of(forms: Mapping[str, object]) -> str:
    """A pattern of the forms, the longest first; one that never matches when there are none."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or NEVER
