"""The counters of the admission table in DynamoDB. All charges of a request are counted, or none.

The counters of the whole deployment are in no transaction: DynamoDB cancels one of two transactions that touch the same
row at the same time, so every job would hold up all others. They are counted first, by writes that DynamoDB serialises,
and given back when a seller's own counters refuse. A process that dies in between leaves an estimate counted for the
rest of the window, never too little.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.items import plain_item, value
from vidx.adapters.dynamodb.transactions import repeat_on_conflict, write_together
from vidx.admission.limits import (
    EVERYBODY,
    Charge,
    Counter,
    Limit,
    Reservation,
    counter_key,
    counter_of,
    counter_scope,
    current_windows,
)
from vidx.errors import LimitReached, RecordsUnavailable, VidxError
from vidx.ports.clock import Clock
from vidx.settings import settings
from vidx.stored import parse_object

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef, UpdateTypeDef

RESERVATIONS: Final = "reservations"
"""`scope` of the reservations; their `item` is the execution's name."""


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoQuotas:
    """Implements `Quotas`."""

    client: "DynamoDBClient"
    table: str
    clock: Clock = field(default_factory=SystemClock)

    def take(self, charges: Sequence[Charge]) -> None:
        with self._shared(charges) as own:
            if len(own) == 1:
                self._take_one(own[0])
            elif own:
                failed_index = self._write([{"Update": self._limited_update(charge)} for charge in own])
                if failed_index is not None:
                    raise own[failed_index].refusal()

    def correct(self, charges: Sequence[Charge]) -> None:
        for charge in charges:
            self._update(self._plain_update(charge))

    def reserve(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        row = {**_key(RESERVATIONS, reservation.execution), "reservation": value(reservation.model_dump_json())}
        put: TransactWriteItemTypeDef = {
            "Put": {
                "TableName": self.table,
                "Item": row,
                "ConditionExpression": "attribute_not_exists(#scope)",
                "ExpressionAttributeNames": {"#scope": "scope"},
            }
        }
        try:
            with self._shared(charges) as own:
                updates: list[TransactWriteItemTypeDef] = [{"Update": self._limited_update(charge)} for charge in own]
                failed_index = self._write([put, *updates])
                if failed_index == 0:
                    raise _CountedBeforeError
                if failed_index:
                    raise own[failed_index - 1].refusal()
        except LimitReached:
            if self.reservation(reservation.execution) is None:  # else an earlier run of the same request has counted
                raise

    def reservations(self) -> list[Reservation]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            ConsistentRead=True,
            KeyConditionExpression="#scope = :scope",
            ExpressionAttributeNames={"#scope": "scope"},
            ExpressionAttributeValues={":scope": value(RESERVATIONS)},
        )
        return [_reservation(item) for page in pages for item in page["Items"]]

    def reservation(self, execution: str) -> Reservation | None:
        key = _key(RESERVATIONS, execution)
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return _reservation(item) if item else None

    def settle(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        delete: TransactWriteItemTypeDef = {
            "Delete": {
                "TableName": self.table,
                "Key": _key(RESERVATIONS, reservation.execution),
                "ConditionExpression": "attribute_exists(#scope)",
                "ExpressionAttributeNames": {"#scope": "scope"},
            }
        }
        shared, own = _split(charges)
        updates: list[TransactWriteItemTypeDef] = [{"Update": self._plain_update(charge)} for charge in own]
        if self._write([delete, *updates]) is None:
            self.correct(shared)

    def list_counters(self, at: datetime) -> list[Counter]:
        windows = {f":w{n}": value(item) for n, item in enumerate(sorted(current_windows(at)))}
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table,
            FilterExpression=f"#item IN ({', '.join(windows)})",
            ProjectionExpression="#scope, used",
            ExpressionAttributeNames={"#item": "item", "#scope": "scope"},
            ExpressionAttributeValues=windows,
        )
        rows = [plain_item(item) for page in pages for item in page["Items"]]
        counters = [counter_of(row["scope"], int(row["used"])) for row in rows if "used" in row]
        return [counter for counter in counters if counter]

    def used(self, limit: Limit, subject: str, at: datetime) -> int:
        key = _key(*counter_key(limit, subject, at))
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return int(plain_item(item)["used"]) if item else 0

    def forget(self, subject: str) -> None:
        for limit in Limit:
            pages = self.client.get_paginator("query").paginate(
                TableName=self.table,
                ConsistentRead=True,
                KeyConditionExpression="#scope = :scope",
                ExpressionAttributeNames={"#scope": "scope"},
                ExpressionAttributeValues={":scope": value(counter_scope(limit, subject))},
            )
            for item in [item for page in pages for item in page["Items"]]:
                self.client.delete_item(TableName=self.table, Key={"scope": item["scope"], "item": item["item"]})

    @contextmanager
    def _shared(self, charges: Sequence[Charge]) -> Iterator[Sequence[Charge]]:
        """Count the charges of the whole deployment, and give them back if the block fails, which gets the others."""
        shared, own = _split(charges)
        taken: list[Charge] = []
        try:
            for charge in shared:
                self._take_one(charge)
                taken.append(charge.model_copy(update={"amount": -charge.amount}))
            yield own
        except _CountedBeforeError:
            self.correct(taken)
        except BaseException:
            with suppress(VidxError):  # the block's own error counts
                self.correct(taken)
            raise

    def _take_one(self, charge: Charge) -> None:
        try:
            self._update(self._limited_update(charge))
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise charge.refusal() from error

    def _update(self, update: "UpdateTypeDef") -> None:
        repeat_on_conflict(self.client, lambda: self.client.update_item(**update), self.clock)

    def _limited_update(self, charge: Charge) -> "UpdateTypeDef":
        """Return the update of the charge's counter, on condition that it stays within the maximum."""
        update = self._plain_update(charge)
        if charge.amount > charge.maximum:
            raise charge.refusal()
        update["ConditionExpression"] = "attribute_not_exists(used) OR used <= :room"
        room = {":room": value(charge.maximum - charge.amount)}
        update["ExpressionAttributeValues"] = {**update["ExpressionAttributeValues"], **room}
        return update

    def _plain_update(self, charge: Charge) -> "UpdateTypeDef":
        """Return the update of the charge's counter, without a condition."""
        values = {":amount": value(charge.amount)}
        expiry = ""
        if charge.expires_at is not None:
            values[":expires_at"] = value(charge.expires_at)
            expiry = " SET expires_at = :expires_at"
        return {
            "TableName": self.table,
            "Key": _key(*charge.counter),
            "UpdateExpression": f"ADD used :amount{expiry}",
            "ExpressionAttributeValues": values,
        }

    def _write(self, writes: "Sequence[TransactWriteItemTypeDef]") -> int | None:
        return write_together(self.client, writes, self.clock)


class _CountedBeforeError(Exception):
    """The reservation exists: an earlier run of the same request has counted its charges."""


def _split(charges: Sequence[Charge]) -> tuple[list[Charge], list[Charge]]:
    """The charges of the whole deployment, and those of sellers."""
    return [each for each in charges if each.subject == EVERYBODY], [
        each for each in charges if each.subject != EVERYBODY
    ]


def _key(scope: str, item: str) -> dict[str, Any]:
    return {"scope": value(scope), "item": value(item)}


def _reservation(item: dict[str, Any]) -> Reservation:
    return parse_object(Reservation, plain_item(item)["reservation"])


@cache
def quotas() -> DynamoQuotas:
    """Return the table in the settings."""
    return DynamoQuotas(dynamodb(), settings().admission_table)
