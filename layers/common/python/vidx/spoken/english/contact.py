"""E-mail addresses, web addresses and telephone numbers."""

import re
from typing import Final

from vidx.spoken.english.numbers import digits
from vidx.spoken.reading import Rule, rule, whole

_SIGNS: Final = {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "+": "plus", ":": "colon"}
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[.@/_+:-]")
_ENDINGS: Final = (
    "com|org|net|io|co|uk|de|fr|es|it|pt|eu|ca|au|nz|ch|se|no|dk|pl|jp|in|br|mx|info|shop|store|app|dev|me"
)
_FEWEST_PHONE_DIGITS: Final = 7
_MOST_PHONE_DIGITS: Final = 15


def _address(match: "re.Match[str]") -> str:
    """An address word by word: `mia@shop.com/x` → `mia at shop dot com slash x`."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip("/")
    return " ".join(digits(part) if part.isdigit() else _SIGNS.get(part, part) for part in _TOKEN.findall(bare))


def _phone(match: "re.Match[str]") -> str:
    """Digit by digit, a comma where the number is grouped."""
    figures = sum(char.isdigit() for char in match[0])
    if not _FEWEST_PHONE_DIGITS <= figures <= _MOST_PHONE_DIGITS:
        return ""
    groups = ", ".join(digits(group) for group in re.findall(r"\d+", match[0]))
    return f"plus {groups}" if match[0].startswith("+") else groups


RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", whole(_address)),
    rule(r"(?i)\bhttps?://[^\s<>\"]*[\w/]", whole(_address)),
    rule(rf"(?i)(?<![\w@.])(?:[\w-]+\.)+(?:{_ENDINGS})(?:/[\w./-]*\w)?(?![\w@])", whole(_address)),
    rule(r"(?<![\w.,])\+\d{1,3}[\d ().-]{5,}\d(?!\w)", whole(_phone)),
    rule(r"(?<![\w.,])\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\w)", whole(_phone)),
    rule(r"(?<![\w.,-])\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w-])", whole(_phone)),
    rule(r"(?<![\w.,-])0\d{2,4}[ -]\d{3}[ -]?\d{3,4}(?![\w-])", whole(_phone)),
)
