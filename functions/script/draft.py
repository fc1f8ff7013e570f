"""A script before there is a job: asked for synchronously, answered within five seconds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from functions.script import template
from functions.script.kept import keep
from functions.script.writing import write
from vidx.errors import ProviderUnavailable, Transient
from vidx.jobs.events import DraftInput, DraftResult
from vidx.ports import Answer, Clock, Completion, LanguageModel, Store
from vidx.usage import METER

CALL_S: Final = 2.8
"""Longest time of one call to the model."""
TOTAL_S: Final = 4.3
"""Time for all calls together; what is left of the five seconds starts the function and carries the answer."""


@dataclass(frozen=True)
class HurriedWriter:
    """Implements `LanguageModel`: retries once after a transient error, unless the answer might come too late."""

    writer: LanguageModel
    clock: Clock
    until_s: float
    """Moment, on the clock's monotonic scale, at which every answer must be there."""

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        try:
            return self._once(instructions, facts, form)
        except Transient:
            return self._once(instructions, facts, form)

    def _once(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        if self.clock.monotonic_s() + CALL_S > self.until_s:
            raise ProviderUnavailable("There is no time left to ask the AI provider again.")
        return self.writer.write(instructions, facts, form)


def draft_script(request: DraftInput, writer: LanguageModel, clock: Clock, store: Callable[[], Store]) -> DraftResult:
    """A script for a listing that is not a job yet; the template's when the model does not answer in time.

    `writer` must give up a call after `CALL_S` seconds. A model's script is kept in the store with its spoken forms.
    """
    hurried = HurriedWriter(writer, clock, clock.monotonic_s() + TOTAL_S)
    before = METER.snapshot()
    script = write(request.listing, request.choices, hurried, patient=False)
    if script.provider != template.PROVIDER:
        keep(script, request.listing, store())
    return DraftResult(
        script=script.text,
        word_count=script.word_count,
        estimated_s=script.estimated_s,
        provider=script.provider,
        model=script.model,
        cost_usd=METER.snapshot().since(before).fees_usd,
    )
