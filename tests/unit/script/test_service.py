"""The script stage as the state machine runs it, and drafts within five seconds."""

import json
import re
from dataclasses import dataclass, field
from threading import Event

import pytest

from functions.script import service
from functions.script.service import CALL_S, TOTAL_S, draft_script, write_script
from functions.script.writer import ModelChain
from testing.ai import ScriptedModel
from testing.clock import FixedClock
from testing.fees import Fees
from testing.listings import CAR
from testing.store import MemoryStore
from tests.unit.script.drafts import GOOD, UNTRUE
from tests.unit.script.job_helpers import EVENT, ignore, script_in, store_with
from vidx import keys
from vidx.errors import (
    FilesExpired,
    InvalidScript,
    JobClosed,
    ProviderRateLimited,
    ProviderRetired,
    ProviderUnavailable,
    ScriptContradictsDetails,
    StorageUnavailable,
)
from vidx.jobs import paid_results
from vidx.jobs.events import DraftInput
from vidx.jobs.model import Fallback
from vidx.jobs.request import VideoChoices
from vidx.ports.providers import Answer, Completion


def test_the_script_is_written_to_its_key() -> None:
    store = store_with()

    result = write_script(EVENT, store, ScriptedModel([GOOD]), ignore)

    assert script_in(store).text == GOOD.text
    assert result.script_key == keys.script("j1")
    assert (result.provider, result.model, result.reused) == ("openai", "gpt-6-luna", False)


def test_a_second_run_pays_nothing() -> None:
    store = store_with()
    first = write_script(EVENT, store, ScriptedModel([GOOD]), ignore)

    fees = Fees()
    second = write_script(EVENT, store, ScriptedModel([]), ignore)

    assert second == first.model_copy(update={"reused": True})
    assert fees.usd == 0


def test_another_voice_reuses_the_script() -> None:
    store = store_with()
    write_script(EVENT, store, ScriptedModel([GOOD]), ignore)
    store.objects |= store_with(choices=VideoChoices(voice="onyx")).objects

    assert write_script(EVENT, store, ScriptedModel([]), ignore).reused


def test_another_length_gets_another_script() -> None:
    store = store_with()
    write_script(EVENT, store, ScriptedModel([GOOD]), ignore)
    store.objects |= store_with(choices=VideoChoices(duration=30)).objects
    writer = ScriptedModel([GOOD, GOOD])

    assert not write_script(EVENT, store, writer, ignore).reused
    assert writer.prompts


def test_the_sellers_script_is_kept_word_for_word() -> None:
    own = "Hi!  It's my car.\nOnly $15,499 — trust me, 100%. Call now!"
    store, fees = store_with(script=own), Fees()

    result = write_script(EVENT, store, ScriptedModel([ProviderRetired("gone")]), ignore)

    script = script_in(store)
    assert script.text == "Hi! It's my car. Only $15,499 — trust me, 100%. Call now!"
    assert (script.hook, script.call_to_action) == ("Hi!", "Call now!")
    assert (result.provider, fees.usd) == ("seller", 0)


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("My car. Only $1!", "The script says '$1', but the price is $15,499."),
        ("My car with 45,000 miles.", "The script says '45,000 miles', but the details say '45,000 km'."),
        ("My car. Call 555-867-5309.", "gives a contact detail"),
    ],
)
def test_a_sellers_script_that_contradicts_the_listing_is_refused_before_anything_is_paid(
    own: str, message: str
) -> None:
    fees = Fees()

    with pytest.raises(ScriptContradictsDetails, match=re.escape(message)):
        write_script(EVENT, store_with(script=own), ScriptedModel([]), ignore)
    assert fees.usd == 0


def test_a_sellers_script_without_a_speakable_word_is_refused() -> None:
    with pytest.raises(InvalidScript):
        write_script(EVENT, store_with(script="①"), ScriptedModel([ProviderRetired("gone")]), ignore)


def test_only_the_last_try_uses_the_template_when_the_model_is_down() -> None:
    down = ProviderUnavailable("down")
    with pytest.raises(ProviderUnavailable):
        write_script(EVENT, store_with(), ScriptedModel([down]), ignore)

    last = EVENT.model_copy(update={"last_try": True, "retry_count": 3})
    assert write_script(last, store_with(), ScriptedModel([down]), ignore).provider == "template"


def test_a_cancelled_job_pays_nothing() -> None:
    writer = ScriptedModel([GOOD])

    def closed(_fraction: float) -> None:
        raise JobClosed("cancelled")

    with pytest.raises(JobClosed):
        write_script(EVENT, store_with(), writer, closed)
    assert writer.prompts == []


def test_a_missing_request_means_expired_files() -> None:
    with pytest.raises(FilesExpired):
        write_script(EVENT, MemoryStore(), ScriptedModel([]), ignore)


REQUEST = DraftInput(owner="u1", listing=CAR, choices=VideoChoices())


@dataclass
class SlowWriter:
    """Advances the clock by `takes_s` before each answer of `inner`."""

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


def test_a_draft_repeats_a_call_after_a_transient_error() -> None:
    writer = ScriptedModel([ProviderRateLimited("busy"), GOOD])

    assert draft_script(REQUEST, writer, FixedClock(), MemoryStore).provider == "openai"


def test_a_draft_uses_the_template_after_two_transient_errors() -> None:
    writer = ScriptedModel([ProviderRateLimited("busy"), ProviderRateLimited("busy")])

    assert draft_script(REQUEST, writer, FixedClock(), MemoryStore).provider == "template"
    assert len(writer.prompts) == 2


def test_a_draft_names_and_counts_the_models_that_were_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    models = ModelChain({"gone": ScriptedModel([ProviderRetired("gone")]), "next": ScriptedModel([GOOD])})

    assert draft_script(REQUEST, models, FixedClock(), MemoryStore).fallbacks == (
        Fallback(provider="gone", code="ProviderRetired"),
    )
    (metric,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"Fallbacks"' in line]
    assert (metric["stage"], metric["Fallbacks"]) == ("script", [1.0])


def test_a_draft_makes_no_second_call_after_a_time_out() -> None:
    slow = SlowWriter(ScriptedModel([ProviderUnavailable("timed out")]), takes_s=CALL_S)

    result = draft_script(REQUEST, slow, slow.clock, MemoryStore)

    assert result.provider == "template"
    assert len(slow.inner.prompts) == 1


def test_a_draft_is_corrected_only_while_time_is_left() -> None:
    slow = SlowWriter(ScriptedModel([UNTRUE, GOOD]), takes_s=TOTAL_S - CALL_S + 0.1)

    assert draft_script(REQUEST, slow, slow.clock, MemoryStore).provider == "template"


def test_the_calls_of_a_draft_leave_time_to_answer_within_five_seconds() -> None:
    assert TOTAL_S < 4.5


def test_a_failing_write_of_the_script_is_repeated_and_the_model_is_paid_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_results, "CLOCK", FixedClock())
    store, writer = store_with(), ScriptedModel([GOOD])
    store.fail_puts(3, key=keys.script("j1"))

    write_script(EVENT, store, writer, ignore)

    assert len(writer.prompts) == 1
    assert script_in(store).text == GOOD.text


def test_no_script_is_paid_while_the_storage_is_down() -> None:
    store, writer = store_with(), ScriptedModel([GOOD])
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        write_script(EVENT, store, writer, ignore)

    assert writer.prompts == []


def test_no_draft_is_paid_while_the_storage_is_down() -> None:
    store, writer = MemoryStore(), ScriptedModel([GOOD])
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        draft_script(REQUEST, writer, FixedClock(), lambda: store)

    assert writer.prompts == []


def test_no_draft_is_paid_while_the_storage_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PROBE_S", 0.01)
    answers, writer = Event(), ScriptedModel([GOOD])

    def hang() -> MemoryStore:
        answers.wait()
        return MemoryStore()

    try:
        with pytest.raises(StorageUnavailable):
            draft_script(REQUEST, writer, FixedClock(), hang)
    finally:
        answers.set()

    assert writer.prompts == []


def test_the_fallbacks_of_a_script_are_in_the_result() -> None:
    store = store_with()
    first, second = (write_script(EVENT, store, ScriptedModel([ProviderRetired("gone")]), ignore) for _ in range(2))

    assert [fallback.code for fallback in first.fallbacks] == ["ProviderRetired"]
    assert second.fallbacks == first.fallbacks
