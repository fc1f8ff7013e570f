"""Figures as sellers write them, whatever their language."""

import re
from decimal import Decimal
from typing import Final

NUMBER: Final = r"\d+(?:[.,]\d+)*"
"""Figures with any separators between them."""
START: Final = r"(?<![\w.,])"
"""Nothing that belongs to the same number or name stands before."""
END: Final = r"(?![\w]|[.,]\d)"
SIDE: Final = rf"(?:{START}|(?<=\d[xX]))"
"""As `START`, and also after another side of the same thing (`100x200x50`)."""
_SIDE_BEFORE: Final = "".join(rf"(?<!{end}(?=[xX]))" for end in (r"[\d\"″”]", r"\dcm", r"\dmm", r"\dft", r"\din"))
_IN_NAME: Final = re.compile(rf"{_SIDE_BEFORE}[^\W\d_]\d+$|(?<!\w)[A-Z]{{2,}}-\d+$|(?<!\w)f/\d+(?:\.\d+)?$")
"""The end of a name with figures, or of an aperture (`f/4L`); what follows is no unit of theirs. Sides (`100x200`) are
no name."""
_QUOTED: Final = re.compile(r"(?:^|[\s(\[])[\"“][^\"“”]*$")
_SERIES: Final = re.compile(r"(?:iPhone|Nexus|Pixel|Redmi|Note|Moto|OnePlus|Xperia) \d+$")
_PRICED: Final = re.compile(r"[$£€]\s?[\d.,]+$")
_VALVES: Final = re.compile(r"\d[.,]\d\d?(?: \w+)? (?:8|12|16|20|24|32)$|R ?\d\d \d\d$")
VULGAR: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIZES: Final = frozenset({"cm", "mm"})
"""Units of sides, which may be named by a letter (`H75cm`)."""
_INCHES: Final = frozenset({'"', "”"})
ROMANS: Final = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14,
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21,
}  # fmt: skip
"""Roman figures that are no letters of something else."""
YEAR: Final = r"(?:1[89]|20)\d\d"
_THREE: Final = 3
_CENTURY: Final = 100
_LAST_OF_THIS: Final = 40
"""Two figures up to it are a year of this century."""
_LONGEST_CARDINAL: Final = 15
_DECIMAL_MARK: Final = re.compile(r"['’](?=\d\d$)")
SPLIT_SUM: Final = r"(?<![\w.,])(?P<units>\d{1,3}(?:[ .]?\d{3})*)(?P<sign>[€£$])(?P<cents>\d\d)(?!\w|[.,]\d)"
"""A sum with its sign in the place of the point: `12€50`."""


def by_digits(figures: str) -> bool:
    """Whether the figures are read one by one: a leading zero, or more of them than a number has."""
    return len(figures) > _LONGEST_CARDINAL or (len(figures) > 1 and int(figures[0]) == 0)


def is_unit(sign: str, text: str, at: int) -> bool:
    """Whether a unit's `sign` at `text[at:]`, after a figure, is one: no name, quote, valves or tyre."""
    if sign in _SIZES:
        return True
    if sign in _INCHES and _QUOTED.search(text, 0, at):
        return False
    if sign in {"V", "v"} and _VALVES.search(text, 0, at):
        return False
    if len(sign) == 1 and sign.isalpha() and (_SERIES.search(text, 0, at) or _PRICED.search(text, 0, at)):
        return False
    return not _IN_NAME.search(text, 0, at)


def full_year(figures: str) -> int:
    """`2025` and `25` → 2025, `98` → 1998."""
    value = int(figures)
    if value >= _CENTURY:
        return value
    return value + (2_000 if value <= _LAST_OF_THIS else 1_900)


def amount(figures: str) -> Decimal:
    """The value of a sum of money, whatever its country writes: `1,249.99`, `1.249,99`, `1.200`, `80,5`, `1 200`,
    `12'50`.

    The last separator stands before decimals unless three figures follow it: money has no third decimal.
    """
    figures = re.sub(r"[\s'’]", "", _DECIMAL_MARK.sub(".", figures))
    parts = re.split(r"[.,]", figures)
    if len(parts) == 1 or len(parts[-1]) == _THREE:
        return Decimal("".join(parts))
    return Decimal("".join(parts[:-1]) + "." + parts[-1])
