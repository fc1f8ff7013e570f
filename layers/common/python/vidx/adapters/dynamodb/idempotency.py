"""Requests answered once per Idempotency-Key, by Powertools' idempotency on rows of the jobs table.

A row's id starts with `once#`, which no job's does; it has no owner, so that the owner index does not list it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyInconsistentStateError,
    IdempotencyValidationError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer

from vidx.adapters.aws import dynamodb
from vidx.errors import idempotency_mismatch, request_in_flight
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT_S: Final = 24 * 3600
"""How long an answer is kept. Afterwards the job id, derived from the key, still leads to the same job."""


def _config() -> IdempotencyConfig:
    """One for each `PowertoolsOnce`, since it holds the invocation under way."""
    return IdempotencyConfig(
        event_key_jmespath="[owner, key]",
        payload_validation_jmespath="body",
        raise_on_no_idempotency_key=True,
        expires_after_seconds=KEPT_S,
    )


@dataclass(frozen=True)
class PowertoolsOnce:
    """Implements `Once` on any Powertools persistence layer."""

    layer: BasePersistenceLayer
    config: IdempotencyConfig = field(default_factory=_config)

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        def answer(*, request: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 (read by the decorator)
            return work()

        answer_once = idempotent_function(
            answer, data_keyword_argument="request", persistence_store=self.layer, config=self.config, key_prefix="once"
        )
        try:
            given: dict[str, Any] = answer_once(request={"owner": owner, "key": key, "body": body})
        except (IdempotencyAlreadyInProgressError, IdempotencyInconsistentStateError) as error:
            raise request_in_flight() from error
        except IdempotencyValidationError as error:
            raise idempotency_mismatch() from error
        return given


def once_in(client: "DynamoDBClient", table: str) -> PowertoolsOnce:
    """Answers kept in a jobs table."""
    layer = DynamoDBPersistenceLayer(table_name=table, key_attr="job_id", expiry_attr="expires_at", boto3_client=client)
    return PowertoolsOnce(layer)


@cache
def once() -> PowertoolsOnce:
    """Answers kept in the table named in the settings."""
    return once_in(dynamodb(), settings().jobs_table)
