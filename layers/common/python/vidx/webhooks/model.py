"""A seller's webhooks, the events that they subscribe to, and the log of what was sent to them.

Signatures, headers and secrets are those of https://www.standardwebhooks.com.
"""

import base64
import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_json

WHSEC: Final = "whsec_"
SECRET_BYTES: Final = 32
"""Standard Webhooks asks for 24 to 64 random bytes."""
ROTATION_OVERLAP: Final = timedelta(days=1)
"""How long after a rotation the previous secret still signs."""
MAX_WEBHOOKS: Final = 10
"""Webhooks of one seller."""
LOG_RETENTION: Final = timedelta(days=30)
MAX_ATTEMPTS_LOGGED: Final = 20
"""A delivery stores its newest attempts only."""
ID_CHARS: Final = 16


class EventType(StrEnum):
    JOB_COMPLETED = "job.completed"
    JOB_FAILED = "job.failed"
    JOB_CANCELED = "job.canceled"
    AD_PUBLISHED = "ad.published"
    AD_REMOVED = "ad.removed"
    TEST = "webhook.test"
    """Sent on request only. Every webhook gets it."""


SUBSCRIBABLE: Final = tuple(event_type for event_type in EventType if event_type is not EventType.TEST)


class Event(BaseModel):
    """Something that happened to a seller's job or listing."""

    model_config = ConfigDict(frozen=True)

    message_id: str
    """The header `webhook-id`: equal for every attempt, so that receivers recognise a repeated message."""
    owner: str
    type: EventType
    timestamp: datetime
    data: dict[str, Any]

    @property
    def body(self) -> str:
        """The message as sent: `{type, timestamp, data}`."""
        return to_json({"type": self.type, "timestamp": self.timestamp, "data": self.data}).decode()


class Webhook(BaseModel):
    """One row of the webhooks table: an address of a seller that gets messages."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    owner: str
    webhook_id: str
    url: str
    events: tuple[EventType, ...]
    secret: str
    previous_secret: str | None = None
    rotated_at: datetime | None = None
    created_at: datetime
    failing_since: datetime | None = None
    """Time of the first failed attempt since the last successful one."""
    retry_at: datetime | None = None
    """Time until which its receiver wants no request, from its `Retry-After`."""
    disabled_at: datetime | None = None
    note: str = ""
    """Why it is disabled, for its seller."""

    def is_target_of(self, delivery: "Delivery") -> bool:
        """Whether the message is for this webhook, not for a deleted one with the same address."""
        return delivery.webhook_created_at in {None, self.created_at}

    def takes(self, delivery: "Delivery") -> bool:
        """Whether the message is for this webhook, and may be sent: a disabled webhook takes tests only."""
        return self.is_target_of(delivery) and (self.disabled_at is None or delivery.type is EventType.TEST)

    @property
    def previous_secret_until(self) -> datetime | None:
        return self.rotated_at + ROTATION_OVERLAP if self.rotated_at and self.previous_secret else None

    def valid_secrets(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign a message: the current one and, for a day after a rotation, the previous one."""
        until = self.previous_secret_until
        previous = (self.previous_secret,) if self.previous_secret and until and now < until else ()
        return (self.secret, *previous)


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Attempt(BaseModel):
    """One HTTP request to a webhook. Exactly one of `status_code` and `fault` is None."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    status_code: int | None = None
    fault: str | None = None
    """Why there is no response, in plain words."""

    @property
    def successful(self) -> bool:
        return self.status_code is not None and 200 <= self.status_code < 300  # noqa: PLR2004 (RFC 9110: 2xx)


class Delivery(BaseModel):
    """One row of the deliveries table: a message for one webhook, and how it went."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    webhook_id: str
    message_id: str
    owner: str
    type: EventType
    body: str
    created_at: datetime
    status: DeliveryStatus = DeliveryStatus.PENDING
    webhook_created_at: datetime | None = None
    """`Webhook.created_at` when the round began: an address that is deleted and added again is another webhook. None in
    rows of earlier releases."""
    round: int = 1
    """Number of the round of attempts: each resend starts the next round."""
    tries: int = 0
    """Attempts of the current round."""
    attempts: tuple[Attempt, ...] = ()
    """Of all rounds, the oldest first, at most `MAX_ATTEMPTS_LOGGED`."""
    next_attempt_at: datetime | None = None
    note: str = ""
    """Why no further attempt follows, if the attempts do not show it."""
    expires_at: int
    """When DynamoDB deletes the row (its TTL), in seconds since 1970."""


class DeliveryTask(BaseModel):
    """A message in the queue: only the keys of a delivery."""

    model_config = ConfigDict(frozen=True)

    owner: str
    webhook_id: str
    message_id: str
    round: int


def make_webhook_id(owner: str, url: str) -> str:
    """Return the id of the seller's webhook with this address. The same address always has the same id."""
    return f"wh_{_digest(owner, url)[:ID_CHARS]}"


def make_message_id(at: datetime, *names: str) -> str:
    """Return the id of the message about what `names` identify. Ids sort by time (UTC)."""
    return f"msg_{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03d}_{_digest(*names)[:ID_CHARS]}"


def make_secret() -> str:
    return WHSEC + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def new_delivery(webhook: Webhook, event: Event, now: datetime) -> Delivery:
    return Delivery(
        webhook_id=webhook.webhook_id,
        message_id=event.message_id,
        owner=webhook.owner,
        type=event.type,
        body=event.body,
        created_at=event.timestamp,
        webhook_created_at=webhook.created_at,
        next_attempt_at=now,
        expires_at=int((now + LOG_RETENTION).timestamp()),
    )


def _digest(*names: str) -> str:
    return base64.b32encode(hashlib.sha256("\0".join(names).encode()).digest()).decode().lower().rstrip("=")
