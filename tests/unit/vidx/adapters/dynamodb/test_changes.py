"""Records of DynamoDB Streams."""

from datetime import UTC, datetime
from typing import Any

import pytest

from vidx.adapters.dynamodb.changes import row_change

RECORD: dict[str, Any] = {
    "eventID": "e1",
    "dynamodb": {
        "ApproximateCreationDateTime": 1796067741,
        "Keys": {"job_id": {"S": "j1"}},
        "OldImage": {"job_id": {"S": "j1"}, "status": {"S": "upload"}},
        "NewImage": {"job_id": {"S": "j1"}, "status": {"S": "complete"}, "attempt": {"N": "2"}},
    },
}


def test_a_record_has_the_row_before_and_after() -> None:
    change = row_change(RECORD)

    assert (change.change_id, change.key) == ("e1", "job_id")
    assert change.at == datetime.fromtimestamp(1796067741, UTC)
    assert change.before == {"job_id": "j1", "status": "upload"}
    assert change.after == {"job_id": "j1", "status": "complete", "attempt": 2}


@pytest.mark.parametrize(("image", "name"), [("OldImage", "before"), ("NewImage", "after")])
def test_a_row_that_is_new_or_deleted_has_one_image(image: str, name: str) -> None:
    images = {key: value for key, value in RECORD["dynamodb"].items() if key != image}

    assert getattr(row_change({**RECORD, "dynamodb": images}), name) is None


def test_another_record_is_refused() -> None:
    with pytest.raises(KeyError):
        row_change({"eventID": "e1"})
