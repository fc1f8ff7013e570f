"""The stand-in's scripts have the facts of the prompt and the requested number of words."""

import pytest

from functions.script import prompt
from functions.script.draft import ScriptDraft
from functions.script.pacing import Budget, spoken_word_count
from local.openai_standin import copywriter
from local.openai_standin.faults import Fault
from local.openai_standin.phrases import LINES
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL
from vidx.jobs.request import Listing, VideoChoices
from vidx.options import DURATIONS, Duration, Language

EVERYWHERE = [*ALL, *(listing for listings in FOREIGN_LISTINGS.values() for listing in listings)]


def named(listing: Listing) -> str:
    return f"{listing.language} {listing.title}"


def written(listing: Listing, duration: Duration, fault: Fault | None = None) -> ScriptDraft:
    budget = Budget(duration, "alloy", listing.language)
    instructions = prompt.instructions(listing, VideoChoices(duration=duration), budget)
    answer = copywriter.answer(instructions, prompt.facts(listing), ScriptDraft.model_json_schema(), fault)
    return ScriptDraft.model_validate(answer)


@pytest.mark.parametrize("listing", EVERYWHERE, ids=named)
@pytest.mark.parametrize("duration", DURATIONS)
def test_the_script_has_the_requested_number_of_words(listing: Listing, duration: Duration) -> None:
    bounds = Budget(duration, "alloy", listing.language).words()

    words = spoken_word_count(written(listing, duration).text, listing.language)

    assert bounds.minimum - 2 <= words <= bounds.maximum + 2


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.title)
def test_the_script_names_the_product(listing: Listing) -> None:
    assert listing.title in written(listing, 15).text


@pytest.mark.parametrize("language", FOREIGN_LISTINGS)
def test_the_script_is_in_the_requested_language(language: Language) -> None:
    assert LINES[language].closings[0] in {
        written(each, 15).call_to_action.text for each in FOREIGN_LISTINGS[language]
    } | {written(each, 30).call_to_action.text for each in FOREIGN_LISTINGS[language]}


def test_another_listing_gets_another_script() -> None:
    assert len({written(listing, 30).text for listing in ALL}) == len(ALL)


def test_an_untrue_script_claims_a_price_of_its_own() -> None:
    assert "$98,765" in written(ALL[0], 15, Fault.UNTRUE).text


def test_a_prompt_without_facts_or_budget_is_answered() -> None:
    script = copywriter.compose({"description": "A red bicycle"}, 30, 50, 40, "en")

    assert "A red bicycle." in script.body
