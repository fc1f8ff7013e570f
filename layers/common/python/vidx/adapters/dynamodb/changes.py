"""Changes of rows, as DynamoDB Streams delivers them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from vidx.adapters.dynamodb.items import plain_item


@dataclass(frozen=True)
class RowChange:
    """A row before and after one write; None where there was no row."""

    change_id: str
    """The same in every delivery of one change."""
    at: datetime
    key: str
    """Name of the row's key, such as `job_id`; it identifies the table."""
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def row_change(record: Mapping[str, Any]) -> RowChange:
    """Return the change that a record of a stream of new and old images describes.

    Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html

    Raises:
        KeyError, TypeError, ValueError: the record has another form.
    """
    change = record["dynamodb"]
    images = [plain_item(change[name]) if name in change else None for name in ("OldImage", "NewImage")]
    at = datetime.fromtimestamp(float(change["ApproximateCreationDateTime"]), UTC)
    (key,) = change["Keys"]
    return RowChange(str(record["eventID"]), at, key, *images)
