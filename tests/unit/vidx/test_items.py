"""Plain values and DynamoDB's."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from vidx.adapters.items import plain_of, value
from vidx.jobs import StageRun

PLAIN = [
    "oak", "", True, 0, -3, 12_345_678_901_234_567_890, [], {}, [1, "a", [False]],
    {"holder": "t1", "until_s": 5, "more": {"a": ["b"]}},
]  # fmt: skip


@pytest.mark.parametrize("plain", PLAIN, ids=repr)
def test_values_are_those_of_boto3_and_read_back_as_they_were(plain: Any) -> None:
    assert value(plain) == TypeSerializer().serialize(plain)
    assert plain_of(value(plain)) == plain == TypeDeserializer().deserialize(value(plain))


@pytest.mark.parametrize("number", [0.1, 1e-07, 123.456, -2.5e-06])
def test_floats_keep_every_digit(number: float) -> None:
    held = plain_of(value(number))

    assert isinstance(held, Decimal)
    assert float(held) == number


def test_a_record_becomes_a_map_without_what_is_none() -> None:
    run = StageRun(started_at=datetime(2026, 11, 22, tzinfo=UTC), attempt=1, provider="openai")

    held = plain_of(value(run))

    assert "seconds" not in held
    assert (held["started_at"], held["attempt"], held["provider"]) == ("2026-11-22T00:00:00Z", 1, "openai")


@pytest.mark.parametrize("held", [{"B": b"x"}, {"SS": ["a"]}])
def test_a_type_that_we_never_write_is_refused(held: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="none of ours"):
        plain_of(held)
