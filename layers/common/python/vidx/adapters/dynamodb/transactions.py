"""Writes that are repeated while another transaction locks the same rows."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from vidx.errors import RecordsUnavailable
from vidx.ports.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

TRIES: Final = 14
"""A transaction takes about 10 ms."""
LONGEST_WAIT_S: Final = 0.5
REFUSED: Final = "ConditionalCheckFailed"
Result = TypeVar("Result")


def write_together(client: "DynamoDBClient", writes: "Sequence[TransactWriteItemTypeDef]", clock: Clock) -> int | None:
    """Write all or nothing. Return the index of the first write whose condition is false; None after success.

    Raises:
        RecordsUnavailable: other transactions lock the rows for too long.
    """

    def write() -> int | None:
        try:
            client.transact_write_items(TransactItems=writes)
        except client.exceptions.TransactionCanceledException as error:
            codes = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
            if REFUSED in codes:
                return codes.index(REFUSED)
            raise
        return None

    return repeat_on_conflict(client, write, clock)


def repeat_on_conflict(client: "DynamoDBClient", write: Callable[[], Result], clock: Clock) -> Result:
    """Call `write`, again after growing waits while another transaction locks one of its rows.

    Raises:
        RecordsUnavailable: other transactions lock the rows for too long.
    """
    conflicts = (client.exceptions.TransactionCanceledException, client.exceptions.TransactionConflictException)
    for attempt in range(TRIES - 1):
        try:
            return write()
        except conflicts:
            clock.wait(random.uniform(0, min(LONGEST_WAIT_S, 0.02 * 2**attempt)))
    try:
        return write()
    except conflicts as error:
        raise RecordsUnavailable("our records are busy just now; nothing is lost, try again in a minute") from error
