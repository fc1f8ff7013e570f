"""Drafts: a script within five seconds, whatever the provider does."""

from dataclasses import dataclass, field

from functions.script.draft import CALL_S, TOTAL_S, draft_script
from testing.ai import ScriptedModel
from testing.clock import FixedClock
from testing.listings import CAR
from testing.store import MemoryStore
from tests.unit.script.drafts import GOOD, UNTRUE
from vidx.errors import ProviderRateLimited, ProviderUnavailable
from vidx.jobs.events import DraftInput
from vidx.jobs.request import VideoChoices
from vidx.ports import Answer, Completion

REQUEST = DraftInput(listing=CAR, choices=VideoChoices())


@dataclass
class SlowWriter:
    """Takes its time, as the clock shows, before it answers as `inner` does."""

    inner: ScriptedModel
    clock: FixedClock = field(default_factory=FixedClock)
    takes_s: float = 0.0

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        self.clock.pass_by(self.takes_s)
        return self.inner.write(instructions, facts, form)


def test_a_draft_is_the_models_script_with_its_cost() -> None:
    result = draft_script(REQUEST, ScriptedModel([GOOD]), FixedClock(), MemoryStore)

    assert result.script == GOOD.text
    assert result.provider == "openai"
    assert result.word_count == len(GOOD.text.split())
    assert result.cost_usd > 0


def test_a_passing_error_is_tried_once_more() -> None:
    writer = ScriptedModel([ProviderRateLimited("busy"), GOOD])

    assert draft_script(REQUEST, writer, FixedClock(), MemoryStore).provider == "openai"


def test_a_second_passing_error_leads_to_the_template() -> None:
    writer = ScriptedModel([ProviderRateLimited("busy"), ProviderRateLimited("busy")])

    assert draft_script(REQUEST, writer, FixedClock(), MemoryStore).provider == "template"
    assert len(writer.asked) == 2


def test_after_a_time_out_there_is_no_time_for_another_call() -> None:
    slow = SlowWriter(ScriptedModel([ProviderUnavailable("timed out")]), takes_s=CALL_S)

    result = draft_script(REQUEST, slow, slow.clock, MemoryStore)

    assert result.provider == "template"
    assert len(slow.inner.asked) == 1


def test_a_correction_is_asked_for_only_while_time_is_left() -> None:
    slow = SlowWriter(ScriptedModel([UNTRUE, GOOD]), takes_s=TOTAL_S - CALL_S + 0.1)

    assert draft_script(REQUEST, slow, slow.clock, MemoryStore).provider == "template"


def test_all_calls_together_leave_time_to_answer_within_five_seconds() -> None:
    assert TOTAL_S < 4.5
