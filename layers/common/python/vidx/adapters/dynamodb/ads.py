"""The ads table in DynamoDB, and the transactions that change an ad together with its job."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx import keys
from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.items import from_cursor, from_item, ids_by_owner, plain_item, to_cursor, to_item, value
from vidx.adapters.dynamodb.videos import delete_video_rows
from vidx.ads import MAX_REPORTS, Ad, AdStatus, Report, stems_with
from vidx.errors import Conflict, NotFound, RecordsUnavailable
from vidx.jobs.model import FINAL, WITHDRAWN_MESSAGE, Job, Status
from vidx.jobs.request import Listing
from vidx.ports.ads import AdPage
from vidx.ports.clock import Clock
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

OWNER_INDEX: Final = "by_owner"
STATUS_INDEX: Final = "by_status"
PASSING_REASONS: Final = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Why a transaction may succeed later.
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html"""


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoAds:
    """Implements `Ads`."""

    client: "DynamoDBClient"
    table: str
    jobs_table: str
    videos_table: str
    clock: Clock = field(default_factory=SystemClock)

    def create_with_job(self, ad: Ad, job: Job) -> None:
        row = to_item(job.model_copy(update={"ad_id": ad.ad_id})) | {"leases": value({})}
        is_new = "attribute_not_exists(job_id)"
        self._transact(
            [
                {"Put": {"TableName": self.jobs_table, "Item": row, "ConditionExpression": is_new}},
                self._put_ad(ad),
            ],
            f"there is a job {job.job_id} already",
        )

    def create_for_job(self, ad: Ad, job: Job) -> None:
        if job.status is Status.COMPLETE:
            condition, statuses = "#status = :complete", {Status.COMPLETE}
        else:
            condition, statuses = "NOT #status IN (:complete, :error, :canceled)", set(FINAL)
        values = {":ad": value(ad.ad_id), **{f":{status}": value(status.value) for status in statuses}}
        change = self._update_job(job.job_id, "SET ad_id = :ad", f"attribute_not_exists(ad_id) AND {condition}", values)
        self._transact([change, self._put_ad(ad)], f"job {job.job_id} has moved on, or has an ad already")

    def add_version(self, ad_id: str, job: Job, before: Job) -> None:
        row = to_item(job.model_copy(update={"ad_id": ad_id})) | {"leases": value({})}
        is_new = "attribute_not_exists(job_id)"
        mention: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self.table,
                "Key": {"ad_id": value(ad_id)},
                "UpdateExpression": (
                    "SET mentioned_by = list_append(if_not_exists(mentioned_by, :none), :jobs), "
                    "stems = list_append(if_not_exists(stems, :none), :stems)"
                ),
                "ConditionExpression": "attribute_exists(ad_id)",
                "ExpressionAttributeValues": {
                    ":none": value([]),
                    ":jobs": value([before.job_id, job.job_id]),
                    ":stems": value([before.public_stem, job.public_stem]),
                },
            }
        }
        self._transact(
            [{"Put": {"TableName": self.jobs_table, "Item": row, "ConditionExpression": is_new}}, mention],
            f"there is a job {job.job_id} already, or no ad {ad_id}",
        )

    def select_version(self, ad: Ad, job: Job) -> None:
        ended = job.status is Status.COMPLETE
        condition, statuses = (
            ("#status = :complete", {Status.COMPLETE})
            if ended
            else ("NOT #status IN (:complete, :error, :canceled)", set(FINAL))
        )
        job_values = {":ad": value(ad.ad_id), **{f":{status}": value(status.value) for status in statuses}}
        unlisted = "(attribute_not_exists(ad_id) OR ad_id = :ad)"
        change = self._update_job(job.job_id, "SET ad_id = :ad", f"{unlisted} AND {condition}", job_values)
        mentioned_by = list(dict.fromkeys((*ad.mentioned_by, ad.job_id, job.job_id)))
        sets = "SET mentioned_by = :mentioned_by, stems = :stems, updated_at = :updated"
        values = {
            ":mentioned_by": value(mentioned_by),
            ":stems": value(list(stems_with(ad, job))),
            ":updated": value(self.clock.now().isoformat()),
        }
        names = {}
        if job.video:
            sets += ", job_id = :job, video = :video, #format = :format, #status = :active"
            names = {"#format": "format", "#status": "status"}
            values |= {
                ":job": value(job.job_id),
                ":video": value(job.video),
                ":format": value(job.choices.format),
                ":active": value(AdStatus.ACTIVE.value),
            }
        show: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self.table,
                "Key": {"ad_id": value(ad.ad_id)},
                "UpdateExpression": sets,
                "ConditionExpression": "attribute_exists(ad_id)",
                "ExpressionAttributeValues": values,
            }
        }
        if names:
            show["Update"]["ExpressionAttributeNames"] = names
        self._transact([change, show], f"job {job.job_id} has moved on or is in another ad, or ad {ad.ad_id} is gone")

    def add_report(self, ad_id: str, report: Report) -> None:
        values = {":none": [], ":report": [report.model_dump(mode="json")], ":most": MAX_REPORTS}
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            self.client.update_item(
                TableName=self.table,
                Key={"ad_id": value(ad_id)},
                UpdateExpression="SET reports = list_append(if_not_exists(reports, :none), :report)",
                ConditionExpression=(
                    "attribute_exists(ad_id) AND (attribute_not_exists(reports) OR size(reports) < :most)"
                ),
                ExpressionAttributeValues={name: value(plain) for name, plain in values.items()},
            )
            return
        if self.get(ad_id) is None:
            raise NotFound(f"there is no ad {ad_id}")

    def record_stems(self, ad: Ad) -> Ad:
        stems = [*ad.stems, *filter(None, map(self._stem_of_video, ad.unrecorded()))]
        return ad.model_copy(update={"stems": tuple(dict.fromkeys(stems))})

    def _stem_of_video(self, job_id: str) -> str | None:
        """Return the stem of the job's public files by the videos table, whose rows do not expire."""
        item = self.client.get_item(TableName=self.videos_table, Key={"job_id": value(job_id)}).get("Item")
        return keys.stem_from_url(plain_item(item)["video_url"]) if item else None

    def get(self, ad_id: str) -> Ad | None:
        item = self.client.get_item(TableName=self.table, Key={"ad_id": value(ad_id)}, ConsistentRead=True).get("Item")
        return from_item(item, Ad) if item else None

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        return self._page(OWNER_INDEX, "owner", owner, limit, cursor)

    def list_ids_by_owner(self, owner: str) -> list[str]:
        return ids_by_owner(self.client, self.table, OWNER_INDEX, owner, "ad_id")

    def list_active(self, limit: int, cursor: str | None) -> AdPage:
        return self._page(STATUS_INDEX, "status", AdStatus.ACTIVE.value, limit, cursor)

    def list_processing(self, limit: int, cursor: str | None) -> AdPage:
        return self._page(STATUS_INDEX, "status", AdStatus.PROCESSING.value, limit, cursor)

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        details = listing.model_dump(mode="json") | {"contact": contact}
        sets = ", ".join(f"#{name} = :{name}" for name in details)
        changed = self._update(
            ad.ad_id,
            f"SET {sets}, updated_at = :updated",
            "attribute_exists(ad_id)",
            {f":{name}": plain for name, plain in details.items()},
            {f"#{name}": name for name in details},
        )
        if changed is None:
            raise NotFound(f"there is no ad {ad.ad_id}")
        return changed

    def fail(self, ad_id: str) -> None:
        self._change_status(ad_id, AdStatus.PROCESSING, AdStatus.FAILED)

    def resume(self, ad_id: str) -> None:
        self._change_status(ad_id, AdStatus.FAILED, AdStatus.PROCESSING)

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        for job_id in {ad.job_id, *ad.mentioned_by}:
            self._remove_from_job(ad, job_id, video_too=job_id in taken_down)
        try:
            self.client.delete_item(
                TableName=self.table,
                Key={"ad_id": value(ad.ad_id)},
                ConditionExpression="attribute_not_exists(mentioned_by) OR mentioned_by = :mentioned_by",
                ExpressionAttributeValues={":mentioned_by": value(list(ad.mentioned_by))},
            )
        except self.client.exceptions.ConditionalCheckFailedException as error:
            if self.get(ad.ad_id):
                raise Conflict(f"another version was ordered for ad {ad.ad_id} meanwhile") from error

    def _remove_from_job(self, ad: Ad, job_id: str, *, video_too: bool) -> None:
        """Remove the ad's id from the job's row, and the video from the records if its files are deleted."""
        values = {":ad": value(ad.ad_id)}
        change = "REMOVE ad_id"
        if video_too:
            delete_video_rows(self.client, self.videos_table, job_id)
            change = "REMOVE ad_id, video SET message = :message"
            values[":message"] = value(WITHDRAWN_MESSAGE)
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            self.client.update_item(
                TableName=self.jobs_table,
                Key={"job_id": value(job_id)},
                UpdateExpression=change,
                ConditionExpression="ad_id = :ad",
                ExpressionAttributeValues=values,
            )

    def _change_status(self, ad_id: str, before: AdStatus, after: AdStatus) -> None:
        """Change the ad's status if it is `before`."""
        values = {":before": before.value, ":after": after.value}
        sets = "SET #status = :after, updated_at = :updated"
        self._update(ad_id, sets, "#status = :before", values, {"#status": "status"})

    def _update(
        self, ad_id: str, expression: str, condition: str, values: dict[str, Any], names: dict[str, str]
    ) -> Ad | None:
        """Update the ad and return it, or None if the condition is false."""
        with suppress(self.client.exceptions.ConditionalCheckFailedException):
            changed = self.client.update_item(
                TableName=self.table,
                Key={"ad_id": value(ad_id)},
                UpdateExpression=expression,
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues={
                    ":updated": value(self.clock.now().isoformat()),
                    **{name: value(plain) for name, plain in values.items()},
                },
                ReturnValues="ALL_NEW",
            )
            return from_item(changed["Attributes"], Ad)
        return None

    def _page(self, index: str, name: str, key: str, limit: int, cursor: str | None) -> AdPage:
        query: dict[str, Any] = {
            "TableName": self.table,
            "IndexName": index,
            "KeyConditionExpression": "#name = :key",
            "ExpressionAttributeNames": {"#name": name},
            "ExpressionAttributeValues": {":key": value(key)},
            "ScanIndexForward": False,
            "Limit": limit,
        }
        if cursor:
            start = from_cursor(cursor, frozenset({"ad_id", name, "created_at"})) | {name: key}
            query["ExclusiveStartKey"] = {part: value(plain) for part, plain in start.items()}
        response = self.client.query(**query)
        ads = [from_item(item, Ad) for item in response["Items"]]
        if "LastEvaluatedKey" not in response:
            return AdPage(ads, None)
        last = ads[-1].model_dump(mode="json")
        return AdPage(ads, to_cursor({part: last[part] for part in ("ad_id", name, "created_at")}))

    def _put_ad(self, ad: Ad) -> "TransactWriteItemTypeDef":
        is_new = "attribute_not_exists(ad_id)"
        return {"Put": {"TableName": self.table, "Item": to_item(ad), "ConditionExpression": is_new}}

    def _update_job(
        self, job_id: str, expression: str, condition: str, values: dict[str, Any]
    ) -> "TransactWriteItemTypeDef":
        return {
            "Update": {
                "TableName": self.jobs_table,
                "Key": {"job_id": value(job_id)},
                "UpdateExpression": expression,
                "ConditionExpression": condition,
                "ExpressionAttributeNames": {"#status": "status"},
                "ExpressionAttributeValues": values,
            }
        }

    def _transact(self, writes: "Sequence[TransactWriteItemTypeDef]", conflict: str) -> None:
        """Write all or nothing; `conflict` is the message of `Conflict` if a condition is false."""
        try:
            self.client.transact_write_items(TransactItems=writes)
        except self.client.exceptions.TransactionCanceledException as error:
            reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
            if "ConditionalCheckFailed" in reasons:
                raise Conflict(conflict) from error
            if not reasons & PASSING_REASONS:
                raise
            raise RecordsUnavailable("our records are busy just now; nothing is lost, try again in a minute") from error


@cache
def ads() -> DynamoAds:
    """Return the tables in the settings."""
    tables = settings()
    return DynamoAds(dynamodb(), tables.ads_table, tables.jobs_table, tables.videos_table)
