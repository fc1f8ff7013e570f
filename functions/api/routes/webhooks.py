"""Routes of webhooks. Sellers see and change only their own."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions.api import webhooks
from functions.api.dependencies import Caller, PortsDependency
from functions.api.routes.common import DEFAULT_LIMIT, JSON, PRIVATE, Cursor, Limit, new_router, no_content
from functions.api.schemas.webhooks import (
    DeliveryList,
    MessageQueued,
    WebhookBody,
    WebhookList,
    WebhookWithSecret,
)

WebhookId = Annotated[str, Path(alias="webhookId")]
MessageId = Annotated[str, Path(alias="messageId")]

router = new_router()


@router.post(
    "/api/webhooks",
    tags=["webhooks"],
    summary="Create a webhook",
    status_code=201,
    description=(
        "The address gets a signed POST request for each event; docs/webhooks.md describes them. Creating the same "
        "address again changes its events and returns the same secret."
    ),
)
def create_webhook(body: WebhookBody, owner: Caller, ports: PortsDependency) -> Response[WebhookWithSecret]:
    webhook = webhooks.view_with_secret(webhooks.create(body, owner, ports))
    return Response(201, JSON, webhook, PRIVATE)


@router.get("/api/webhooks", tags=["webhooks"], summary="My webhooks", description="The oldest first, without secrets.")
def list_webhooks(owner: Caller, ports: PortsDependency) -> WebhookList:
    return WebhookList(webhooks=[webhooks.view(webhook) for webhook in ports.webhooks.list_by_owner(owner)])


@router.delete(
    "/api/webhooks/<webhookId>",
    tags=["webhooks"],
    summary="Delete a webhook",
    status_code=204,
    responses={204: {"description": "The webhook is deleted"}},
    description="Messages that wait for it are not sent. Repeating the request does no harm.",
)
def delete_webhook(webhook_id: WebhookId, owner: Caller, ports: PortsDependency) -> Response[str]:
    webhooks.delete(webhook_id, owner, ports)
    return no_content()


@router.post(
    "/api/webhooks/<webhookId>/rotate",
    tags=["webhooks"],
    summary="Replace a webhook's secret",
    description=(
        "For a day, messages are signed with both secrets. A request that is repeated within five minutes returns the "
        "same new secret."
    ),
)
def rotate_secret(webhook_id: WebhookId, owner: Caller, ports: PortsDependency) -> Response[WebhookWithSecret]:
    rotated = webhooks.view_with_secret(webhooks.rotate(webhook_id, owner, ports))
    return Response(200, JSON, rotated, PRIVATE)


@router.post(
    "/api/webhooks/<webhookId>/test",
    tags=["webhooks"],
    summary="Send a test message",
    status_code=202,
    description="A message of the type `webhook.test`. A disabled webhook that answers it with 2xx is enabled again.",
)
def test_webhook(webhook_id: WebhookId, owner: Caller, ports: PortsDependency) -> Response[MessageQueued]:
    return Response(202, JSON, MessageQueued(message_id=webhooks.test(webhook_id, owner, ports)))


@router.get(
    "/api/webhooks/<webhookId>/deliveries",
    tags=["webhooks"],
    summary="Messages to a webhook, newest first",
    description="Messages of the last 30 days with all their attempts; pass `cursor` to get the next page.",
)
def list_deliveries(
    webhook_id: WebhookId, owner: Caller, ports: PortsDependency, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> DeliveryList:
    return webhooks.list_deliveries(webhook_id, owner, limit, cursor, ports)


@router.post(
    "/api/webhooks/<webhookId>/deliveries/<messageId>/resend",
    tags=["webhooks"],
    summary="Send a message again",
    status_code=202,
    description="Sends it with the same `webhook-id` and body, also if it has arrived. Its attempts start again.",
)
def resend_message(
    webhook_id: WebhookId, message_id: MessageId, owner: Caller, ports: PortsDependency
) -> Response[MessageQueued]:
    webhooks.resend(webhook_id, message_id, owner, ports)
    return Response(202, JSON, MessageQueued(message_id=message_id))
