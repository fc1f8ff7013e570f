"""Request and response models of the webhook routes."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from functions.api.schemas.common import DEFERRED, ResponseModel
from vidx.jobs.request import JsonModel
from vidx.webhooks.model import SUBSCRIBABLE, DeliveryStatus, EventType
from vidx.webhooks.targets import MAX_URL_CHARS, USUAL_URL

Subscribable = Literal["job.completed", "job.failed", "job.canceled", "ad.published", "ad.removed"]
SIGNING: Final = "Key of the messages' signatures. Store it only where your receiver runs."


class WebhookBody(JsonModel):
    """The address that messages go to, and the events that cause a message."""

    model_config = DEFERRED

    url: Annotated[str, StringConstraints(min_length=1, max_length=MAX_URL_CHARS)] = Field(
        description="A public HTTPS address, on port 443 or 8443.", json_schema_extra={"pattern": USUAL_URL}
    )
    events: Annotated[list[Subscribable], Field(min_length=1, max_length=len(SUBSCRIBABLE))] | None = Field(
        default=None, description="Default: all events."
    )


class WebhookView(ResponseModel):
    webhook_id: str
    url: str
    events: list[EventType]
    created_at: datetime
    previous_secret_until: datetime | None = Field(
        description="Until then, messages are signed with the previous secret, too."
    )
    failing_since: datetime | None = Field(description="Time of the first failed attempt since the last success.")
    disabled_at: datetime | None = Field(description="Since then, it gets only tests.")
    note: str = Field(description="Why it is disabled.")


class WebhookWithSecret(WebhookView):
    secret: str = Field(description=SIGNING)


class WebhookList(ResponseModel):
    webhooks: list[WebhookView]


class AttemptView(ResponseModel):
    """One HTTP request: the status of the response, or why there was none."""

    at: datetime
    status_code: int | None
    fault: str | None


class DeliveryView(ResponseModel):
    """A message for one webhook, with its attempts."""

    message_id: str = Field(description="The header `webhook-id`.")
    type: EventType
    status: DeliveryStatus
    created_at: datetime
    next_attempt_at: datetime | None
    note: str = Field(description="Why no further attempt follows.")
    attempts: list[AttemptView] = Field(description="The last 20, the oldest first.")
    payload: dict[str, Any] = Field(description="The body as sent.")


class DeliveryList(ResponseModel):
    deliveries: list[DeliveryView]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")


class MessageQueued(ResponseModel):
    success: Literal[True] = True
    message_id: str = Field(description="The header `webhook-id` of the message.")
