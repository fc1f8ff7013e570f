"""Numbers in English words (American: no "and"), and figures as sellers write them."""

import re
from decimal import Decimal
from typing import Final

from num2words import num2words

from vidx.speech.written import by_digits

_THREE: Final = 3
_FOUR: Final = 4
_FIVE: Final = 5
_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1_000


def cardinal(value: int) -> str:
    """`1250` → `one thousand two hundred fifty`."""
    return _plain(num2words(value))


def ordinal(value: int) -> str:
    return _plain(num2words(value, to="ordinal"))


def year(value: int) -> str:
    """`1994` → `nineteen ninety-four`, `2005` → `two thousand five`."""
    return _plain(num2words(value, to="year"))


def digits(figures: str) -> str:
    """Figure by figure: `007` → `zero zero seven`."""
    return " ".join(num2words(int(figure)) for figure in figures if figure.isdecimal())


def read(figures: str) -> str:
    """A number as it is written in English: comma for thousands, point for decimals, leading zeros one by one.

    Two zeros after the point are a sum's and not said.
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figures):
        figures = figures.replace(",", "")
    elif re.fullmatch(r"\d+,\d+", figures):
        figures = figures.replace(",", ".")
    whole, *rest = re.split(r"[.,]", figures.removesuffix(".00"))
    spoken_whole = digits(whole) if by_digits(whole) else cardinal(int(whole))
    return " point ".join([spoken_whole, *(digits(part) for part in rest)])


def read_value(value: Decimal) -> str:
    """A value without trailing zeros: `1.50` → `one point five`."""
    return read(f"{value.normalize():f}")


def model_number(figures: str) -> str:
    """Figures of a model's name, as people say them: `4090` → `forty ninety`, `150` → `one fifty`.

    Hundreds are counted (`5600` → `fifty-six hundred`), in five figures too (`12700` → `twelve seven hundred`); more
    are read one by one.
    """
    if by_digits(figures):
        return digits(figures)
    if len(figures) > _FIVE:
        return digits(figures)
    if len(figures) == _FIVE and int(figures) % _THOUSAND:
        return f"{cardinal(int(figures[:2]))} {model_number(figures[2:])}"
    head, tail = divmod(int(figures), _HUNDRED)
    if len(figures) == _FOUR and not tail and head % _TEN:
        return f"{cardinal(head)} hundred"
    if len(figures) == _THREE and tail:
        return f"{cardinal(head)} {'oh ' if tail < _TEN else ''}{cardinal(tail)}"
    return year(int(figures)) if len(figures) == _FOUR and tail else cardinal(int(figures))


def _plain(words: str) -> str:
    """Without the commas and the "and" of British reading, which only slow an advert down."""
    return words.replace(",", "").replace(" and ", " ")
