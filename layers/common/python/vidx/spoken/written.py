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
IN_NAME: Final = re.compile(r"(?<!\d(?=[xX]))[^\W\d_]\d+$")
"""The end of a name with figures; what follows is no unit of theirs. Sides (`100x200`) are no name."""
_THREE: Final = 3
_LONGEST_CARDINAL: Final = 15


def by_digits(figures: str) -> bool:
    """Whether the figures are read one by one: a leading zero, or more of them than a number has."""
    return len(figures) > _LONGEST_CARDINAL or (len(figures) > 1 and int(figures[0]) == 0)


def amount(figures: str) -> Decimal:
    """The value of a sum of money, whatever its country writes: `1,249.99`, `1.249,99`, `1.200`, `80,5`, `1 200`.

    The last separator stands before decimals unless three figures follow it: money has no third decimal.
    """
    figures = re.sub(r"[\s'’]", "", figures)
    parts = re.split(r"[.,]", figures)
    if len(parts) == 1 or len(parts[-1]) == _THREE:
        return Decimal("".join(parts))
    return Decimal("".join(parts[:-1]) + "." + parts[-1])
