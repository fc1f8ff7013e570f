"""E-mail and web addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from vidx.speech.reading import Rule, rule, whole

Signs = Mapping[str, str]
"""Names of `.`, `@`, `/`, `-`, `_`, `+` and `:` in an address."""

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[.@/_+:-]")
_ENDINGS: Final = (
    "com|org|net|io|co|uk|de|fr|es|it|pt|eu|ca|au|nz|ch|se|no|dk|pl|jp|in|br|mx|info|shop|store|app|dev|me|"
    "ly|ai|tv|gg|nl|ie|fi|gr|cz|link|online|site"
)
_ADDRESSES: Final = (
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?i)\bhttps?://[^\s<>\"]*[\w/]",
    rf"(?<![\w@.])(?:[\w-]+\.)+(?:{_ENDINGS}|{_ENDINGS.upper()})(?:/[\w./?=&%-]*\w)?(?![\w@])",
)
"""Mail, links, and names of hosts, whose ending is not written like the first word of a sentence (`new.In box`)."""


def rules(signs: Signs, digits: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules of a language that names signs and figures so."""

    def address(match: "re.Match[str]") -> str:
        """An address word by word: `mia@shop.com/x` → `mia at shop dot com slash x`."""
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip("/")
        return " ".join(digits(part) if part.isdigit() else signs.get(part, part) for part in _TOKEN.findall(bare))

    return tuple(rule(pattern, whole(address)) for pattern in _ADDRESSES)
