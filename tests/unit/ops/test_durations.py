"""Durations as people type them."""

from datetime import timedelta

import pytest

from cli.errors import InvalidRequest
from ops.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [("90m", timedelta(minutes=90)), ("2h", timedelta(hours=2)), ("1d12h", timedelta(days=1, hours=12))],
)
def test_a_duration_has_minutes_hours_and_days(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "2", "h", "2 h", "2w", "-1h", "0m", "1h30"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest):
        parse_duration(text)
