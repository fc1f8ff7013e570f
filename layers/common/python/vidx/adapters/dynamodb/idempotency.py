"""Idempotency-Key handling by Powertools, with one row per key in the jobs table.

A row's id starts with `once#`, which no job id does. The row has no owner, so the owner index does not list it.
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
    IdempotencyPersistenceLayerError,
    IdempotencyValidationError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from aws_lambda_powertools.utilities.typing import LambdaContext

from vidx.adapters.aws import dynamodb
from vidx.adapters.aws_errors import mapped_errors
from vidx.errors import RecordsUnavailable, idempotency_mismatch, request_in_flight
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RETENTION_S: Final = 24 * 3600
"""How long a response is kept. After that, the job id derived from the key still leads to the same job."""


def _config() -> IdempotencyConfig:
    """A configuration of its own for each `PowertoolsIdempotency`, because it holds the current invocation."""
    return IdempotencyConfig(
        event_key_jmespath="[owner, key]",
        payload_validation_jmespath="body",
        raise_on_no_idempotency_key=True,
        expires_after_seconds=RETENTION_S,
    )


@dataclass(frozen=True)
class PowertoolsIdempotency:
    """Implements `Idempotency` on any Powertools persistence layer."""

    layer: BasePersistenceLayer
    config: IdempotencyConfig = field(default_factory=_config)

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        def respond(*, request: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 (read by the decorator)
            return work()

        respond_once = idempotent_function(
            respond,
            data_keyword_argument="request",
            persistence_store=self.layer,
            config=self.config,
            key_prefix="once",
        )
        try:
            response: dict[str, Any] = respond_once(request={"owner": owner, "key": key, "body": body})
        except (IdempotencyAlreadyInProgressError, IdempotencyInconsistentStateError) as error:
            raise request_in_flight() from error
        except IdempotencyValidationError as error:
            raise idempotency_mismatch() from error
        except IdempotencyPersistenceLayerError as error:
            with mapped_errors("our records", RecordsUnavailable):
                raise error.__cause__ or error from None
        return response


def idempotency_in(
    client: "DynamoDBClient", table: str, config: IdempotencyConfig | None = None
) -> PowertoolsIdempotency:
    """Idempotency with its rows in a jobs table."""
    layer = DynamoDBPersistenceLayer(table_name=table, key_attr="job_id", expiry_attr="expires_at", boto3_client=client)
    return PowertoolsIdempotency(layer, config or _config())


@cache
def _process_config() -> IdempotencyConfig:
    return _config()


def register_invocation(context: LambdaContext) -> None:
    """Tell Powertools how much time the current invocation has left; this opens no connection."""
    _process_config().register_lambda_context(context)


@cache
def idempotency() -> PowertoolsIdempotency:
    """Return idempotency in the table in the settings."""
    return idempotency_in(dynamodb(), settings().jobs_table, _process_config())
