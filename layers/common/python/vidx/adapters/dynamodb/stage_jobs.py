"""The jobs table in DynamoDB as a stage sees it. Each write is one conditional update, so that no two writers can undo
each other. What only the API needs of the table, the whole record first of all, is in `vidx.adapters.dynamodb.jobs`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx.adapters.aws import dynamodb
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.items import plain_item, value
from vidx.errors import JobClosed, StageBusy
from vidx.jobs.model import FINAL, PHASES, SUMS, JobNow, Stage, StageRun
from vidx.ports import Clock
from vidx.settings import settings
from vidx.usage import METER

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = Mapping[str, Any]
OPEN: Final = " AND ".join(f"#status <> :is_{status}" for status in sorted(FINAL))
FINAL_VALUES: Final = {f":is_{status}": status.value for status in FINAL}
_LEASE_FREE: Final = (
    "(attribute_not_exists(leases.#stage) OR leases.#stage.until_s < :now OR leases.#stage.holder = :holder)"
)


@dataclass(frozen=True)
class DynamoStageJobs:
    """Implements `StageJobs`."""

    client: "DynamoDBClient"
    table: str
    clock: Clock = field(default_factory=SystemClock)

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobNow:
        now = self.clock.now()
        before = self._open(job_id, attempt).stages.get(stage)
        running = StageRun(
            started_at=now,
            attempt=attempt,
            **{name: getattr(before, name) for name in SUMS if before},
        )
        phase = PHASES[stage]
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
        self._advance(job_id, attempt, stage, PHASES[stage].progress(fraction))

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, run: StageRun) -> None:
        self._advance(
            job_id,
            attempt,
            stage,
            PHASES[stage].progress(1.0),
            sets="stages.#stage = :run",
            removes="leases.#stage",
            condition="leases.#stage.holder = :holder",
            values={":run": run, ":holder": token},
        )

    def release(self, job_id: str, stage: Stage, token: str, spent: StageRun) -> None:
        METER.changed_row()
        try:
            self.client.update_item(
                TableName=self.table,
                Key={"job_id": {"S": job_id}},
                UpdateExpression="SET stages.#stage = :spent REMOVE leases.#stage",
                ConditionExpression="leases.#stage.holder = :holder",
                ExpressionAttributeNames={"#stage": stage.value},
                ExpressionAttributeValues={":holder": value(token), ":spent": value(spent)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return  # it ran out and somebody else holds it, which is as good

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
    ) -> JobNow:
        """Apply a stage's change while its attempt is open; progress follows only upwards."""
        guard = f"{OPEN} AND attempt = :attempt" + (f" AND {condition}" if condition else "")
        names = {"#stage": stage.value} if "#stage" in f"{sets}{removes}{condition}" else {}
        held = {":attempt": attempt, **FINAL_VALUES, **(values or {})}
        tail = f" REMOVE {removes}" if removes else ""
        both = ", ".join(filter(None, [sets, "progress = :progress", "updated_at = :updated"]))
        moved = self.update(
            job_id, f"SET {both}{tail}", f"{guard} AND progress <= :progress", held | {":progress": progress}, names
        )
        if moved:
            return _now(moved)
        stays = ", ".join(filter(None, [sets, "updated_at = :updated"]))
        stayed = self.update(job_id, f"SET {stays}{tail}", guard, held, names)
        if stayed:
            return _now(stayed)
        self._open(job_id, attempt)
        raise StageBusy(f"another run of the {stage} stage is at work")

    def update(
        self, job_id: str, expression: str, condition: str, values: dict[str, Any], names: dict[str, str] | None = None
    ) -> Item | None:
        """The row after the update, or None when the condition does not hold."""
        held = {":updated": self.clock.now().isoformat(), **values}
        METER.changed_row()
        try:
            changed = self.client.update_item(
                TableName=self.table,
                Key={"job_id": {"S": job_id}},
                UpdateExpression=expression,
                ConditionExpression=f"attribute_exists(job_id) AND {condition}",
                ExpressionAttributeNames={"#status": "status", **(names or {})},
                ExpressionAttributeValues={name: value(plain) for name, plain in held.items()},
                ReturnValues="ALL_NEW",
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return None
        return changed["Attributes"]

    def row(self, job_id: str) -> Item | None:
        METER.read_row()
        found = self.client.get_item(TableName=self.table, Key={"job_id": {"S": job_id}}, ConsistentRead=True)
        return found.get("Item")

    def _open(self, job_id: str, attempt: int) -> JobNow:
        """The job, provided that `attempt` is its current one and has not ended."""
        row = self.row(job_id)
        job = _now(row) if row else None
        if job is None or job.status.final or job.attempt != attempt:
            raise JobClosed(f"attempt {attempt} of job {job_id} is over")
        return job


def _now(row: Item) -> JobNow:
    return JobNow.model_validate(plain_item(row))


@cache
def stage_jobs() -> DynamoStageJobs:
    """The table named in the settings."""
    return DynamoStageJobs(dynamodb(), settings().jobs_table)
