"""How a script comes about: asked, checked, corrected once, else written by the template."""

import pytest

from functions.script.writing import write
from testing.ai import ScriptedModel
from testing.fees import Fees
from testing.listings import CAR
from tests.unit.script.drafts import GOOD, LONG, SHORT, TERSE, UNTRUE, changed
from vidx.errors import (
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    VidxError,
)
from vidx.jobs.request import VideoChoices
from vidx.script import Script

CALL_USD = (1_000 * 0.10 + 100 * 0.50) / 1_000_000


def written(writer: ScriptedModel, *, patient: bool = True) -> Script:
    return write(CAR, VideoChoices(), writer, patient=patient)


def test_a_good_answer_is_the_script() -> None:
    fees = Fees()

    result = written(ScriptedModel([GOOD]))

    assert result.text == GOOD.text
    assert (result.provider, result.model) == ("openai", "gpt-6-luna")
    assert result.estimated_s == pytest.approx(15, rel=0.15)
    assert fees.usd == pytest.approx(CALL_USD)


def test_an_untrue_price_is_corrected_in_one_more_call_that_names_it() -> None:
    writer, fees = ScriptedModel([UNTRUE, GOOD]), Fees()

    result = written(writer)

    assert result.text == GOOD.text
    assert "twenty thousand dollars" in writer.asked[1][0]
    assert fees.usd == pytest.approx(2 * CALL_USD)


def test_a_short_script_is_corrected_with_the_words_to_aim_at() -> None:
    writer = ScriptedModel([SHORT, GOOD])

    assert written(writer).text == GOOD.text
    assert "instead of 15 seconds" in writer.asked[1][0]


@pytest.mark.parametrize("second", [UNTRUE, SHORT])
def test_a_script_that_stays_wrong_gives_way_to_the_template_and_is_still_paid(second: object) -> None:
    fees = Fees()

    result = written(ScriptedModel([UNTRUE, UNTRUE if second is UNTRUE else SHORT]))

    assert result.provider == "template"
    assert fees.usd == pytest.approx(2 * CALL_USD)


def test_a_usable_first_script_survives_a_correction_that_fails() -> None:
    writer = ScriptedModel([TERSE, ProviderUnavailable("down")])

    result = written(writer)

    assert result.text == TERSE.text
    assert len(writer.asked) == 2


def test_a_usable_first_script_survives_a_correction_that_is_worse() -> None:
    assert written(ScriptedModel([TERSE, UNTRUE])).text == TERSE.text


def test_a_long_script_loses_its_last_sentence_without_another_call() -> None:
    writer = ScriptedModel([LONG])

    assert written(writer).text == GOOD.text


@pytest.mark.parametrize("error", [ProviderRetired, ProviderRefused, ProviderUnauthorized, ProviderMalformed])
def test_a_provider_that_cannot_answer_is_passed_over_at_once(error: type[VidxError]) -> None:
    result = written(ScriptedModel([error("no")]))

    assert result.provider == "template"


@pytest.mark.parametrize("error", [ProviderRateLimited, ProviderUnavailable])
def test_a_passing_error_is_the_state_machines_to_retry(error: type[VidxError]) -> None:
    with pytest.raises(error):
        written(ScriptedModel([error("later")]))


def test_a_passing_error_on_the_last_try_leads_to_the_template() -> None:
    assert written(ScriptedModel([ProviderUnavailable("down")]), patient=False).provider == "template"


def test_markup_in_an_answer_is_not_spoken() -> None:
    marked = changed(hook="**Top down**, <b>wind</b> in your hair: meet the 2019 Mazda MX-5!")

    assert written(ScriptedModel([marked])).hook.startswith("Top down , b wind /b in your hair")
