"""The accounts table in DynamoDB.

Its rows are closures, whose key is the user id, and receipts, whose key starts with `receipt#`. A closure has the
attribute `status` while the deletion goes on, so the index by status lists the accounts that must still be deleted.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx.accounts import CLOSURE_RETENTION, Closure, DeletedItems, DeletionStatus, Receipt
from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.dynamodb.items import from_item, plain_item, to_item, value
from vidx.errors import RecordsUnavailable
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

STATUS_INDEX: Final = "by_status"
RECEIPT: Final = "receipt#"


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoAccounts:
    """Implements `Accounts`."""

    client: "DynamoDBClient"
    table: str

    def close(self, closure: Closure) -> Closure:
        receipt = Receipt(receipt_id=closure.receipt_id, requested_at=closure.closed_at)
        pending = {"status": DeletionStatus.DELETING, "created_at": closure.closed_at, "next_pass_s": 0}
        closed = {**_key(closure.owner), **to_item(closure), **{name: value(plain) for name, plain in pending.items()}}
        is_new = "attribute_not_exists(account_id)"
        try:
            self.client.transact_write_items(
                TransactItems=[
                    {"Put": {"TableName": self.table, "Item": closed, "ConditionExpression": is_new}},
                    {
                        "Put": {
                            "TableName": self.table,
                            "Item": {**_receipt_key(receipt.receipt_id), **to_item(receipt)},
                        }
                    },
                ]
            )
        except self.client.exceptions.TransactionCanceledException as error:
            earlier = self.get(closure.owner)
            if earlier is None:
                raise RecordsUnavailable("our records are busy just now; try again in a minute") from error
            return earlier
        return closure

    def get(self, owner: str) -> Closure | None:
        row = self.client.get_item(TableName=self.table, Key=_key(owner), ConsistentRead=True).get("Item")
        return from_item(row, Closure) if row else None

    def get_receipt(self, receipt_id: str) -> Receipt | None:
        key = _receipt_key(receipt_id)
        row = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return from_item(row, Receipt) if row else None

    def list_deleting(self) -> Sequence[str]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="#status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":status": value(DeletionStatus.DELETING.value)},
        )
        return [plain_item(row)["account_id"] for page in pages for row in page["Items"]]

    def begin_pass(self, owner: str, now: datetime, until: datetime) -> Closure | None:
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            changed = self.client.update_item(
                TableName=self.table,
                Key=_key(owner),
                UpdateExpression="SET next_pass_s = :until",
                ConditionExpression="#status = :deleting AND next_pass_s <= :now",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={
                    ":deleting": value(DeletionStatus.DELETING.value),
                    ":now": value(now.timestamp()),
                    ":until": value(until.timestamp()),
                },
                ReturnValues="ALL_NEW",
            )
            return from_item(changed["Attributes"], Closure)
        return None

    def postpone(self, owner: str, until: datetime) -> None:
        self._change(owner, "SET next_pass_s = :until", {":until": until.timestamp()})

    def add_deleted(self, receipt_id: str, items: DeletedItems) -> None:
        counts = items.model_dump()
        self.client.update_item(
            TableName=self.table,
            Key=_receipt_key(receipt_id),
            UpdateExpression="ADD " + ", ".join(f"{name} :{name}" for name in counts),
            ExpressionAttributeValues={f":{name}": value(count) for name, count in counts.items()},
        )

    def complete(self, closure: Closure, now: datetime) -> None:
        self.client.update_item(
            TableName=self.table,
            Key=_receipt_key(closure.receipt_id),
            UpdateExpression="SET #status = :deleted, completed_at = if_not_exists(completed_at, :now)",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":deleted": value(DeletionStatus.DELETED.value), ":now": value(now)},
        )
        expires_at = int((now + CLOSURE_RETENTION).timestamp())
        self._change(closure.owner, "SET expires_at = :expires REMOVE #status", {":expires": expires_at}, "status")

    def _change(self, owner: str, expression: str, values: dict[str, Any], *names: str) -> None:
        request: dict[str, Any] = {"ExpressionAttributeNames": {f"#{name}": name for name in names}} if names else {}
        with suppress(self.client.exceptions.ConditionalCheckFailedException):  # it has expired
            self.client.update_item(
                TableName=self.table,
                Key=_key(owner),
                UpdateExpression=expression,
                ConditionExpression="attribute_exists(account_id)",
                ExpressionAttributeValues={name: value(plain) for name, plain in values.items()},
                **request,
            )


def _key(owner: str) -> "dict[str, AttributeValueTypeDef]":
    return {"account_id": value(owner)}


def _receipt_key(receipt_id: str) -> "dict[str, AttributeValueTypeDef]":
    return {"account_id": value(f"{RECEIPT}{receipt_id}")}


@cache
def accounts() -> DynamoAccounts:
    """Return the table in the settings."""
    return DynamoAccounts(dynamodb(), settings().accounts_table)
