"""Rules for toll-free telephone numbers and numbers with words: `1-800-555-0199`, `1-800-FLOWERS`."""

import re
from typing import Final

from vidx.speech.locales.en.numbers import cardinal, spell_digits
from vidx.speech.rules import Rule, rule

_TOLL_FREE_PREFIX: Final = r"(?:8(?:00|33|44|55|66|77|88)|900)"
_WORDS: Final = r"(?=[A-Z\d-]*[A-Z]{3})[A-Z\d]+(?:-[A-Z\d]+)*"
"""Groups of capitals and digits, one of which has a word."""
_TELEPHONE_PATTERNS: Final = (
    rf"(?<![\w.,-])1[-. ]\(?{_TOLL_FREE_PREFIX}\)?[-. ](?:\d{{3}}[-. ]\d{{4}}|{_WORDS})(?![\w-])",
    rf"(?<![\w.,-])(?:0[38]00|{_TOLL_FREE_PREFIX})-(?=(?:-?[A-Z\d]){{7}})(?:{_WORDS})(?![\w-])",
    r"(?<![\w.,-])\(?\d{3}\)?[- ]\d{3}-[A-Z]{4}(?![\w-])",
    r"(?:(?<=[Cc]all )|(?<=[Tt]ext )|(?<![\w.,-])(?=555))\d{3}-[A-Z]{4}(?![\w-])",
)
_GROUP: Final = re.compile(r"\d+|[A-Z]+(?:-[A-Z]+)*")


def _group(group: str) -> str:
    """`800` → eight hundred; other digits one by one; words unchanged."""
    if not group.isdigit():
        return group.replace("-", " ")
    return f"{cardinal(int(group[0]))} hundred" if re.fullmatch("[1-9]00", group) else spell_digits(group)


def _telephone(match: "re.Match[str]") -> str:
    """`1-800-555-0199` → one, eight hundred, five five five, zero one nine nine."""
    return ", ".join(_group(group) for group in _GROUP.findall(match[0]))


RULES: Final[tuple[Rule, ...]] = tuple(rule(pattern, _telephone) for pattern in _TELEPHONE_PATTERNS)
