"""The jobs table in DynamoDB. Each write is one conditional update, so that no writer overwrites another's change."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.items import from_cursor, from_item, ids_by_owner, plain_item, to_cursor, to_item, value
from vidx.adapters.dynamodb.videos import delete_video_rows
from vidx.errors import Conflict, JobClosed, NotFound, RecordsUnavailable, StageBusy
from vidx.jobs.model import (
    CANCELED_MESSAGE,
    FINAL,
    QUEUED_MESSAGE,
    STAGE_PROGRESS,
    SUMS,
    Failure,
    Job,
    JobSnapshot,
    Stage,
    StageRecord,
    Status,
)
from vidx.moderation import REVIEW_MESSAGE, Decision, Review
from vidx.ports.clock import Clock
from vidx.ports.jobs import JobPage, PlannedWithdrawal
from vidx.settings import settings
from vidx.stored import parse_row
from vidx.usage import USAGE_COUNTER

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = Mapping[str, Any]
NOT_FINAL: Final = " AND ".join(f"#status <> :is_{status}" for status in sorted(FINAL))
FINAL_VALUES: Final = {f":is_{status}": status.value for status in FINAL}
_IDLE: Final = sorted(status for status in Status if not status.has_execution)
HAS_EXECUTION: Final = " AND ".join(f"#status <> :is_{status}" for status in _IDLE)
"""Condition of every write for an execution: the job is not over and not in review."""
IDLE_VALUES: Final = {f":is_{status}": status.value for status in _IDLE}
_LEASE_FREE: Final = (
    "(attribute_not_exists(leases.#stage) OR leases.#stage.until_s < :now OR leases.#stage.holder = :holder)"
)
OWNER_INDEX: Final = "by_owner"
STATUS_INDEX: Final = "by_status"
WITHDRAWAL: Final = "withdraw#"
"""Start of the id of a planned withdrawal's row; no job's id has a `#`."""
WITHDRAWAL_STATUS: Final = "withdraw"
CURSOR_NAMES: Final = frozenset({"job_id", "owner", "created_at"})
REVIEW_CURSOR_NAMES: Final = frozenset({"job_id", "created_at"})


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoStageJobs:
    """Implements `StageJobs`."""

    client: "DynamoDBClient"
    table: str
    clock: Clock = field(default_factory=SystemClock)

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        now = self.clock.now()
        before = self._require_open(job_id, attempt).stages.get(stage)
        running = StageRecord(
            started_at=now,
            attempt=attempt,
            **{name: getattr(before, name) for name in SUMS if before},
        )
        phase = STAGE_PROGRESS[stage]
        return self._advance(
            job_id,
            attempt,
            stage,
            phase.progress(0.0),
            sets="#status = :to, message = :message, stages.#stage = :run, leases.#stage = :lease",
            condition=_LEASE_FREE,
            values={
                ":to": phase.status.value,
                ":message": phase.message,
                ":run": running,
                ":now": round(now.timestamp(), 3),
                ":holder": token,
                ":lease": {"holder": token, "until_s": round(now.timestamp() + lease_s, 3)},
            },
        )

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        self._advance(job_id, attempt, stage, STAGE_PROGRESS[stage].progress(fraction))

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        self._advance(
            job_id,
            attempt,
            stage,
            STAGE_PROGRESS[stage].progress(1.0),
            sets="stages.#stage = :run",
            removes="leases.#stage",
            condition="leases.#stage.holder = :holder",
            values={":run": record, ":holder": token},
        )

    def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
        USAGE_COUNTER.add_row_write()
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            self.client.update_item(
                TableName=self.table,
                Key={"job_id": {"S": job_id}},
                UpdateExpression="SET leases.#stage.until_s = :until",
                ConditionExpression="leases.#stage.holder = :holder",
                ExpressionAttributeNames={"#stage": stage.value},
                ExpressionAttributeValues={
                    ":holder": value(token),
                    ":until": value(round(self.clock.now().timestamp() + lease_s, 3)),
                },
            )

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        USAGE_COUNTER.add_row_write()
        try:
            self.client.update_item(
                TableName=self.table,
                Key={"job_id": {"S": job_id}},
                UpdateExpression="SET stages.#stage = :spent REMOVE leases.#stage",
                ConditionExpression="leases.#stage.holder = :holder",
                ExpressionAttributeNames={"#stage": stage.value},
                ExpressionAttributeValues={":holder": value(token), ":spent": value(record)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return  # the lease has expired and another run has it

    def request_review(self, job_id: str, attempt: int, review: Review) -> None:
        change = {":to": Status.REVIEW.value, ":message": REVIEW_MESSAGE, ":review": review, ":attempt": attempt}
        sets = "SET #status = :to, message = :message, review = :review, updated_at = :updated"
        if not self.update(job_id, sets, f"{HAS_EXECUTION} AND attempt = :attempt", change | IDLE_VALUES):
            self._require_open(job_id, attempt)

    def _advance(
        self,
        job_id: str,
        attempt: int,
        stage: Stage,
        progress: int,
        *,
        sets: str = "",
        removes: str = "",
        condition: str = "",
        values: dict[str, Any] | None = None,
    ) -> JobSnapshot:
        """Apply a stage's change while its attempt is open. Progress is never lowered."""
        full_condition = f"{HAS_EXECUTION} AND attempt = :attempt" + (f" AND {condition}" if condition else "")
        names = {"#stage": stage.value} if "#stage" in f"{sets}{removes}{condition}" else {}
        all_values = {":attempt": attempt, **IDLE_VALUES, **(values or {})}
        tail = f" REMOVE {removes}" if removes else ""
        with_progress = ", ".join(filter(None, [sets, "progress = :progress", "updated_at = :updated"]))
        advanced = self.update(
            job_id,
            f"SET {with_progress}{tail}",
            f"{full_condition} AND progress <= :progress",
            all_values | {":progress": progress},
            names,
        )
        if advanced:
            return _snapshot(advanced)
        without_progress = ", ".join(filter(None, [sets, "updated_at = :updated"]))
        same_progress = self.update(job_id, f"SET {without_progress}{tail}", full_condition, all_values, names)
        if same_progress:
            return _snapshot(same_progress)
        self._require_open(job_id, attempt)
        raise StageBusy(f"another run of the {stage} stage is at work")

    def update(
        self, job_id: str, expression: str, condition: str, values: dict[str, Any], names: dict[str, str] | None = None
    ) -> Item | None:
        """Update the row and return it, or None if the condition is false."""
        values = {":updated": self.clock.now().isoformat(), **values}
        USAGE_COUNTER.add_row_write()
        try:
            changed = self.client.update_item(
                TableName=self.table,
                Key={"job_id": {"S": job_id}},
                UpdateExpression=expression,
                ConditionExpression=f"attribute_exists(job_id) AND {condition}",
                ExpressionAttributeNames={"#status": "status", **(names or {})},
                ExpressionAttributeValues={name: value(plain) for name, plain in values.items()},
                ReturnValues="ALL_NEW",
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return None
        return changed["Attributes"]

    def row(self, job_id: str) -> Item | None:
        USAGE_COUNTER.add_row_read()
        response = self.client.get_item(TableName=self.table, Key={"job_id": {"S": job_id}}, ConsistentRead=True)
        return response.get("Item")

    def _require_open(self, job_id: str, attempt: int) -> JobSnapshot:
        """Return the job. Raises `JobClosed` unless `attempt` is its current attempt and has an execution."""
        row = self.row(job_id)
        job = _snapshot(row) if row else None
        if job is None or not job.status.has_execution or job.attempt != attempt:
            raise JobClosed(f"attempt {attempt} of job {job_id} is over")
        return job


def _snapshot(row: Item) -> JobSnapshot:
    return parse_row(JobSnapshot, plain_item(row))


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoJobs(DynamoStageJobs):
    """Implements `Jobs`."""

    videos_table: str = ""
    """Table with a row for each finished video; empty: none."""

    def create(self, job: Job) -> None:
        item = to_item(job) | {"leases": value({})}
        try:
            self.client.put_item(TableName=self.table, Item=item, ConditionExpression="attribute_not_exists(job_id)")
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict(f"there is a job {job.job_id} already") from error

    def get(self, job_id: str) -> Job | None:
        row = self.row(job_id)
        return from_item(row, Job) if row else None

    def list_by_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
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
            start = from_cursor(cursor, CURSOR_NAMES) | {"owner": owner}
            query["ExclusiveStartKey"] = {name: value(part) for name, part in start.items()}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table, IndexName=OWNER_INDEX, ScanIndexForward=False, **query
        )
        jobs: list[Job] = []
        for page in pages:
            jobs += [from_item(item, Job) for item in page["Items"]]
            if len(jobs) > limit:
                return JobPage(jobs[:limit], _cursor_after(jobs[limit - 1]))
        return JobPage(jobs, None)

    def list_versions(self, owner: str, family: str) -> list[Job]:
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
        self._delete_video_rows(job.job_id)

    def list_ids_by_owner(self, owner: str) -> list[str]:
        return ids_by_owner(self.client, self.table, OWNER_INDEX, owner, "job_id")

    def erase(self, job_id: str) -> None:
        self.client.delete_item(TableName=self.table, Key={"job_id": value(job_id)})
        self._delete_video_rows(job_id)

    def _delete_video_rows(self, job_id: str) -> None:
        if self.videos_table:
            delete_video_rows(self.client, self.videos_table, job_id)

    def cancel(self, job_id: str) -> Job:
        change = {":to": Status.CANCELED.value, ":message": CANCELED_MESSAGE}
        canceled = self.update(
            job_id, "SET #status = :to, message = :message, updated_at = :updated", NOT_FINAL, change | FINAL_VALUES
        )
        if canceled:
            return from_item(canceled, Job)
        job = self._require(job_id)
        if job.status is not Status.CANCELED:
            raise JobClosed(f"the job has ended already ({job.status}); there is nothing to cancel")
        return job

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None:
        change = {":to": Status.ERROR.value, ":message": failure.message, ":error": failure, ":attempt": attempt}
        sets = "SET #status = :to, message = :message, #error = :error, updated_at = :updated"
        if not self.update(
            job_id, sets, f"{HAS_EXECUTION} AND attempt = :attempt", change | IDLE_VALUES, {"#error": "error"}
        ):
            self._require_open(job_id, attempt)

    def list_unfinished(self) -> list[str]:
        paginator = self.client.get_paginator("query")
        pages = (
            page
            for status in Status
            if status.has_execution
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

    def list_failed(self, created_since: datetime) -> list[str]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="#status = :error AND created_at >= :since",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":error": value(Status.ERROR.value), ":since": value(created_since)},
            ProjectionExpression="job_id",
        )
        return [str(plain_item(item)["job_id"]) for page in pages for item in page["Items"]]

    def plan_withdrawal(self, stem: str) -> None:
        row = {"job_id": f"{WITHDRAWAL}{stem}", "status": WITHDRAWAL_STATUS, "created_at": self.clock.now().isoformat()}
        self.client.put_item(TableName=self.table, Item={name: value(plain) for name, plain in row.items()})

    def list_withdrawals(self) -> list[PlannedWithdrawal]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="#status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":status": value(WITHDRAWAL_STATUS)},
        )
        rows = [plain_item(item) for page in pages for item in page["Items"]]
        return [
            PlannedWithdrawal(row["job_id"].removeprefix(WITHDRAWAL), datetime.fromisoformat(row["created_at"]))
            for row in rows
        ]

    def drop_withdrawal(self, stem: str) -> None:
        self.client.delete_item(TableName=self.table, Key={"job_id": value(f"{WITHDRAWAL}{stem}")})

    def restart(self, job_id: str, attempt: int) -> Job:
        ended = {":error": Status.ERROR.value, ":canceled": Status.CANCELED.value}
        restarted = self._queue_attempt(job_id, attempt, "(#status = :error OR #status = :canceled)", ended)
        if restarted:
            return from_item(restarted, Job)
        self._require_open(job_id, attempt)
        return self._require(job_id)

    def _queue_attempt(
        self, job_id: str, attempt: int, condition: str, values: dict[str, Any], sets: str = ""
    ) -> Item | None:
        """Set the status `queued` for `attempt`, if the attempt before is the current one and `condition` holds."""
        always = "#status = :to, message = :message, progress = :zero, attempt = :attempt, leases = :none"
        change = {":to": Status.QUEUED.value, ":message": QUEUED_MESSAGE, ":zero": 0, ":attempt": attempt, ":none": {}}
        return self.update(
            job_id,
            f"SET {always}, updated_at = :updated{sets} REMOVE #error",
            f"attempt = :before AND {condition}",
            {":before": attempt - 1, **change, **values},
            {"#error": "error"},
        )

    def list_reviews(self, limit: int, cursor: str | None) -> JobPage:
        query: dict[str, Any] = {}
        if cursor:
            start = from_cursor(cursor, REVIEW_CURSOR_NAMES) | {"status": Status.REVIEW.value}
            query["ExclusiveStartKey"] = {name: value(part) for name, part in start.items()}
        page = self.client.query(
            TableName=self.table,
            IndexName=STATUS_INDEX,
            KeyConditionExpression="#status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":status": value(Status.REVIEW.value)},
            Limit=limit,
            **query,
        )
        jobs = [self.get(plain_item(item)["job_id"]) for item in page["Items"]]
        last = plain_item(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
        return JobPage(
            [job for job in jobs if job and job.status is Status.REVIEW],
            to_cursor({name: last[name] for name in REVIEW_CURSOR_NAMES}) if last else None,
        )

    def approve(self, job: Job, decision: Decision) -> Job:
        approved = self._queue_attempt(
            job.job_id,
            job.attempt + 1,
            "#status = :in_review",
            {
                ":in_review": Status.REVIEW.value,
                ":decision": decision,
                ":approved": list(job.content_after_approval),
            },
            ", review.decision = :decision, approved_content = :approved",
        )
        return self._decided(approved)

    def reject(self, job: Job, decision: Decision, failure: Failure) -> Job:
        sets = "#status = :to, message = :message, #error = :error, review.decision = :decision, updated_at = :updated"
        rejected = self.update(
            job.job_id,
            f"SET {sets}",
            "attempt = :attempt AND #status = :in_review",
            {
                ":to": Status.ERROR.value,
                ":message": failure.message,
                ":error": failure,
                ":decision": decision,
                ":attempt": job.attempt,
                ":in_review": Status.REVIEW.value,
            },
            {"#error": "error"},
        )
        return self._decided(rejected)

    @staticmethod
    def _decided(row: Item | None) -> Job:
        if row is None:
            raise JobClosed("this job is not in review any more; see the list of jobs in review", field="jobId")
        return from_item(row, Job)

    def _require(self, job_id: str) -> Job:
        job = self.get(job_id)
        if job is None:
            raise NotFound(f"there is no job {job_id}")
        return job


def _cursor_after(job: Job) -> str:
    return to_cursor({name: job.model_dump(mode="json")[name] for name in CURSOR_NAMES})


@cache
def jobs() -> DynamoJobs:
    """Return the table in the settings."""
    return DynamoJobs(dynamodb(), settings().jobs_table, videos_table=settings().videos_table)


@cache
def stage_jobs() -> DynamoStageJobs:
    """Return the table in the settings, for stages."""
    return DynamoStageJobs(dynamodb(), settings().jobs_table)
