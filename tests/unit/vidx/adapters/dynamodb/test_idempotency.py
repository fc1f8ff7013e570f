"""Powertools' idempotency behind the `Idempotency` port, on its own persistence contract."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyItemAlreadyExistsError,
    IdempotencyItemNotFoundError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from aws_lambda_powertools.utilities.idempotency.persistence.datarecord import DataRecord

from vidx.adapters.dynamodb.idempotency import PowertoolsIdempotency
from vidx.errors import IdempotencyMismatch, RequestInFlight, StorageUnavailable


class MemoryLayer(BasePersistenceLayer):
    """Records in memory, with the conditions that DynamoDB checks."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # Powertools leaves it without types
        self.records: dict[str, DataRecord] = {}

    def _get_record(self, idempotency_key: str) -> DataRecord:
        if idempotency_key not in self.records:
            raise IdempotencyItemNotFoundError
        return self.records[idempotency_key]

    def _put_record(self, data_record: DataRecord) -> None:
        before = self.records.get(data_record.idempotency_key)
        if before and not before.is_expired and not self._abandoned(before):
            raise IdempotencyItemAlreadyExistsError
        self.records[data_record.idempotency_key] = data_record

    def _update_record(self, data_record: DataRecord) -> None:
        self.records[data_record.idempotency_key] = data_record

    def _delete_record(self, data_record: DataRecord) -> None:
        self.records.pop(data_record.idempotency_key, None)

    @staticmethod
    def _abandoned(record: DataRecord) -> bool:
        now_ms = datetime.datetime.now(datetime.UTC).timestamp() * 1000
        return record.status == "INPROGRESS" and (record.in_progress_expiry_timestamp or now_ms + 1) < now_ms


@dataclass
class Work:
    """Counts its calls and answers with the count, or fails with `error`."""

    calls: int = 0
    error: Exception | None = None

    def __call__(self) -> dict[str, Any]:
        self.calls += 1
        if self.error:
            raise self.error
        return {"jobId": f"j{self.calls}"}


@pytest.mark.filterwarnings("ignore:Couldn't determine the remaining time left")
class TestIdempotency:
    def test_the_second_request_gets_the_answer_of_the_first(self) -> None:
        idempotency, work = PowertoolsIdempotency(MemoryLayer()), Work()

        answers = [idempotency.run("u1", "k1", "body", work) for _ in range(2)]

        assert (answers, work.calls) == ([{"jobId": "j1"}] * 2, 1)

    @pytest.mark.parametrize(("owner", "key"), [("u2", "k1"), ("u1", "k2")])
    def test_another_owner_or_key_is_another_request(self, owner: str, key: str) -> None:
        idempotency, work = PowertoolsIdempotency(MemoryLayer()), Work()

        idempotency.run("u1", "k1", "body", work)
        idempotency.run(owner, key, "body", work)

        assert work.calls == 2

    def test_another_body_is_refused(self) -> None:
        idempotency, work = PowertoolsIdempotency(MemoryLayer()), Work()
        idempotency.run("u1", "k1", "body", work)

        with pytest.raises(IdempotencyMismatch, match="use a new key"):
            idempotency.run("u1", "k1", "another body", work)

    def test_a_request_during_the_first_one_is_refused_as_in_progress(self) -> None:
        idempotency = PowertoolsIdempotency(MemoryLayer())

        def work() -> dict[str, Any]:
            return idempotency.run("u1", "k1", "body", Work())

        with pytest.raises(RequestInFlight, match="repeat it in a few seconds"):
            idempotency.run("u1", "k1", "body", work)

    def test_an_error_of_the_request_is_raised_and_frees_the_key(self) -> None:
        idempotency, work = PowertoolsIdempotency(MemoryLayer()), Work(error=StorageUnavailable("away"))

        with pytest.raises(StorageUnavailable, match="away"):
            idempotency.run("u1", "k1", "body", work)
        work.error = None

        assert idempotency.run("u1", "k1", "body", work) == {"jobId": "j2"}

    def test_idempotency_rows_are_no_jobs(self) -> None:
        layer = MemoryLayer()

        PowertoolsIdempotency(layer).run("u1", "k1", "body", Work())

        assert all(key.startswith("once#") for key in layer.records)


def test_every_instance_has_its_own_configuration() -> None:
    first, second = PowertoolsIdempotency(MemoryLayer()), PowertoolsIdempotency(MemoryLayer())
    assert first.config is not second.config
