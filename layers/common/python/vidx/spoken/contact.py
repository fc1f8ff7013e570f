"""E-mail addresses, web addresses and telephone numbers."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from vidx.spoken.reading import Rule, rule, whole

Signs = Mapping[str, str]
"""Names of `.`, `@`, `/`, `-`, `_`, `+` and `:` in an address."""

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[.@/_+:-]")
_ENDINGS: Final = (
    "com|org|net|io|co|uk|de|fr|es|it|pt|eu|ca|au|nz|ch|se|no|dk|pl|jp|in|br|mx|info|shop|store|app|dev|me"
)
_FEWEST_PHONE_DIGITS: Final = 7
_MOST_PHONE_DIGITS: Final = 15


_ADDRESSES: Final = (
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?i)\bhttps?://[^\s<>\"]*[\w/]",
    rf"(?i)(?<![\w@.])(?:[\w-]+\.)+(?:{_ENDINGS})(?:/[\w./-]*\w)?(?![\w@])",
)
_PHONES: Final = (
    r"(?<![\w.,])\+\d{1,3}[\d ().-]{5,}\d(?!\w)",
    r"(?<![\w.,])\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\w)",
    r"(?<![\w.,])\(\d\d\) ?9?\d{4}[ .-]\d{4}(?!\w)",
    r"(?<![\w.,])\(0\d{2,4}\) ?\d{3,4} ?\d{3,4}(?!\w)",
    r"(?<![\w.,-])(?:1-)?\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w-])",
    r"(?:(?<=[Cc]all )|(?<=[Tt]ext )|(?<![\w.,-])(?=555))\d{3}-\d{4}(?![\w-])",
    r"(?<![\w.,-])0\d{2,4}[ /-]\d{3}[ -]?\d{3,5}(?![\w-])",
    r"(?<![\w.,-])0\d(?:[ .]\d\d){4}(?![\w-])",
    r"(?<![\w.,-])9\d \d{3} \d\d \d\d(?![\w-])",
    r"(?<![\w.,-])[679]\d{2}(?: \d{3}){2}(?![\w-]|\s?[€$£k])",
)
"""International, North American (with and without area), Brazilian, British (with brackets, and without) and German,
French, Spanish."""


def rules(signs: Signs, digits: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules of a language that names signs and figures so."""

    def address(match: "re.Match[str]") -> str:
        """An address word by word: `mia@shop.com/x` → `mia at shop dot com slash x`."""
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip("/")
        return " ".join(digits(part) if part.isdigit() else signs.get(part, part) for part in _TOKEN.findall(bare))

    def phone(match: "re.Match[str]") -> str:
        """Digit by digit, a comma where the number is grouped."""
        figures = sum(char.isdigit() for char in match[0])
        if not _FEWEST_PHONE_DIGITS <= figures <= _MOST_PHONE_DIGITS:
            return ""
        groups = ", ".join(digits(group) for group in re.findall(r"\d+", match[0]))
        return f"{signs['+']} {groups}" if match[0].startswith("+") else groups

    return (
        *(rule(pattern, whole(address)) for pattern in _ADDRESSES),
        *(rule(pattern, whole(phone)) for pattern in _PHONES),
    )
