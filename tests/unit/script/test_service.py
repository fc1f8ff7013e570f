"""The script stage as the state machine runs it."""

import re

import pytest

from functions.script.service import write_script
from testing.ai import ScriptedModel
from testing.fees import Fees
from testing.listings import CAR
from testing.store import MemoryStore
from tests.unit.script.drafts import GOOD
from vidx import keys
from vidx.errors import (
    ArtifactMissing,
    InvalidScript,
    JobClosed,
    ProviderRetired,
    ProviderUnavailable,
    ScriptContradictsDetails,
)
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.script import Script

STEP = StageInput(job_id="j1", attempt=1)


def store_with(script: str | None = None, choices: VideoChoices | None = None) -> MemoryStore:
    request = VideoRequest(
        job_id="j1", owner="mia", listing=CAR, choices=choices or VideoChoices(), photo_keys=("k",), script=script
    )
    return MemoryStore({keys.job_request("j1"): request.model_dump_json(by_alias=True).encode()})


def script_in(store: MemoryStore) -> Script:
    return Script.model_validate_json(store.get(keys.script("j1")))


def ignore(_fraction: float) -> None: ...


def test_the_script_is_written_where_the_voice_will_look() -> None:
    store = store_with()

    result = write_script(STEP, store, ScriptedModel([GOOD]), ignore)

    assert script_in(store).text == GOOD.text
    assert result.script_key == keys.script("j1")
    assert (result.provider, result.model, result.reused) == ("openai", "gpt-6-luna", False)


def test_a_second_run_pays_nothing() -> None:
    store = store_with()
    first = write_script(STEP, store, ScriptedModel([GOOD]), ignore)

    fees = Fees()
    again = write_script(STEP, store, ScriptedModel([]), ignore)

    assert again == first.model_copy(update={"reused": True})
    assert fees.usd == 0


def test_another_voice_reads_the_same_script() -> None:
    store = store_with()
    write_script(STEP, store, ScriptedModel([GOOD]), ignore)
    store.objects |= store_with(choices=VideoChoices(voice="onyx")).objects

    assert write_script(STEP, store, ScriptedModel([]), ignore).reused


def test_another_length_needs_another_script() -> None:
    store = store_with()
    write_script(STEP, store, ScriptedModel([GOOD]), ignore)
    store.objects |= store_with(choices=VideoChoices(duration=30)).objects
    writer = ScriptedModel([GOOD, GOOD])

    assert not write_script(STEP, store, writer, ignore).reused
    assert writer.asked


def test_the_sellers_script_is_kept_to_the_letter() -> None:
    own = "Hi!  It's my car.\nOnly $15,499 — trust me, 100%. Call now!"
    store, fees = store_with(script=own), Fees()

    result = write_script(STEP, store, ScriptedModel([ProviderRetired("gone")]), ignore)

    script = script_in(store)
    assert script.text == "Hi! It's my car. Only $15,499 — trust me, 100%. Call now!"
    assert (script.hook, script.call_to_action) == ("Hi!", "Call now!")
    assert (result.provider, fees.usd) == ("seller", 0)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("My car. Only $1!", "The script says '$1', but the price is $15,499."),
        ("My car with 45,000 miles.", "The script says '45,000 miles', but the details say '45,000 km'."),
        ("My car. Call 555-867-5309.", "gives a contact detail"),
    ],
)
def test_a_sellers_script_that_contradicts_the_listing_is_refused_before_anything_is_paid(own: str, told: str) -> None:
    fees = Fees()

    with pytest.raises(ScriptContradictsDetails, match=re.escape(told)):
        write_script(STEP, store_with(script=own), ScriptedModel([]), ignore)
    assert fees.usd == 0


def test_a_sellers_script_without_a_speakable_word_is_refused() -> None:
    with pytest.raises(InvalidScript):
        write_script(STEP, store_with(script="①"), ScriptedModel([ProviderRetired("gone")]), ignore)


def test_only_the_last_try_of_a_provider_that_is_down_takes_the_template() -> None:
    down = ProviderUnavailable("down")
    with pytest.raises(ProviderUnavailable):
        write_script(STEP, store_with(), ScriptedModel([down]), ignore)

    last = STEP.model_copy(update={"last_try": True, "retry_count": 3})
    assert write_script(last, store_with(), ScriptedModel([down]), ignore).provider == "template"


def test_a_cancelled_job_pays_nothing() -> None:
    writer = ScriptedModel([GOOD])

    def closed(_fraction: float) -> None:
        raise JobClosed("cancelled")

    with pytest.raises(JobClosed):
        write_script(STEP, store_with(), writer, closed)
    assert writer.asked == []


def test_a_job_without_a_request_is_an_error_by_name() -> None:
    with pytest.raises(ArtifactMissing):
        write_script(STEP, MemoryStore(), ScriptedModel([]), ignore)
