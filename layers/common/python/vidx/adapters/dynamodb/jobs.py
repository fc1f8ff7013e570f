"""The jobs table in DynamoDB, whole records and lists of them included."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from vidx.adapters.aws import dynamodb
from vidx.adapters.dynamodb.items import from_cursor, plain_item, to_cursor, value
from vidx.adapters.dynamodb.rows import from_item, to_item
from vidx.adapters.dynamodb.stage_jobs import FINAL_VALUES, OPEN, DynamoStageJobs
from vidx.errors import Conflict, JobClosed, NotFound
from vidx.jobs.model import CANCELED_MESSAGE, QUEUED_MESSAGE, Failure, Job, Status
from vidx.ports import JobPage
from vidx.settings import settings

OWNER_INDEX: Final = "by_owner"
STATUS_INDEX: Final = "by_status"
CURSOR_NAMES: Final = frozenset({"job_id", "owner", "created_at"})


@dataclass(frozen=True)
class DynamoJobs(DynamoStageJobs):
    """Implements `Jobs`."""

    videos_table: str = ""
    """Holds a row of each finished video; empty: there is no such table."""

    def create(self, job: Job) -> None:
        item = to_item(job) | {"leases": value({})}
        try:
            self.client.put_item(TableName=self.table, Item=item, ConditionExpression="attribute_not_exists(job_id)")
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict(f"there is a job {job.job_id} already") from error

    def get(self, job_id: str) -> Job | None:
        row = self.row(job_id)
        return from_item(row, Job) if row else None

    def of_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        query: dict[str, Any] = {
            "KeyConditionExpression": "#owner = :owner",
            "ExpressionAttributeNames": {"#owner": "owner"},
            "ExpressionAttributeValues": {":owner": value(owner)},
        }
        if status:
            query["FilterExpression"] = "#status = :status"
            query["ExpressionAttributeNames"]["#status"] = "status"
            query["ExpressionAttributeValues"][":status"] = value(status.value)
        if cursor:
            held = from_cursor(cursor, CURSOR_NAMES) | {"owner": owner}
            query["ExclusiveStartKey"] = {name: value(part) for name, part in held.items()}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table, IndexName=OWNER_INDEX, ScanIndexForward=False, **query
        )
        found: list[Job] = []
        for page in pages:
            found += [from_item(item, Job) for item in page["Items"]]
            if len(found) > limit:
                return JobPage(found[:limit], _cursor_after(found[limit - 1]))
        return JobPage(found, None)

    def versions(self, owner: str, family: str) -> list[Job]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=OWNER_INDEX,
            ScanIndexForward=False,
            KeyConditionExpression="#owner = :owner",
            FilterExpression="job_id = :family OR first_version = :family",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": value(owner), ":family": value(family)},
        )
        return [from_item(item, Job) for page in pages for item in page["Items"]]

    def delete(self, job: Job) -> None:
        try:
            self.client.delete_item(
                TableName=self.table,
                Key={"job_id": value(job.job_id)},
                ConditionExpression="attribute_not_exists(ad_id)",
            )
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict(f"job {job.job_id} is in an ad") from error
        if self.videos_table:
            self.client.delete_item(TableName=self.videos_table, Key={"job_id": value(job.job_id)})

    def cancel(self, job_id: str) -> Job:
        change = {":to": Status.CANCELED.value, ":message": CANCELED_MESSAGE}
        canceled = self.update(
            job_id, "SET #status = :to, message = :message, updated_at = :updated", OPEN, change | FINAL_VALUES
        )
        if canceled:
            return from_item(canceled, Job)
        job = self._known(job_id)
        if job.status is not Status.CANCELED:
            raise JobClosed(f"the job has ended already ({job.status}); there is nothing to cancel")
        return job

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None:
        change = {":to": Status.ERROR.value, ":message": failure.message, ":error": failure, ":attempt": attempt}
        sets = "SET #status = :to, message = :message, #error = :error, updated_at = :updated"
        if not self.update(job_id, sets, f"{OPEN} AND attempt = :attempt", change | FINAL_VALUES, {"#error": "error"}):
            self._open(job_id, attempt)

    def unfinished(self) -> list[str]:
        paginator = self.client.get_paginator("query")
        pages = (
            page
            for status in Status
            if not status.final
            for page in paginator.paginate(
                TableName=self.table,
                IndexName=STATUS_INDEX,
                KeyConditionExpression="#status = :status",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={":status": value(status.value)},
                ProjectionExpression="job_id",
            )
        )
        return [plain_item(item)["job_id"] for page in pages for item in page["Items"]]

    def restart(self, job_id: str, attempt: int) -> Job:
        sets = (
            "SET #status = :to, message = :message, progress = :zero, attempt = :attempt, leases = :none, "
            "updated_at = :updated REMOVE #error"
        )
        change = {":to": Status.QUEUED.value, ":message": QUEUED_MESSAGE, ":zero": 0, ":attempt": attempt, ":none": {}}
        ended = {":before": attempt - 1, ":error": Status.ERROR.value, ":canceled": Status.CANCELED.value}
        condition = "attempt = :before AND (#status = :error OR #status = :canceled)"
        restarted = self.update(job_id, sets, condition, change | ended, {"#error": "error"})
        if restarted:
            return from_item(restarted, Job)
        self._open(job_id, attempt)
        return self._known(job_id)

    def _known(self, job_id: str) -> Job:
        job = self.get(job_id)
        if job is None:
            raise NotFound(f"there is no job {job_id}")
        return job


def _cursor_after(job: Job) -> str:
    return to_cursor({name: job.model_dump(mode="json")[name] for name in CURSOR_NAMES})


@cache
def jobs() -> DynamoJobs:
    """The table named in the settings."""
    return DynamoJobs(dynamodb(), settings().jobs_table, videos_table=settings().videos_table)
