"""Put numbers in English words, in the American way (no `and`)."""

import re
from decimal import Decimal
from typing import Final

from num2words import num2words

from vidx.speech.patterns import is_read_by_digit

_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1_000


def cardinal(value: int) -> str:
    """`1250` → `one thousand two hundred fifty`."""
    return _american(num2words(value))


def ordinal(value: int) -> str:
    """`23` → `twenty-third`."""
    return _american(num2words(value, to="ordinal"))


def year(value: int) -> str:
    """`1994` → `nineteen ninety-four`, `2005` → `two thousand five`."""
    return _american(num2words(value, to="year"))


def spell_digits(digits: str) -> str:
    """`007` → `zero zero seven`."""
    return " ".join(num2words(int(digit)) for digit in digits if digit.isdecimal())


def number(digits: str) -> str:
    """A number in English notation: commas group thousands, a point stands before decimals.

    Leading zeros are read one by one, `.00` is not read.
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d+,\d+", digits):
        digits = digits.replace(",", ".")
    whole, *rest = re.split(r"[.,]", digits.removesuffix(".00"))
    integer = spell_digits(whole) if is_read_by_digit(whole) else cardinal(int(whole))
    return " point ".join([integer, *(spell_digits(part) for part in rest)])


def decimal(value: Decimal) -> str:
    """A value without trailing zeros: `1.50` → `one point five`."""
    return number(f"{value.normalize():f}")


def model_number(digits: str) -> str:
    """The digits of a model's name: `4090` → `forty ninety`, `150` → `one fifty`, `5600` → `fifty-six hundred`.

    Five digits are read in two parts (`12700` → `twelve seven hundred`), more of them one by one.
    """
    hundreds, rest = divmod(int(digits), _HUNDRED)
    match 0 if is_read_by_digit(digits) else len(digits):
        case 3 if rest:
            return f"{cardinal(hundreds)} {'oh ' if rest < _TEN else ''}{cardinal(rest)}"
        case 4 if rest:
            return year(int(digits))
        case 4 if hundreds % _TEN:
            return f"{cardinal(hundreds)} hundred"
        case 5 if int(digits) % _THOUSAND:
            return f"{cardinal(int(digits[:2]))} {model_number(digits[2:])}"
        case 1 | 2 | 3 | 4 | 5:
            return cardinal(int(digits))
    return spell_digits(digits)


def _american(words: str) -> str:
    """Without num2words's commas and its British `and`."""
    return words.replace(",", "").replace(" and ", " ")
