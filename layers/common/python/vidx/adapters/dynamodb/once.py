"""Requests answered once, by an adapter that is imported when the first of them comes.

Importing Powertools' idempotency takes a part of the API's cold start that a poll for a status need not wait for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext


@dataclass
class LateOnce:
    """Implements `Once` in the table named in the settings; `invocation` tells how long the work may take."""

    invocation: LambdaContext | None = None

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        from vidx.adapters.dynamodb.idempotency import once

        if self.invocation is not None:
            once().config.register_lambda_context(self.invocation)
        return once().run(owner, key, body, work)


ONCE: Final = LateOnce()
"""The handler registers each invocation here, before anything is connected to."""
