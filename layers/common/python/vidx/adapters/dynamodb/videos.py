"""The videos table in DynamoDB.

A video that is finished without a listing has a second row, whose id starts with `UNLISTED` and whose owner is
`NO_LISTING`. So one index finds the videos of a seller and, by time, those without a listing.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vidx import keys
from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import maps_errors
from vidx.adapters.dynamodb.items import plain_item, value
from vidx.errors import RecordsUnavailable
from vidx.ports.videos import PublicVideo
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNLISTED: Final = "unlisted#"
"""Start of the id of a row that lists a video without a listing; no job's id has a `#`."""
NO_LISTING: Final = "unlisted"
"""`owner` of such a row. Users' ids are UUIDs."""
OWNER_INDEX: Final = "by_owner"
URLS: Final = ("video_url", "thumbnail_url", "captions_url", "preview_url")


def delete_video_rows(client: "DynamoDBClient", table: str, job_id: str) -> None:
    """Delete the rows of a job's video, if they exist."""
    for key in (f"{UNLISTED}{job_id}", job_id):
        client.delete_item(TableName=table, Key={"job_id": value(key)})


@maps_errors("our records", RecordsUnavailable)
@dataclass(frozen=True)
class DynamoVideos:
    """Implements `Videos`."""

    client: "DynamoDBClient"
    table: str
    jobs_table: str

    def get(self, job_id: str) -> PublicVideo | None:
        key = {"job_id": value(job_id)}
        item = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")
        return _video(plain_item(item)) if item else None

    def list_by_owner(self, owner: str) -> list[PublicVideo]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=OWNER_INDEX,
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": value(owner)},
        )
        return [_video(plain_item(item)) for page in pages for item in page["Items"]]

    def list_unlisted(self, finished_before: datetime, limit: int) -> list[str]:
        page = self.client.query(
            TableName=self.table,
            IndexName=OWNER_INDEX,
            KeyConditionExpression="#owner = :owner AND created_at < :before",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": value(NO_LISTING), ":before": value(finished_before.isoformat())},
            Limit=limit,
        )
        return [str(plain_item(item)["job_id"]).removeprefix(UNLISTED) for item in page["Items"]]

    def keep(self, job_id: str) -> None:
        self.client.delete_item(TableName=self.table, Key={"job_id": value(f"{UNLISTED}{job_id}")})

    def retire(self, job_id: str, message: str) -> bool:
        try:
            self.client.update_item(
                TableName=self.jobs_table,
                Key={"job_id": value(job_id)},
                UpdateExpression="REMOVE video SET message = :message",
                ConditionExpression="attribute_exists(job_id) AND attribute_not_exists(ad_id)",
                ExpressionAttributeValues={":message": value(message)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            row = self.client.get_item(
                TableName=self.jobs_table, Key={"job_id": value(job_id)}, ConsistentRead=True
            ).get("Item")
            return row is None
        return True

    def delete(self, job_id: str) -> None:
        delete_video_rows(self.client, self.table, job_id)


def _video(row: dict[str, Any]) -> PublicVideo:
    urls = tuple(row[name] for name in URLS if name in row)
    return PublicVideo(row["job_id"], keys.stem_from_url(row["video_url"]), row.get("owner"), row.get("family"), urls)


@cache
def videos() -> DynamoVideos:
    """Return the tables in the settings."""
    return DynamoVideos(dynamodb(), settings().videos_table, settings().jobs_table)
