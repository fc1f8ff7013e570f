"""Several language models as one: each is asked when the one before it is gone, refuses, or answers misshapen."""

from collections.abc import Sequence
from dataclasses import dataclass

from vidx.errors import ProviderFailed, Transient
from vidx.observability import logger
from vidx.ports import Answer, Completion, LanguageModel


@dataclass
class FirstWilling:
    """Implements `LanguageModel` with the first of `writers` that gives an answer; the others are not asked again.

    Attributes:
        last_try: no retry follows, so that a model that is down for the moment means the next one, too.
    """

    writers: Sequence[LanguageModel]
    last_try: bool = False

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """As `LanguageModel.write`; when all fail, the error is the first one's."""
        failures: list[ProviderFailed | Transient] = []
        for at, writer in enumerate(self.writers):
            try:
                answer = writer.write(instructions, facts, form)
            except ProviderFailed as error:
                failures.append(error)
            except Transient as error:
                if not self.last_try:
                    raise
                failures.append(error)
            else:
                self.writers = self.writers[at:]
                return answer
            reason = {"code": failures[-1].code(), "reason": str(failures[-1])}
            logger.warning("language model passed over", extra=reason)
        raise failures[0]
