"""Rules for telephone numbers, read digit by digit, and for codes: digits too many to be a quantity."""

import re
from collections.abc import Callable
from typing import Final

from vidx.options import CURRENCIES
from vidx.speech.rules import Rule, rule

_MIN_DIGITS: Final = 7
_MAX_DIGITS: Final = 15
_NO_AMOUNT: Final = r"(?![\w-]|\s?[€$£k])"
_TELEPHONE_WORDS: Final = "|".join(
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
TELEPHONE_PATTERNS: Final = (
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
    rf"(?<![\w.,-])[89]\d \d{{3}} \d\d \d\d{_NO_AMOUNT}",
    rf"(?<![\w.,-])[6-9]\d{{2}}([ .-])\d\d(?:\1\d\d){{2}}{_NO_AMOUNT}",
    rf"(?<![\w.,$€£-])(?<![$€£]\s)[679]\d{{2}}([ .-])\d{{3}}\1(?!000)\d{{3}}(?!\.\d){_NO_AMOUNT}",
    rf"(?<![\w.,-])3\d\d[ ./-](?:\d{{3}} ?\d{{3,4}}|\d\d \d\d \d{{3}}|\d{{3}}[ .]\d\d[ .]\d\d){_NO_AMOUNT}",
    rf"(?<![\w.,-])\d\d 9 ?\d{{4}}[ -]\d{{4}}{_NO_AMOUNT}",
    rf"(?:{_TELEPHONE_WORDS})\(?\d[\d ()./-]{{5,}}\d{_NO_AMOUNT}",
)
"""Numbers with a country code, North American, Brazilian, British and German, French, Spanish and Italian ones, and any
number after a word such as `Tel.`. The digits of `_AMOUNT` are none; see `is_money`."""
_CODE: Final = r"(?<![\w.,$€£₹¥-])(?<![$€£₹¥]\s)[1-9]\d{7,14}(?<!000)(?!\w|[.,-]\d|\s?[€$£]|\s?[A-Z]{3}\b)"
"""Eight or more digits without separators that are no round number and no amount of money."""


_MILLIONS: Final = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){2,}(?:,\d{1,2})?(?!\d)"
_CURRENCY: Final = "|".join((*CURRENCIES, "kr", "zł", "(?:euro|dollar|peso|franc|yen|livre|couronne|roupie|zloty)s?"))
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,+])(?:[€$£₹¥]\s?{_MILLIONS}|{_MILLIONS}\s?(?:d[e’'] ?)?(?:[€$£₹¥]|R\$|(?:{_CURRENCY})(?!\w)))",
    re.IGNORECASE,
)
"""Millions of money in groups of three digits, which look like a telephone number."""


def is_money(match: "re.Match[str]") -> bool:
    """Whether a match that looks like a telephone number belongs to an amount of money."""
    return any(each.start() < match.end() and match.start() < each.end() for each in _AMOUNT.finditer(match.string))


def rules(plus: str, spell_digits: Callable[[str], str]) -> tuple[Rule, ...]:
    """Rules of one language.

    Args:
        plus: the name of `+` before a country code.
        spell_digits: puts digits in words, one by one.
    """

    def telephone(match: "re.Match[str]") -> str:
        """Digit by digit, with a comma between groups. The zero of `+44 (0)20` is left out: it is not dialled."""
        is_international = match[0].startswith("+")
        if is_money(match):
            return ""
        number = match[0].replace("(0)", " ") if is_international else match[0]
        if not _MIN_DIGITS <= sum(char.isdigit() for char in number) <= _MAX_DIGITS:
            return ""
        groups = ", ".join(spell_digits(group) for group in re.findall(r"\d+", number))
        return f"{plus} {groups}" if is_international else groups

    return (
        *(rule(pattern, telephone) for pattern in TELEPHONE_PATTERNS),
        # 12345678 → one two three four five six seven eight
        rule(_CODE, lambda match: spell_digits(match[0])),
    )
