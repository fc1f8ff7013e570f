"""Accounts that sellers delete: the closure of an account, and the receipt of its deletion.

A closure belongs to a user id and expires a day after the deletion. The receipt has a random id and holds numbers and
times only, so it stays.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

SETTLED_AFTER: Final = timedelta(minutes=90)
"""Time after the closure from which nothing of the account can appear any more. An access token works for 60 minutes,
and an upload URL that it got for 15 more; a large file takes some time on a slow line. Stages end within 10 minutes."""
CLOSURE_RETENTION: Final = timedelta(days=1)
"""Time until the closure expires after the deletion: an access token works for one hour at most."""
RECEIPT_BYTES: Final = 12


class DeletionStatus(StrEnum):
    DELETING = "deleting"
    DELETED = "deleted"


class DeletedItems(BaseModel):
    """Numbers of deleted items, by kind."""

    model_config = ConfigDict(frozen=True)

    videos: int = 0
    """Jobs, finished or not."""
    listings: int = 0
    files: int = 0
    """Private files: uploads, artifacts and drafts."""
    webhooks: int = 0
    messages: int = 0
    """Messages in the log of the webhooks."""
    sign_ins: int = 0
    """1 when the sign-in is deleted."""


class Receipt(DeletedItems):
    """What was deleted of an account. It holds nothing personal."""

    receipt_id: str
    status: DeletionStatus = DeletionStatus.DELETING
    requested_at: datetime
    completed_at: datetime | None = None
    """None until nothing is left."""


class Closure(BaseModel):
    """An account that its seller has closed."""

    model_config = ConfigDict(frozen=True)

    owner: str
    receipt_id: str
    closed_at: datetime


def make_receipt_id() -> str:
    """Return a new id of 96 random bits."""
    return f"rc_{secrets.token_hex(RECEIPT_BYTES)}"
