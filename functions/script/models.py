"""Several language models as one: each is asked when the one before it is gone, refuses, or answers misshapen."""

from collections.abc import Sequence
from dataclasses import dataclass

from vidx.ai import Answer, Completion, Writer
from vidx.errors import ProviderFailed
from vidx.observe import logger


@dataclass(frozen=True)
class FirstWilling:
    """Implements `Writer` with the first of `writers` that gives an answer.

    One that is down for the moment is not passed over: it is up to the stage how long to wait for it.
    """

    writers: Sequence[Writer]

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """As `Writer.write`; when all fail for good, the error is the first one's."""
        failures: list[ProviderFailed] = []
        for writer in self.writers:
            try:
                return writer.write(instructions, facts, form)
            except ProviderFailed as error:
                failures.append(error)
                logger.warning("language model passed over", extra={"code": error.code(), "reason": str(error)})
        raise failures[0]
