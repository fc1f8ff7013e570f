"""Conversion between plain values and values of DynamoDB."""

import base64
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from vidx.adapters.dynamodb.items import from_cursor, from_item, plain_item, to_cursor, to_item, value
from vidx.errors import InvalidDetails
from vidx.jobs.model import Job, Notice, Stage, StageRecord
from vidx.jobs.request import VideoChoices

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PLAIN = [
    "oak", "", True, 0, -3, 12_345_678_901_234_567_890, [], {}, [1, "a", [False]],
    {"holder": "t1", "until_s": 5, "more": {"a": ["b"]}},
]  # fmt: skip


def read_back(plain: Any) -> Any:
    return plain_item({"held": value(plain)})["held"]


@pytest.mark.parametrize("plain", PLAIN, ids=repr)
def test_values_are_equal_after_storing_and_reading(plain: Any) -> None:
    assert read_back(plain) == plain


@pytest.mark.parametrize(
    ("plain", "attribute"),
    [
        ("oak", {"S": "oak"}),
        (5, {"N": "5"}),
        (0.1, {"N": "0.1"}),
        (True, {"BOOL": True}),
        (None, {"NULL": True}),
        (("a", 1), {"L": [{"S": "a"}, {"N": "1"}]}),
        (Stage.TTS, {"S": "tts"}),
        (Notice(code="C", message="m"), {"M": {"code": {"S": "C"}, "message": {"S": "m"}}}),
    ],
)
def test_each_kind_of_value_has_its_type(plain: Any, attribute: dict[str, Any]) -> None:
    assert value(plain) == attribute


@pytest.mark.parametrize("number", [0.1, 1e-07, 123.456, -2.5e-06, 0.1 + 0.2, 1 / 3])
def test_floats_keep_every_digit(number: float) -> None:
    item = read_back(number)

    assert isinstance(item, Decimal)
    assert float(item) == number


def test_a_record_becomes_a_map_without_empty_fields() -> None:
    item = read_back(StageRecord(started_at=NOW, attempt=1, provider="openai"))

    assert "seconds" not in item
    assert (item["started_at"], item["attempt"], item["provider"]) == ("2026-11-22T00:00:00Z", 1, "openai")


def test_a_whole_job_is_equal_after_storing_and_reading() -> None:
    job = Job(
        job_id="j1",
        owner="u1",
        title="Oak chair",
        created_at=NOW,
        updated_at=NOW,
        choices=VideoChoices(duration=30),
        photo_count=3,
        stages={Stage.TTS: StageRecord(started_at=NOW, attempt=2, seconds=1.25, provider_usd=1e-07)},
        expires_at=1_790_000_000,
    )

    again = from_item(to_item(job), Job)

    assert again == job
    assert isinstance(again.choices.duration, int)
    assert isinstance(again.stages[Stage.TTS].attempt, int)


CURSOR_KEY = {"job_id": "4f1c", "owner": "mia", "created_at": "2026-11-22T00:00:00Z"}


def encoded(key: Any) -> str:
    text = key if isinstance(key, bytes) else json.dumps(key).encode()
    return base64.urlsafe_b64encode(text).decode()


def test_a_cursor_leads_back_to_its_key() -> None:
    assert from_cursor(to_cursor(CURSOR_KEY), frozenset(CURSOR_KEY)) == CURSOR_KEY


@pytest.mark.parametrize(
    "cursor",
    [
        "", "no base64!", "\ud800", "a", encoded(b"\xff\xfe"), encoded(b"[" * 100_000), encoded(b"9" * 5_000),
        encoded(None), encoded([]), encoded(CURSOR_KEY | {"more": "x"}), encoded({"job_id": "4f1c"}),
        *(
            encoded(CURSOR_KEY | {"job_id": part})
            for part in ("", 1, None, True, {}, {"S": "x"}, [["x"]], "x" * 300, "\ud800", "\0", "a\nb")
        ),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_cursor_that_was_not_given_out_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidDetails, match="cursor is not from a response"):
        from_cursor(cursor, frozenset(CURSOR_KEY))
