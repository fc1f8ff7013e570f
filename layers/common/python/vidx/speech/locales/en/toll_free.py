"""Numbers that cost the caller nothing, and those that end in words: `1-800-555-0199`, `1-800-FLOWERS`."""

import re
from typing import Final

from vidx.speech.locales.en.numbers import cardinal, digits
from vidx.speech.reading import Rule, rule, whole

_FREE: Final = r"(?:8(?:00|33|44|55|66|77|88)|900)"
_WORDS: Final = r"(?=[A-Z\d-]*[A-Z]{3})[A-Z\d]+(?:-[A-Z\d]+)*"
"""Groups of capitals and figures, one of them a word."""
_PHONES: Final = (
    rf"(?<![\w.,-])1[-. ]\(?{_FREE}\)?[-. ](?:\d{{3}}[-. ]\d{{4}}|{_WORDS})(?![\w-])",
    rf"(?<![\w.,-])(?:0[38]00|{_FREE})-(?=(?:-?[A-Z\d]){{7}})(?:{_WORDS})(?![\w-])",
    r"(?<![\w.,-])\(?\d{3}\)?[- ]\d{3}-[A-Z]{4}(?![\w-])",
    r"(?:(?<=[Cc]all )|(?<=[Tt]ext )|(?<![\w.,-])(?=555))\d{3}-[A-Z]{4}(?![\w-])",
)
_GROUP: Final = re.compile(r"\d+|[A-Z]+(?:-[A-Z]+)*")


def _group(group: str) -> str:
    """Round hundreds as they are said (`eight hundred`), other figures one by one, words as they stand."""
    if not group.isdigit():
        return group.replace("-", " ")
    return f"{cardinal(int(group[0]))} hundred" if re.fullmatch("[1-9]00", group) else digits(group)


def _phone(match: "re.Match[str]") -> str:
    return ", ".join(_group(group) for group in _GROUP.findall(match[0]))


RULES: Final[tuple[Rule, ...]] = tuple(rule(pattern, whole(_phone)) for pattern in _PHONES)
