"""From one day of the week or month to another: `Mon-Fri`, `Jan–Mar`, `Sat & Sun`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vidx.spoken.abbreviations import any_of
from vidx.spoken.reading import Rule, Said, rule

_DASHES: Final = ("-", "–", "—")


def stretch(names: Mapping[str, str], to: str, also: str) -> Rule:
    """A rule for two of `names`, short forms and what is said for them, joined by a dash, a slash, `&` or a word."""
    name = any_of(names)

    def read(match: "re.Match[str]") -> Iterator[Said]:
        sign = match["joint"].strip()
        yield match.start("first"), names[match["first"]]
        yield match.start("joint"), to if sign in _DASHES else sign if sign.isalpha() else also
        yield match.start("last"), names[match["last"]]

    joint = rf"\s?[-–—&/]\s?|\s(?:{to}|{also})\s"
    return rule(rf"(?<!\w)(?P<first>{name})\.?(?P<joint>{joint})(?P<last>{name})(?!\w)\.?(?!\w)", read)
