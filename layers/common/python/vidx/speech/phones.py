"""Telephone numbers, and any run of figures too long to be counted."""

import re
from collections.abc import Callable
from typing import Final

from vidx.options import CURRENCIES
from vidx.speech.reading import Rule, rule, whole

_FEWEST_DIGITS: Final = 7
_MOST_DIGITS: Final = 15
_NO_SUM: Final = r"(?![\w-]|\s?[€$£k])"
_ANNOUNCED: Final = "|".join(
    rf"(?<={word} )"
    for word in (
        "[Tt][eé]l",
        "[Tt][eé]l[.:]",
        "[Tt]elf[.:]",
        r"[Tt]elf\.:",
        "[Tt]l[fm]",
        "[Tt]l[fm][.:]",
        r"[Tt]l[fm]\.:",
        r"[Tt]fno\.",
        r"[Tt]fno\.:",
        r"[Tt][eé]l\.:",
        r"[Tt]él\. :",
        "[Hh]one:",
        "fono:",
        "App:",
        "Handy:",
        "[Mm]obil:",
        "[Mm]obile:",
        "[Mm]óvil:",
        "[Cc]ell:",
        "[Cc]el[.:]",
        r"[Cc]ell\.",
        "[Zz]ap:",
        "[Ww]hats[Aa]pp",
        "[Ww]hats[Aa]pp:",
    )
)
PHONES: Final = (
    r"(?<![\w.,])\+\d{1,3}[\d ().-]{5,}\d(?!\w)",
    r"(?<![\w.,])(?:1[-. ]?)?\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\w)",
    r"(?<![\w.,])\(\d\d\) ?9?\d{4}[ .-]\d{4}(?!\w)",
    r"(?<![\w.,-])(?:\d\d (?:9\d{4}[ -]|[2-5]\d{3}-)|9\d{4}-)\d{4}(?![\w-])",
    r"(?<![\w.,])\(0\d{2,4}\) ?\d{3,4}[ -]?\d{3,4}(?!\w)",
    r"(?<![\w.,-])(?:1[-. ])?\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w-])",
    r"(?:(?<=[Cc]all )|(?<=[Tt]ext )|(?<![\w.,-])(?=555))\d{3}-\d{4}(?![\w-])",
    r"(?:(?<=[Cc]all )|(?<=[Tt]ext )|(?<=[Pp]hone ))\d{7}(?![\w-]|[.,]\d)",
    r"(?<![\w.,-])0\d{1,4}[ /-]\d{3,4}[ -]?\d{3,5}(?![\w-])",
    r"(?<![\w.,-])0\d{2,4} ?[ /-] ?\d{2,3}(?: \d\d){2,3}(?![\w-])",
    r"(?<![\w.,-])0\d(?:([ .-])\d\d)(?:\1\d\d){3}(?![\w-])",
    rf"(?<![\w.,-])[89]\d \d{{3}} \d\d \d\d{_NO_SUM}",
    rf"(?<![\w.,-])[6-9]\d{{2}}([ .-])\d\d(?:\1\d\d){{2}}{_NO_SUM}",
    rf"(?<![\w.,$€£-])(?<![$€£]\s)[679]\d{{2}}([ .-])\d{{3}}\1(?!000)\d{{3}}(?!\.\d){_NO_SUM}",
    rf"(?<![\w.,-])3\d\d[ ./-](?:\d{{3}} ?\d{{3,4}}|\d\d \d\d \d{{3}}|\d{{3}}[ .]\d\d[ .]\d\d){_NO_SUM}",
    rf"(?<![\w.,-])\d\d 9 ?\d{{4}}[ -]\d{{4}}{_NO_SUM}",
    rf"(?:{_ANNOUNCED})\(?\d[\d ()./-]{{5,}}\d{_NO_SUM}",
)
"""International, North American (with and without area), Brazilian, British (with brackets, and without) and German,
French, Spanish, Italian; and whatever is announced as one."""
_CODE: Final = r"(?<![\w.,$€£₹¥-])(?<![$€£₹¥]\s)[1-9]\d{7,14}(?<!000)(?!\w|[.,-]\d|\s?[€$£]|\s?[A-Z]{3}\b)"
"""Figures without any point between them that are no round number: people write a sum with points."""


_GROUPED: Final = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){2,}(?:,\d{1,2})?(?!\d)"
_UNIT: Final = "|".join((*CURRENCIES, "kr", "zł", "(?:euro|dollar|peso|franc|yen|livre|couronne|roupie|zloty)s?"))
_SUM: Final = re.compile(
    rf"(?<![\w.,+])(?:[€$£₹¥]\s?{_GROUPED}|{_GROUPED}\s?(?:d[e’'] ?)?(?:[€$£₹¥]|R\$|(?:{_UNIT})(?!\w)))",
    re.IGNORECASE,
)
"""Millions of money in groups of three: their figures look like those of a telephone number."""


def is_money(match: "re.Match[str]") -> bool:
    """Whether the figures that look like a telephone number belong to a sum of money."""
    return any(each.start() < match.end() and match.start() < each.end() for each in _SUM.finditer(match.string))


def rules(plus: str, digits: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules of a language that says the sign before a country's number and figures so."""

    def phone(match: "re.Match[str]") -> str:
        """Digit by digit, a comma where the number is grouped; the zero of `+44 (0)20` is not dialled."""
        abroad = match[0].startswith("+")
        if is_money(match):
            return ""
        written = match[0].replace("(0)", " ") if abroad else match[0]
        if not _FEWEST_DIGITS <= sum(char.isdigit() for char in written) <= _MOST_DIGITS:
            return ""
        groups = ", ".join(digits(group) for group in re.findall(r"\d+", written))
        return f"{plus} {groups}" if abroad else groups

    return (
        *(rule(pattern, whole(phone)) for pattern in PHONES),
        rule(_CODE, whole(lambda match: digits(match[0]))),
    )
