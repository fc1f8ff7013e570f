"""Patterns and values of numbers as sellers write them, shared by all languages."""

import re
from decimal import Decimal
from typing import Final

NUMBER: Final = r"\d+(?:[.,]\d+)*"
"""Digits with any decimal points and commas between them."""
NUMBER_START: Final = r"(?<![\w.,])"
"""The start of a number: no character of the same number or name stands before it."""
NUMBER_END: Final = r"(?![\w]|[.,]\d)"
"""The end of a number: no character of the same number or name stands after it."""
DIMENSION_START: Final = rf"(?:{NUMBER_START}|(?<=\d[xX]))"
"""As `NUMBER_START`, and also after another dimension (`100x200x50`)."""
_NO_DIMENSION_BEFORE: Final = "".join(
    rf"(?<!{end}(?=[xX]))" for end in (r"[\d\"″”]", r"\dcm", r"\dmm", r"\dft", r"\din")
)
_NAME_BEFORE: Final = re.compile(rf"{_NO_DIMENSION_BEFORE}[^\W\d_]\d+$|(?<!\w)[A-Z]{{2,}}-\d+$|(?<!\w)f/\d+(?:\.\d+)?$")
"""A name with digits (`A4`, `MX-5`) or an aperture (`f/4`), after which `L` is no unit. Dimensions (`100x200`) are no
names."""
_OPEN_QUOTE_BEFORE: Final = re.compile(r"(?:^|[\s(\[])[\"“][^\"“”]*$")
_PHONE_SERIES_BEFORE: Final = re.compile(r"(?:iPhone|Nexus|Pixel|Redmi|Note|Moto|OnePlus|Xperia) \d+$")
_PRICE_BEFORE: Final = re.compile(r"[$£€]\s?[\d.,]+$")
_ENGINE_OR_TYRE_BEFORE: Final = re.compile(r"\d[.,]\d\d?(?: \w+)? (?:8|12|16|20|24|32)$|R ?\d\d \d\d$")
FRACTION_CHARS: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LENGTH_UNITS: Final = frozenset({"cm", "mm"})
"""Units that may follow a letter and a number (`H75cm`)."""
_INCH_MARKS: Final = frozenset({'"', "”"})
ROMAN_NUMERALS: Final = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14,
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21,
}  # fmt: skip
"""Roman numerals that are no other word or letter: I, V and X are left out."""
YEAR: Final = r"(?:1[89]|20)\d\d"
_GROUP_LENGTH: Final = 3
"""Digits between two thousands separators."""
_FIRST_FULL_YEAR: Final = 100
_LAST_YEAR_OF_CENTURY: Final = 40
"""Years of two digits up to this one are of the 21st century."""
_LONGEST_CARDINAL: Final = 15
"""Digits."""
_DECIMAL_MARK: Final = re.compile(r"['’](?=\d\d$)")
AMOUNT_AROUND_SYMBOL: Final = (
    r"(?<![\w.,])(?P<major>\d{1,3}(?:[ .]?\d{3})*)(?P<symbol>[€£$])(?P<minor>\d\d)(?!\w|[.,]\d)"
)
"""An amount with its currency symbol in the place of the decimal point: `12€50`."""


def is_read_by_digit(digits: str) -> bool:
    """Whether digits are read one by one: those with a leading zero, and very many of them."""
    return len(digits) > _LONGEST_CARDINAL or (len(digits) > 1 and int(digits[0]) == 0)


def is_unit(symbol: str, text: str, offset: int) -> bool:
    """Whether the symbol at `text[offset:]`, after a number, is a unit.

    It is none after a model's name (`A4 L`), at the end of a quotation (`"size 5"`), for the valves of an engine
    (`1.6 16V`) and in the size of a tyre.
    """
    if symbol in _LENGTH_UNITS:
        return True
    if symbol in _INCH_MARKS and _OPEN_QUOTE_BEFORE.search(text, 0, offset):
        return False
    if symbol in {"V", "v"} and _ENGINE_OR_TYRE_BEFORE.search(text, 0, offset):
        return False
    if (
        len(symbol) == 1
        and symbol.isalpha()
        and (_PHONE_SERIES_BEFORE.search(text, 0, offset) or _PRICE_BEFORE.search(text, 0, offset))
    ):
        return False
    return not _NAME_BEFORE.search(text, 0, offset)


def full_year(digits: str) -> int:
    """`2025` and `25` → 2025, `98` → 1998."""
    value = int(digits)
    if value >= _FIRST_FULL_YEAR:
        return value
    return value + (2_000 if value <= _LAST_YEAR_OF_CENTURY else 1_900)


def parse_amount(amount: str) -> Decimal:
    """The value of an amount of money in any country's notation: `1,249.99`, `1.249,99`, `1.200`, `80,5`, `1 200`,
    `12'50`.

    The last separator is the decimal one unless three digits follow it, since money has no third decimal.
    """
    digits = re.sub(r"[\s'’]", "", _DECIMAL_MARK.sub(".", amount))
    parts = re.split(r"[.,]", digits)
    if len(parts) == 1 or len(parts[-1]) == _GROUP_LENGTH:
        return Decimal("".join(parts))
    return Decimal("".join(parts[:-1]) + "." + parts[-1])
