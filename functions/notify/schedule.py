"""Compute when the next attempt to deliver a message follows. A pure module."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Final

RETRIES_S: Final = (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000)
"""Seconds before each further attempt: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. Eight attempts in 28 hours, as Svix
does for Standard Webhooks: https://docs.svix.com/retries."""
JITTER: Final = 0.1
"""Largest random share that lengthens a wait, so that the messages of an outage are not all sent again at once."""
MAX_RETRY_AFTER_S: Final = 36_000
"""Longest `Retry-After` that is obeyed. With jitter, it is below twelve hours, for which SQS can hide a message."""
PAUSE_SPREAD_S: Final = 60
"""Time after a pause within which the messages that waited are sent, so that a receiver that limits its requests does
not get them all at once."""
_SECONDS: Final = re.compile(r"[0-9]{1,9}")


def read_retry_after(header: str | None, now: datetime) -> int | None:
    """Return for how many seconds from `now` a receiver wants no request; None if the header does not say.

    Args:
        header: value of `Retry-After`, seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after.
    """
    text = (header or "").strip()
    if _SECONDS.fullmatch(text):
        return min(int(text), MAX_RETRY_AFTER_S)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(ceil((at - now).total_seconds()), 0), MAX_RETRY_AFTER_S)


def wait_before_retry(tries: int, retry_after_s: int | None, jitter: float) -> int | None:
    """Return the seconds until the next attempt; None after the last one.

    Args:
        tries: attempts so far, at least one.
        retry_after_s: the shortest wait that the receiver accepts.
        jitter: a random number from 0 to 1.
    """
    if tries > len(RETRIES_S):
        return None
    return round(max(RETRIES_S[tries - 1], retry_after_s or 0) * (1 + JITTER * jitter))


def wait_for_pause(remaining_s: float, jitter: float) -> int:
    """Return for how many seconds SQS hides a message whose receiver wants no request for `remaining_s` seconds."""
    return round(remaining_s + 1 + PAUSE_SPREAD_S * jitter)
