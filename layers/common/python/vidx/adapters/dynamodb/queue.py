"""The queue in the admission table: a row for each waiting job, and one row with all running executions.

A start is one transaction on both, on condition that the row of the running executions is unchanged. So two starters
never start the same job, nor more executions than allowed.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.items import from_item, plain_item, to_item, value
from vidx.adapters.dynamodb.transactions import repeat_on_conflict, write_together
from vidx.admission.queue import Pause, QueueEntry, QueueState, current_turns, start
from vidx.errors import RecordsUnavailable
from vidx.ports.clock import Clock
from vidx.settings import settings
from vidx.stored import parse_row

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

WAITING: Final = "waiting"
"""`scope` of the waiting jobs; their `item` is the execution's name."""
RUNNING: Final = {"scope": {"S": "running"}, "item": {"S": "executions"}}
"""Key of the row of running executions."""
SCOPE: Final = {"#scope": "scope"}
RECENT_RUNS: Final = 8
"""Executions whose duration is kept, each in an attribute of its own, so that one write replaces one of them."""
RECENT_RUN: Final = "recent_run_s_{}"


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoQueue:
    """Implements `Queue`."""

    client: "DynamoDBClient"
    table: str
    clock: Clock = field(default_factory=SystemClock)

    def read(self) -> QueueState:
        row = self.client.get_item(TableName=self.table, Key=RUNNING, ConsistentRead=True).get("Item")
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            ConsistentRead=True,
            KeyConditionExpression="#scope = :scope",
            ExpressionAttributeNames=SCOPE,
            ExpressionAttributeValues={":scope": value(WAITING)},
        )
        waiting = [from_item(item, QueueEntry) for page in pages for item in page["Items"]]
        plain = plain_item(row) if row else {}
        runs = tuple(float(plain[name]) for n in range(RECENT_RUNS) if (name := RECENT_RUN.format(n)) in plain)
        state = parse_row(QueueState, plain)
        return state.model_copy(update={"waiting": tuple(waiting), "recent_runs_s": runs})

    def add(self, entry: QueueEntry) -> None:
        waiting = entry.model_copy(update={"started_at": None})
        try:
            self.client.put_item(
                TableName=self.table,
                Item={**to_item(waiting), **_key(entry.execution)},
                ConditionExpression="attribute_not_exists(#scope)",
                ExpressionAttributeNames=SCOPE,
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return  # it is in the queue already

    def remove(self, execution: str) -> bool:
        def delete() -> bool:
            response = self.client.delete_item(TableName=self.table, Key=_key(execution), ReturnValues="ALL_OLD")
            return "Attributes" in response

        return repeat_on_conflict(self.client, delete, self.clock)

    def claim(self, entry: QueueEntry, state: QueueState) -> bool:
        after = start(state, entry, self.clock.now())
        running: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self.table,
                "Key": RUNNING,
                "UpdateExpression": "SET version = :after, running = :running, turns = :turns",
                "ConditionExpression": "version = :before" if state.version else "attribute_not_exists(version)",
                "ExpressionAttributeValues": {
                    ":after": value(after.version),
                    ":running": value(after.running),
                    ":turns": value(after.turns),
                    **({":before": value(state.version)} if state.version else {}),
                },
            }
        }
        waiting: TransactWriteItemTypeDef = {
            "Delete": {
                "TableName": self.table,
                "Key": _key(entry.execution),
                "ConditionExpression": "attribute_exists(#scope)",
                "ExpressionAttributeNames": SCOPE,
            }
        }
        return write_together(self.client, [running, waiting], self.clock) is None

    def release(self, execution: str, run_s: float | None = None) -> bool:
        names, values, measured = {"#execution": execution}, {":one": value(1)}, ""
        if run_s is not None:
            names["#run"] = RECENT_RUN.format(crc32(execution.encode()) % RECENT_RUNS)
            values[":run_s"] = value(round(run_s, 1))
            measured = " SET #run = :run_s"

        def remove() -> bool:
            try:
                self.client.update_item(
                    TableName=self.table,
                    Key=RUNNING,
                    UpdateExpression=f"REMOVE running.#execution{measured} ADD version :one",
                    ConditionExpression="attribute_exists(running.#execution)",
                    ExpressionAttributeNames=names,
                    ExpressionAttributeValues=values,
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                return False
            return True

        return repeat_on_conflict(self.client, remove, self.clock)

    def drop_idle_turns(self, state: QueueState) -> None:
        def write() -> None:
            try:
                self.client.update_item(
                    TableName=self.table,
                    Key=RUNNING,
                    UpdateExpression="SET turns = :turns",
                    ConditionExpression="version = :version",
                    ExpressionAttributeValues={
                        ":turns": value(current_turns(state)),
                        ":version": value(state.version),
                    },
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                return  # whoever starts or ends a job decides anew

        repeat_on_conflict(self.client, write, self.clock)

    def pause(self, pause: Pause) -> None:
        def write() -> None:
            self.client.update_item(
                TableName=self.table,
                Key=RUNNING,
                UpdateExpression="SET pause = :pause ADD version :one",  # a new version, so that earlier claims fail
                ExpressionAttributeValues={":pause": value(pause), ":one": value(1)},
            )

        repeat_on_conflict(self.client, write, self.clock)

    def resume(self) -> bool:
        def remove() -> bool:
            response = self.client.update_item(
                TableName=self.table, Key=RUNNING, UpdateExpression="REMOVE pause", ReturnValues="UPDATED_OLD"
            )
            return "pause" in response.get("Attributes", {})

        return repeat_on_conflict(self.client, remove, self.clock)


def _key(execution: str) -> dict[str, Any]:
    return {"scope": value(WAITING), "item": value(execution)}


@cache
def queue() -> DynamoQueue:
    """Return the table in the settings."""
    return DynamoQueue(dynamodb(), settings().admission_table)
