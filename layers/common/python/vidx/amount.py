"""Prices as people write them: `1299.50`, `1,299.50`, `1.299,50`, `1 299,50`, `450,-`.

The pattern is part of `/api/options`, so that the web page and the command line accept what the API accepts.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_CENTS: Final = "(?:[0-9]{1,2}|[-–—]{1,2})"
_BLANK: Final = "[ \u00a0\u2009\u202f]"
_FORMS: Final = (
    f"[0-9]+(?:[.,]{_CENTS})?",
    rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.{_CENTS})?",
    rf"[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+(?:,{_CENTS})?",
    f"[1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}})+(?:[.,]{_CENTS})?",
    f"[1-9][0-9]{{0,2}}(?:['’][0-9]{{3}})+(?:[.,]{_CENTS})?",
    rf"[1-9][0-9]?(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.{_CENTS})?",
    r"[.,][0-9]{1,2}",
)
PATTERN: Final = f"^(?:{'|'.join(_FORMS)})$"
"""In the common part of Python's and JavaScript's regular expressions. A point or comma before one or two digits at the
end is the decimal sign; before three digits it groups thousands, so that `1.299` is 1299."""
EXAMPLES: Final = "1299, 1299.50, 1,299.50 or 1.299,50"
_DECIMALS: Final = re.compile(r"[.,]([0-9]{1,2})$")
_ACCEPTED: Final = re.compile(PATTERN)
_WITHOUT_CENTS: Final = frozenset({"CLP", "JPY"})
"""Currencies whose smallest unit is one, by ISO 4217."""


def parse_amount(text: str) -> Decimal:
    """The amount that `text` writes.

    Raises:
        ValueError: it is none of the accepted forms.
    """
    if not _ACCEPTED.match(text.strip()):
        raise ValueError(f"must be an amount of money such as {EXAMPLES}, without a currency sign")
    whole, *cents = _DECIMALS.split(text.strip())
    units = re.sub("[^0-9]", "", whole) or "0"
    return Decimal(f"{units}.{cents[0]}" if cents else units)


def in_smallest_units(amount: Decimal, currency: str) -> Decimal:
    """`amount` as `currency` can pay it: yen and Chilean pesos have no cents and are rounded."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP) if currency in _WITHOUT_CENTS else amount
