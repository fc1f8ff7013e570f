"""The tables of webhooks and of their deliveries in DynamoDB."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.dynamodb.items import from_cursor, from_item, plain_item, to_cursor, to_item, value
from vidx.errors import Conflict, NotFound, RecordsUnavailable
from vidx.ports.webhooks import DeliveryPage
from vidx.settings import settings
from vidx.webhooks.model import MAX_ATTEMPTS_LOGGED, Attempt, Delivery, DeliveryStatus, EventType, Webhook

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

CURSOR_NAMES: Final = frozenset({"message_id"})
OWNER_INDEX: Final = "by_owner"
OWNER_CURSOR_NAMES: Final = frozenset({"webhook_id", "message_id", "created_at"})


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoWebhooks:
    """Implements `Webhooks`."""

    client: "DynamoDBClient"
    table: str

    def create(self, webhook: Webhook) -> None:
        try:
            self.client.put_item(
                TableName=self.table, Item=to_item(webhook), ConditionExpression="attribute_not_exists(webhook_id)"
            )
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict(f"there is a webhook {webhook.webhook_id} already") from error

    def get(self, owner: str, webhook_id: str) -> Webhook | None:
        key = _webhook_key(owner, webhook_id)
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return from_item(item, Webhook) if item else None

    def list_by_owner(self, owner: str) -> Sequence[Webhook]:
        """Read one page, which is enough: a seller has at most `MAX_WEBHOOKS`, and a page holds 1 MB."""
        response = self.client.query(
            TableName=self.table,
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": value(owner)},
            ConsistentRead=True,
        )
        webhooks = [from_item(item, Webhook) for item in response["Items"]]
        return sorted(webhooks, key=lambda webhook: (webhook.created_at, webhook.webhook_id))

    def delete(self, owner: str, webhook_id: str) -> None:
        self.client.delete_item(TableName=self.table, Key=_webhook_key(owner, webhook_id))

    def subscribe(self, owner: str, webhook_id: str, events: Sequence[EventType]) -> Webhook:
        changed = self._update(owner, webhook_id, "SET events = :events", {":events": list(events)})
        if changed is None:
            raise NotFound("you have no webhook with this id; list your webhooks to see their ids", field="webhookId")
        return changed

    def rotate(self, webhook: Webhook, secret: str, now: datetime) -> Webhook:
        changed = self._update(
            webhook.owner,
            webhook.webhook_id,
            "SET secret = :secret, previous_secret = :previous, rotated_at = :now",
            {":secret": secret, ":previous": webhook.secret, ":now": now},
            "secret = :previous",
        )
        if changed is None:
            raise Conflict("the webhook has changed meanwhile; try again")
        return changed

    def record_success(self, webhook: Webhook) -> None:
        self._update(webhook.owner, webhook.webhook_id, "REMOVE failing_since, disabled_at, note", {})

    def record_failure(self, webhook: Webhook, now: datetime, retry_at: datetime | None) -> Webhook:
        sets, values = "SET failing_since = if_not_exists(failing_since, :now)", {":now": now}
        if retry_at:
            sets, values = f"{sets}, retry_at = :retry_at", {**values, ":retry_at": retry_at}
        return self._update(webhook.owner, webhook.webhook_id, sets, values) or webhook

    def disable(self, webhook: Webhook, now: datetime, note: str) -> None:
        sets = "SET disabled_at = :now, note = :note"
        self._update(webhook.owner, webhook.webhook_id, sets, {":now": now, ":note": note})

    def _update(
        self, owner: str, webhook_id: str, expression: str, values: Mapping[str, Any], condition: str = ""
    ) -> Webhook | None:
        """Return the webhook after the update; None if it is gone or the condition is false."""
        exists = "attribute_exists(webhook_id)"
        request: dict[str, Any] = {
            "TableName": self.table,
            "Key": _webhook_key(owner, webhook_id),
            "UpdateExpression": expression,
            "ConditionExpression": f"{exists} AND {condition}" if condition else exists,
            "ReturnValues": "ALL_NEW",
        }
        if values:
            request["ExpressionAttributeValues"] = {name: value(plain) for name, plain in values.items()}
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            return from_item(self.client.update_item(**request)["Attributes"], Webhook)
        return None


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoDeliveries:
    """Implements `Deliveries`."""

    client: "DynamoDBClient"
    table: str

    def create(self, delivery: Delivery) -> Delivery:
        try:
            self.client.put_item(
                TableName=self.table, Item=to_item(delivery), ConditionExpression="attribute_not_exists(message_id)"
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return self.get(delivery.webhook_id, delivery.message_id) or delivery
        return delivery

    def get(self, webhook_id: str, message_id: str) -> Delivery | None:
        key = _delivery_key(webhook_id, message_id)
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return from_item(item, Delivery) if item else None

    def list_by_webhook(self, webhook_id: str, limit: int, cursor: str | None) -> DeliveryPage:
        query: dict[str, Any] = {
            "TableName": self.table,
            "KeyConditionExpression": "webhook_id = :webhook",
            "ExpressionAttributeValues": {":webhook": value(webhook_id)},
            "ScanIndexForward": False,
            "Limit": limit,
        }
        if cursor:
            start = from_cursor(cursor, CURSOR_NAMES)
            query["ExclusiveStartKey"] = _delivery_key(webhook_id, str(start["message_id"]))
        response = self.client.query(**query)
        deliveries = [from_item(item, Delivery) for item in response["Items"]]
        more = "LastEvaluatedKey" in response
        return DeliveryPage(deliveries, to_cursor({"message_id": deliveries[-1].message_id}) if more else None)

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> DeliveryPage:
        query: dict[str, Any] = {**self._query_by_owner(owner), "ScanIndexForward": False, "Limit": limit}
        if cursor:
            start = from_cursor(cursor, OWNER_CURSOR_NAMES) | {"owner": owner}
            query["ExclusiveStartKey"] = {name: value(plain) for name, plain in start.items()}
        response = self.client.query(**query)
        deliveries = [from_item(item, Delivery) for item in response["Items"]]
        if "LastEvaluatedKey" not in response:
            return DeliveryPage(deliveries, None)
        last = plain_item(response["LastEvaluatedKey"])
        return DeliveryPage(deliveries, to_cursor({name: last[name] for name in sorted(OWNER_CURSOR_NAMES)}))

    def list_keys_by_owner(self, owner: str) -> list[tuple[str, str]]:
        pages = self.client.get_paginator("query").paginate(
            **self._query_by_owner(owner), ProjectionExpression="webhook_id, message_id"
        )
        rows = [plain_item(item) for page in pages for item in page["Items"]]
        return [(str(row["webhook_id"]), str(row["message_id"])) for row in rows]

    def _query_by_owner(self, owner: str) -> dict[str, Any]:
        return {
            "TableName": self.table,
            "IndexName": OWNER_INDEX,
            "KeyConditionExpression": "#owner = :owner",
            "ExpressionAttributeNames": {"#owner": "owner"},
            "ExpressionAttributeValues": {":owner": value(owner)},
        }

    def delete(self, webhook_id: str, message_id: str) -> None:
        self.client.delete_item(TableName=self.table, Key=_delivery_key(webhook_id, message_id))

    def add_attempt(
        self, delivery: Delivery, attempt: Attempt, status: DeliveryStatus, next_attempt_at: datetime | None, note: str
    ) -> None:
        attempts = (*delivery.attempts, attempt)[-MAX_ATTEMPTS_LOGGED:]
        changes: dict[str, Any] = {"attempts": attempts, "tries": delivery.tries + 1, "status": status, "note": note}
        self._change(delivery, changes, next_attempt_at)

    def postpone(self, delivery: Delivery, next_attempt_at: datetime) -> None:
        self._change(delivery, {}, next_attempt_at)

    def close(self, delivery: Delivery, note: str) -> None:
        self._change(delivery, {"status": DeliveryStatus.FAILED, "note": note}, None)

    def restart(self, delivery: Delivery, webhook: Webhook, now: datetime) -> Delivery:
        changes = {
            "status": DeliveryStatus.PENDING,
            "round": delivery.round + 1,
            "tries": 0,
            "note": "",
            "webhook_created_at": webhook.created_at,
        }
        restarted = self._change(delivery, changes, now)
        if restarted is None:
            raise Conflict("the message has changed meanwhile; try again")
        return restarted

    def _change(
        self, delivery: Delivery, changes: Mapping[str, Any], next_attempt_at: datetime | None
    ) -> Delivery | None:
        """Return the delivery after the change; None if it is gone or in a later round."""
        removes = "" if next_attempt_at else " REMOVE next_attempt_at"
        changes = {**changes, **({"next_attempt_at": next_attempt_at} if next_attempt_at else {})}
        sets = ", ".join(f"#{name} = :{name}" for name in changes)
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            changed = self.client.update_item(
                TableName=self.table,
                Key=_delivery_key(delivery.webhook_id, delivery.message_id),
                UpdateExpression=f"SET {sets}{removes}",
                ConditionExpression="#round = :before",
                ExpressionAttributeNames={"#round": "round", **{f"#{name}": name for name in changes}},
                ExpressionAttributeValues={
                    ":before": value(delivery.round),
                    **{f":{name}": value(plain) for name, plain in changes.items()},
                },
                ReturnValues="ALL_NEW",
            )
            return from_item(changed["Attributes"], Delivery)
        return None


def _webhook_key(owner: str, webhook_id: str) -> "dict[str, AttributeValueTypeDef]":
    return {"owner": value(owner), "webhook_id": value(webhook_id)}


def _delivery_key(webhook_id: str, message_id: str) -> "dict[str, AttributeValueTypeDef]":
    return {"webhook_id": value(webhook_id), "message_id": value(message_id)}


@cache
def webhooks() -> DynamoWebhooks:
    """Return the table in the settings."""
    return DynamoWebhooks(dynamodb(), settings().webhooks_table)


@cache
def deliveries() -> DynamoDeliveries:
    """Return the table in the settings."""
    return DynamoDeliveries(dynamodb(), settings().deliveries_table)
