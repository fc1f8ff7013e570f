"""When the next attempt follows, and what a receiver's `Retry-After` means."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.notify.schedule import (
    MAX_RETRY_AFTER_S,
    PAUSE_SPREAD_S,
    RETRIES_S,
    read_retry_after,
    wait_before_retry,
    wait_for_pause,
)

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SQS_HIDES_AT_MOST_S = 12 * 3600


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("999999999", MAX_RETRY_AFTER_S),
        ("Mon, 30 Nov 2026 12:02:00 GMT", 120),
        ("Mon, 30 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 30 Nov 2026 12:02:00 -0000", 120),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER_S),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("\u0661\u0662", None),
        ("9" * 5000, None),
        ("Mon, 99 Nov 2026 12:02:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    assert read_retry_after(header, NOW) == seconds


def test_no_attempt_comes_before_the_date_of_retry_after() -> None:
    now = NOW + timedelta(seconds=0.6)

    wait_s = read_retry_after("Mon, 30 Nov 2026 12:02:00 GMT", now)

    assert wait_s is not None
    assert now + timedelta(seconds=wait_s) >= NOW + timedelta(minutes=2)


def test_waits_are_lengthened_by_a_random_share() -> None:
    for tries, base_s in enumerate(RETRIES_S, start=1):
        assert wait_before_retry(tries, None, 0.0) == base_s
        assert base_s < (wait_before_retry(tries, None, 1.0) or 0) <= base_s * 1.1 + 1


def test_the_last_attempt_is_followed_by_none() -> None:
    assert wait_before_retry(len(RETRIES_S) + 1, 60, 0.0) is None


@pytest.mark.parametrize(("retry_after_s", "wait_s"), [(None, 300), (60, 300), (600, 600)])
def test_a_receiver_can_lengthen_a_wait_only(retry_after_s: int | None, wait_s: int) -> None:
    assert wait_before_retry(2, retry_after_s, 0.0) == wait_s


def test_no_wait_is_longer_than_sqs_can_hide_a_message() -> None:
    waits = [wait_before_retry(tries, MAX_RETRY_AFTER_S, 1.0) or 0 for tries in range(1, len(RETRIES_S) + 1)]

    assert max(*waits, wait_for_pause(MAX_RETRY_AFTER_S, 1.0)) < SQS_HIDES_AT_MOST_S


def test_messages_come_again_spread_after_a_pause() -> None:
    assert 10 < wait_for_pause(10.0, 0.0) < wait_for_pause(10.0, 1.0) <= 11 + PAUSE_SPREAD_S
