"""Rules for e-mail and web addresses: `mia@shop.com/x` → mia at shop dot com slash x."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from vidx.speech.rules import Rule, rule

AddressSymbols = Mapping[str, str]
"""Names of `.`, `@`, `/`, `-`, `_`, `+` and `:` in an address."""

_PART: Final = re.compile(r"[^\W\d_]+|\d+|[.@/_+:-]")
_TOP_LEVEL_DOMAINS: Final = (
    "com|org|net|io|co|uk|de|fr|es|it|pt|eu|ca|au|nz|ch|se|no|dk|pl|jp|in|br|mx|info|shop|store|app|dev|me|"
    "ly|ai|tv|gg|nl|ie|fi|gr|cz|link|online|site"
)
_ADDRESSES: Final = (
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?i)\bhttps?://[^\s<>\"]*[\w/]",
    rf"(?<![\w@.])(?:[\w-]+\.)+(?:{_TOP_LEVEL_DOMAINS}|{_TOP_LEVEL_DOMAINS.upper()})(?:/[\w./?=&%-]*\w)?(?![\w@])",
)
"""E-mail addresses, links, and host names. The domain of a host name is in one case, so that `new.In box` is none."""


def rules(symbols: AddressSymbols, spell_digits: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules of one language."""

    def address(match: "re.Match[str]") -> str:
        """An address part by part, without `https://` and `www.`."""
        short = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip("/")
        return " ".join(
            spell_digits(part) if part.isdigit() else symbols.get(part, part) for part in _PART.findall(short)
        )

    return tuple(rule(pattern, address) for pattern in _ADDRESSES)
