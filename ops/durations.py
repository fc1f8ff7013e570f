"""Durations as people type them: `90m`, `2h`, `1d12h`."""

import re
from datetime import timedelta
from typing import Final

from cli.errors import InvalidRequest

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_FORM: Final = re.compile(r"(\d+[mhd])+")
_PART: Final = re.compile(r"(\d+)([mhd])")


def parse_duration(text: str) -> timedelta:
    """Return the duration. Raises `InvalidRequest` for a text of another form, or for no time at all."""
    if not _FORM.fullmatch(text):
        raise InvalidRequest(f"{text!r} is no duration; write 90m, 2h or 1d.")
    parts = {_UNITS[unit]: int(number) for number, unit in _PART.findall(text)}
    duration = timedelta(**parts)
    if not duration:
        raise InvalidRequest("the duration must be more than zero.")
    return duration
