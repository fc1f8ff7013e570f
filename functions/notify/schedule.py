"""When the next attempt at a message follows. Pure."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

RETRIES_S: Final = (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000)
"""Seconds before each further attempt: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. Eight attempts in 28 hours, as Svix
does for Standard Webhooks: https://docs.svix.com/retries."""
JITTER: Final = 0.1
"""Largest share that is added to a wait, so that the messages of an outage do not all come back at once."""
MAX_RETRY_AFTER_S: Final = 36_000
"""A longer `Retry-After` counts as this one. With jitter it stays below the twelve hours for which SQS can hide a
message."""
PAUSE_SPREAD_S: Final = 60
"""Messages that a pause holds back come again within this time after it: a receiver that limits its requests does not
get them all at once."""
_SECONDS: Final = re.compile(r"[0-9]{1,9}")


def read_retry_after(header: str | None, now: datetime) -> int | None:
    """Return the seconds from `now` for which a receiver wants no request; None if it does not say.

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
    return min(max(round((at - now).total_seconds()), 0), MAX_RETRY_AFTER_S)


def wait_before_retry(tries: int, retry_after_s: int | None, jitter: float) -> int | None:
    """Return the seconds before the next attempt; None when no further one follows.

    Args:
        tries: attempts so far, at least one.
        retry_after_s: the shortest wait that the receiver accepts.
        jitter: a random number from 0 to 1.
    """
    if tries > len(RETRIES_S):
        return None
    return round(max(RETRIES_S[tries - 1], retry_after_s or 0) * (1 + JITTER * jitter))


def wait_for_pause(remaining_s: float, jitter: float) -> int:
    """Return the seconds until a message comes again whose receiver wants no request for `remaining_s` seconds."""
    return round(remaining_s + 1 + PAUSE_SPREAD_S * jitter)
