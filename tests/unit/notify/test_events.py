"""Which changes of rows are events, and what the messages say."""

from datetime import UTC, datetime
from typing import Any

import pytest

from functions.notify.events import event_of
from vidx.adapters.dynamodb.changes import RowChange
from vidx.webhooks.model import Event, EventType

AT = datetime(2026, 11, 30, 12, 0, 0, 250_000, tzinfo=UTC)
VIDEO = {
    "video_url": "https://m.test/v.mp4",
    "thumbnail_url": "https://m.test/v.jpg",
    "captions_url": "https://m.test/v.vtt",
    "duration_s": 16.5,
    "size_bytes": 9,
}


def job(status: str, **changes: Any) -> dict[str, Any]:
    return {"job_id": "j1", "owner": "u1", "title": "Secret chair", "status": status, "attempt": 1, **changes}


def ad(status: str, **changes: Any) -> dict[str, Any]:
    return {"ad_id": "a1", "job_id": "j1", "owner": "u1", "title": "Secret chair", "status": status, **changes}


def event(before: Any, after: Any, key: str, change_id: str = "c1") -> Event | None:
    return event_of(RowChange(change_id, AT, key, before, after), "https://ads.test")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("upload", "complete", EventType.JOB_COMPLETED),
        ("render", "error", EventType.JOB_FAILED),
        ("queued", "canceled", EventType.JOB_CANCELED),
        ("upload", "render", None),
        ("error", "queued", None),
        ("complete", "complete", None),
        ("canceled", "canceled", None),
    ],
)
def test_a_job_gives_an_event_when_it_ends(before: str, after: str, expected: EventType | None) -> None:
    happened = event(job(before), job(after), "job_id")

    assert (happened.type if happened else None) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [(job("complete"), None), (None, {"job_id": "once#k", "status": "COMPLETED"}), (None, job("queued"))],
    ids=["deleted or expired", "an idempotency key", "new"],
)
def test_other_changes_of_the_jobs_table_are_no_events(before: Any, after: Any) -> None:
    assert event(before, after, "job_id") is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ad("processing"), ad("active"), EventType.AD_PUBLISHED),
        (None, ad("active"), EventType.AD_PUBLISHED),
        (ad("active"), ad("active", job_id="j2"), EventType.AD_PUBLISHED),
        (ad("active"), ad("active", title="Other"), None),
        (None, ad("processing"), None),
        (ad("processing"), ad("failed"), None),
        (ad("processing"), None, None),
        (ad("active"), ad("failed"), EventType.AD_REMOVED),
        (ad("active"), None, EventType.AD_REMOVED),
    ],
)
def test_an_ad_gives_an_event_when_it_goes_live_or_goes_away(
    before: Any, after: Any, expected: EventType | None
) -> None:
    happened = event(before, after, "ad_id")

    assert (happened.type if happened else None) is expected


def test_a_completed_job_tells_the_addresses_of_its_files() -> None:
    happened = event(job("upload"), job("complete", video=VIDEO, ad_id="a1"), "job_id")

    assert happened is not None
    assert happened.owner == "u1"
    assert happened.body == (
        '{"type":"job.completed","timestamp":"2026-11-30T12:00:00.250000Z","data":{"jobId":"j1","status":"complete",'
        '"attempt":1,"adId":"a1","videoUrl":"https://m.test/v.mp4","thumbnailUrl":"https://m.test/v.jpg",'
        '"captionsUrl":"https://m.test/v.vtt","duration":16.5}}'
    )


def test_a_failed_job_tells_code_and_stage_and_no_text_of_the_sellers() -> None:
    failure = {"code": "RenderFailed", "stage": "render", "message": "ffmpeg said: Secret chair"}

    happened = event(job("render"), job("error", error=failure), "job_id")

    assert happened is not None
    assert happened.data["error"] == {"code": "RenderFailed", "stage": "render"}
    assert "Secret" not in happened.body


def test_a_removed_ad_is_described_by_the_row_before() -> None:
    happened = event(ad("active", video=VIDEO), None, "ad_id")

    assert happened is not None
    assert happened.data == {"adId": "a1", "jobId": "j1", "url": "https://ads.test/ads/a1"}


def test_the_same_change_has_the_same_message_id_and_another_has_another() -> None:
    first, again, other = (event(job("upload"), job("complete"), "job_id", change) for change in ("c1", "c1", "c2"))

    assert first is not None
    assert first == again
    assert other is not None
    assert other.message_id != first.message_id
    assert first.message_id.startswith("msg_20261130T120000250_")
