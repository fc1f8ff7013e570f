"""The largest possible rows fit DynamoDB's limit of 400 KB an item."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from annotated_types import Le

from testing.jobs import job_row
from vidx import options
from vidx.adapters.dynamodb.items import to_item
from vidx.admission.limits import AdmissionLimits
from vidx.admission.queue import MAX_TURNS, QueueEntry, QueueState
from vidx.ads import MAX_REPORTS, Report, new_ad
from vidx.jobs.model import Failure, Fallback, Notice, Stage, StageRecord
from vidx.jobs.request import Listing

MAX_ITEM_BYTES: Final = 400 * 1024
WIDEST: Final = "\U00020000"
"""A character of four bytes, as many as UTF-8 has."""
NOW: Final = datetime(2026, 11, 30, tzinfo=UTC)


def size_of(value: Any) -> int:
    """Size of an item in bytes, slightly overestimated: names, values, and 4 bytes for each."""
    if isinstance(value, Mapping):
        return sum(len(name.encode()) + 4 + size_of(inner) for name, inner in value.items())
    if isinstance(value, list):
        return sum(4 + size_of(inner) for inner in value)
    return len(str(value).encode())


def test_the_largest_job_fits_into_a_row() -> None:
    notices = tuple(Notice(code="N" * 40, message=WIDEST * 1_000) for _ in range(3))
    fallbacks = tuple(Fallback(provider="m" * 100, code="P" * 40) for _ in range(10))
    run = StageRecord(started_at=NOW, attempt=1, notices=notices, fallbacks=fallbacks)
    job = job_row("j1").model_copy(
        update={
            "title": WIDEST * options.MAX_TITLE_CHARS,
            "message": WIDEST * 5_000,
            "error": Failure(code="RenderFailed", stage="render", message=WIDEST * 5_000),
            "stages": dict.fromkeys(Stage, run),
        }
    )

    assert size_of(to_item(job)) < MAX_ITEM_BYTES


def test_the_largest_ad_fits_into_a_row() -> None:
    """The ad has a thousand further versions of its video."""
    listing = Listing(
        title=WIDEST * options.MAX_TITLE_CHARS, description=WIDEST * options.MAX_DESCRIPTION_CHARS, price=Decimal(1)
    )
    ad = new_ad(job_row("j1"), listing, NOW).model_copy(
        update={
            "contact": "https://" + WIDEST * options.MAX_LINK_CHARS,
            "reports": tuple(Report(at=NOW, reason="other", text=WIDEST * 1_000) for _ in range(MAX_REPORTS)),
            "mentioned_by": tuple(f"{number:036}" for number in range(1_000)),
            "stems": tuple(f"videos/20261130_{number:036}" for number in range(1_000)),
        }
    )

    assert size_of(to_item(ad)) < MAX_ITEM_BYTES


def test_the_largest_row_of_running_executions_fits() -> None:
    most = next(each.le for each in AdmissionLimits.model_fields["max_executions"].metadata if isinstance(each, Le))
    entry = QueueEntry(execution="0" * 40, job_id="0" * 32, attempt=100, owner="0" * 36, queued_at=NOW, started_at=NOW)
    state = QueueState(
        version=10**9,
        running={f"{number:040}": entry for number in range(int(str(most)))},
        turns={f"{number:036}": 10**9 for number in range(MAX_TURNS)},
    )

    assert size_of(to_item(state)) < MAX_ITEM_BYTES
