"""Spoken forms: the model's are checked, those of a seller's own script are requested and paid once."""

import pytest

from functions.script.draft import ScriptDraft
from functions.script.service import draft_script, write_script
from functions.script.spoken_form import SpokenLines, needs_spoken_form
from functions.script.writer import generate_script
from testing.ai import ScriptedModel
from testing.clock import FixedClock
from testing.fees import Fees
from testing.listings import CAR
from testing.store import MemoryStore
from tests.unit.script.drafts import GOOD, changed
from tests.unit.script.job_helpers import EVENT, ignore, script_in, store_with
from vidx.errors import (
    ProviderMalformed,
    ProviderRefused,
    ProviderRetired,
    ProviderUnavailable,
    StorageUnavailable,
    VidxError,
)
from vidx.jobs.events import DraftInput
from vidx.jobs.paid_results import PROBE
from vidx.jobs.request import VideoChoices

PRICE = "All yours for $15,499."
SPOKEN_PRICE = "All yours for fifteen thousand four ninety-nine dollars."
OWN = "Hi! Open M-F, only $15,499. Call now!"
SPOKEN_OWN = "Open Monday to Friday, only fifteen thousand four hundred ninety-nine dollars."


def with_price_spoken(spoken: str) -> ScriptDraft:
    """The good draft; `spoken` is how its sentence with the price is said."""
    return changed(sentences=[GOOD.sentences[0], {"text": PRICE, "spoken": spoken}])


def test_the_models_spoken_form_is_stored_with_the_text() -> None:
    spoken = "All yours for fifteen thousand four hundred ninety-nine dollars."

    script = generate_script(CAR, VideoChoices(), ScriptedModel([with_price_spoken(spoken)]), retry_follows=True)

    assert script.text == GOOD.text
    assert dict(zip(script.parts, script.spoken, strict=True))[PRICE] == spoken
    assert spoken in script.spoken_text("en").voice_text


@pytest.mark.parametrize(
    "spoken",
    [
        "All yours for fifteen thousand dollars.",
        "All yours for fifteen thousand four hundred ninety-nine.",
        "All yours for fifteen thousand four hundred ninety-nine euros.",
        "All yours for fifteen thousand four hundred ninety-nine dollars with a warranty.",
        "Yours for $15,499.",
    ],
)
def test_a_spoken_form_that_says_something_else_is_dropped(spoken: str) -> None:
    writer = ScriptedModel([with_price_spoken(spoken)])

    script = generate_script(CAR, VideoChoices(), writer, retry_follows=True)

    assert script.spoken == ()
    assert "for fifteen thousand four hundred ninety-nine dollars." in script.spoken_text("en").voice_text
    assert len(writer.prompts) == 1, "nothing is paid again"


def test_bare_lines_are_accepted_without_spoken_forms() -> None:
    bare = ScriptDraft.model_validate_json('{"hook": "Look!", "sentences": ["It is $5."], "call_to_action": "Call."}')

    assert (bare.text, bare.spoken_or_text) == ("Look! It is $5. Call.", "Look! It is $5. Call.")


def test_one_paid_call_requests_the_spoken_forms_of_a_sellers_script() -> None:
    store, fees = store_with(script=OWN), Fees()
    writer = ScriptedModel([SpokenLines(spoken=[SPOKEN_OWN])])

    result = write_script(EVENT, store, writer, ignore)

    script = script_in(store)
    assert script.text == OWN
    assert script.spoken == ("", SPOKEN_OWN, "")
    assert (result.provider, script.provider) == ("seller", "seller")
    assert fees.usd > 0
    assert "M-F" in writer.prompts[0][1]
    assert "Hi!" not in writer.prompts[0][1], "plain lines need no spoken form"


def test_the_spoken_forms_of_a_sellers_script_are_paid_once() -> None:
    store = store_with(script=OWN)
    write_script(EVENT, store, ScriptedModel([SpokenLines(spoken=[SPOKEN_OWN])]), ignore)
    fees = Fees()

    assert write_script(EVENT, store, ScriptedModel([]), ignore).reused
    assert fees.usd == 0


@pytest.mark.parametrize("error", [ProviderUnavailable, ProviderRefused, ProviderRetired, ProviderMalformed])
def test_a_failed_call_leaves_a_sellers_script_without_spoken_forms(error: type[VidxError]) -> None:
    store = store_with(script=OWN)

    write_script(EVENT, store, ScriptedModel([error("no")]), ignore)

    assert (script_in(store).text, script_in(store).spoken) == (OWN, ())


@pytest.mark.parametrize(
    "forms", [[], [SPOKEN_OWN, SPOKEN_OWN], [""], ["Open Monday to Friday, only fifteen thousand dollars."]]
)
def test_unusable_spoken_forms_of_a_sellers_script_are_dropped(forms: list[str]) -> None:
    store = store_with(script=OWN)

    write_script(EVENT, store, ScriptedModel([SpokenLines(spoken=forms)]), ignore)

    assert script_in(store).spoken == ()


def test_a_sellers_script_of_plain_words_makes_no_call() -> None:
    store, writer = store_with(script="Hi! It's my well-kept car — trust me, I'd buy it. Call now!"), ScriptedModel([])

    write_script(EVENT, store, writer, ignore)

    assert writer.prompts == []


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Come and see, it's a well-kept car…", False),
        ("„Schönes Rad“, sagt Jörg.", False),
        ("Only $5.", True),
        ("Open M-F.", True),
        ("A BMW for you.", True),
        ("By appt. only.", True),
        ("Washer & dryer.", True),
        ("Size XL.", True),
    ],
)
def test_figures_signs_and_short_forms_need_a_spoken_form(text: str, needs: bool) -> None:
    assert needs_spoken_form(text, CAR) is needs


def test_an_unedited_draft_keeps_its_spoken_forms_without_another_call() -> None:
    spoken = "All yours for fifteen thousand four hundred ninety-nine dollars."
    drafts = MemoryStore()
    request = DraftInput(owner="mia", listing=CAR, choices=VideoChoices())
    draft = draft_script(request, ScriptedModel([with_price_spoken(spoken)]), FixedClock(), lambda: drafts)
    store, fees = store_with(script=draft.script), Fees()
    store.objects |= drafts.objects

    write_script(EVENT, store, ScriptedModel([]), ignore)

    assert script_in(store).text == draft.script
    assert spoken in script_in(store).spoken
    assert fees.usd == 0


def test_the_spoken_forms_of_an_edited_draft_are_requested_again() -> None:
    drafts = MemoryStore()
    request = DraftInput(owner="mia", listing=CAR, choices=VideoChoices())
    draft = draft_script(request, ScriptedModel([GOOD]), FixedClock(), lambda: drafts)
    store = store_with(script=draft.script.replace("One owner", "A single owner"))
    store.objects |= drafts.objects
    writer = ScriptedModel([ProviderRefused("no")])

    write_script(EVENT, store, writer, ignore)

    assert len(writer.prompts) == 1


def test_a_draft_is_returned_when_it_cannot_be_stored() -> None:
    class FullStore(MemoryStore):
        """It takes the probe, and fails afterwards."""

        def put(self, key: str, *_args: object, **_kwargs: object) -> None:
            if not key.endswith(PROBE):
                raise StorageUnavailable("no room")

    request = DraftInput(owner="mia", listing=CAR, choices=VideoChoices())

    assert draft_script(request, ScriptedModel([GOOD]), FixedClock(), FullStore).script == GOOD.text
