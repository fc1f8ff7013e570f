"""The script writer: the model's script is checked, corrected once, else replaced by the template's."""

import pytest

from functions.script.draft import ScriptDraft
from functions.script.writer import ModelChain, generate_script
from testing.ai import ScriptedModel
from testing.fees import Fees
from testing.listings import CAR
from tests.unit.script.drafts import GOOD, LONG, SHORT, TERSE, UNTRUE, changed
from vidx.errors import (
    ProviderFailed,
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    VidxError,
)
from vidx.jobs.model import Fallback, Stage
from vidx.jobs.request import VideoChoices
from vidx.models import TEMPLATE, configured_models
from vidx.ports.providers import LanguageModel
from vidx.script import Script
from vidx.settings import Settings

CALL_USD = (1_000 * 0.10 + 100 * 0.50) / 1_000_000


def script_by(writer: LanguageModel, *, retry_follows: bool = True) -> Script:
    return generate_script(CAR, VideoChoices(), writer, retry_follows=retry_follows)


def test_a_usable_answer_becomes_the_script() -> None:
    fees = Fees()

    result = script_by(ScriptedModel([GOOD]))

    assert result.text == GOOD.text
    assert (result.provider, result.model) == ("openai", "gpt-6-luna")
    assert result.estimated_s == pytest.approx(15, rel=0.15)
    assert fees.usd == pytest.approx(CALL_USD)


def test_a_wrong_price_is_named_in_one_correction_call() -> None:
    writer, fees = ScriptedModel([UNTRUE, GOOD]), Fees()

    result = script_by(writer)

    assert result.text == GOOD.text
    assert "twenty thousand dollars" in writer.prompts[1][0]
    assert fees.usd == pytest.approx(2 * CALL_USD)


def test_the_correction_of_a_short_script_names_the_target() -> None:
    writer = ScriptedModel([SHORT, GOOD])

    assert script_by(writer).text == GOOD.text
    assert "instead of 15 seconds" in writer.prompts[1][0]


@pytest.mark.parametrize("second", [UNTRUE, SHORT])
def test_the_template_replaces_a_script_that_stays_unusable_and_the_calls_are_paid(second: object) -> None:
    fees = Fees()

    result = script_by(ScriptedModel([UNTRUE, UNTRUE if second is UNTRUE else SHORT]))

    assert result.provider == "template"
    assert fees.usd == pytest.approx(2 * CALL_USD)


def test_a_usable_first_script_is_used_when_the_correction_fails() -> None:
    writer = ScriptedModel([TERSE, ProviderUnavailable("down")])

    result = script_by(writer)

    assert result.text == TERSE.text
    assert len(writer.prompts) == 2


def test_a_usable_first_script_is_used_when_the_correction_is_worse() -> None:
    assert script_by(ScriptedModel([TERSE, UNTRUE])).text == TERSE.text


def test_a_long_script_loses_its_last_sentence_without_another_call() -> None:
    writer = ScriptedModel([LONG])

    assert script_by(writer).text == GOOD.text


@pytest.mark.parametrize("error", [ProviderRetired, ProviderRefused, ProviderUnauthorized, ProviderMalformed])
def test_a_permanent_error_moves_to_the_template_at_once(error: type[VidxError]) -> None:
    result = script_by(ScriptedModel([error("no")]))

    assert result.provider == "template"


@pytest.mark.parametrize("error", [ProviderRateLimited, ProviderUnavailable])
def test_a_transient_error_is_left_to_the_state_machine(error: type[VidxError]) -> None:
    with pytest.raises(error):
        script_by(ScriptedModel([error("later")]))


def test_a_transient_error_moves_to_the_template_when_no_retry_follows() -> None:
    assert script_by(ScriptedModel([ProviderUnavailable("down")]), retry_follows=False).provider == "template"


def test_markup_is_removed_from_an_answer() -> None:
    marked = changed(hook="**Top down**, <b>wind</b> in your hair: meet the 2019 Mazda MX-5!")

    assert script_by(ScriptedModel([marked])).hook.startswith("Top down , b wind /b in your hair")


@pytest.mark.parametrize("error", [ProviderRetired, ProviderRefused, ProviderMalformed])
def test_a_permanent_error_moves_to_the_next_model(error: type[ProviderFailed]) -> None:
    first, second = ScriptedModel([error("no")]), ScriptedModel([GOOD])

    assert ModelChain({"a": first, "b": second}).write("i", "f", ScriptDraft).answer == GOOD
    assert (len(first.prompts), len(second.prompts)) == (1, 1)


def test_a_transient_error_does_not_move_to_the_next_model() -> None:
    second = ScriptedModel([GOOD])

    with pytest.raises(ProviderUnavailable):
        ModelChain({"a": ScriptedModel([ProviderUnavailable("down")]), "b": second}).write("i", "f", ScriptDraft)
    assert second.prompts == []


def test_on_the_last_try_a_transient_error_moves_to_the_next_model_for_good() -> None:
    down, second = ScriptedModel([ProviderUnavailable("down")]), ScriptedModel([GOOD, GOOD])
    models = ModelChain({"a": down, "b": second}, last_try=True)

    assert [models.write("i", "f", ScriptDraft).answer for _ in range(2)] == [GOOD, GOOD]
    assert (len(down.prompts), len(second.prompts)) == (1, 2)


def test_on_the_last_try_the_first_error_is_raised_when_all_models_are_down() -> None:
    writers = {"a": ScriptedModel([ProviderUnavailable("down")]), "b": ScriptedModel([ProviderRetired("gone")])}

    with pytest.raises(ProviderUnavailable):
        ModelChain(writers, last_try=True).write("i", "f", ScriptDraft)


def test_when_all_models_fail_the_first_error_is_raised() -> None:
    writers = {"a": ScriptedModel([ProviderRetired("gone")]), "b": ScriptedModel([ProviderRefused("no")])}

    with pytest.raises(ProviderRetired):
        ModelChain(writers).write("i", "f", ScriptDraft)


def test_a_script_names_the_models_that_were_passed_over() -> None:
    models = ModelChain({"a": ScriptedModel([ProviderRetired("gone")]), "b": ScriptedModel([GOOD])})

    assert script_by(models).fallbacks == (Fallback(provider="a", code="ProviderRetired"),)


def test_a_script_of_the_first_model_has_no_fallbacks() -> None:
    assert script_by(ScriptedModel([GOOD])).fallbacks == ()


@pytest.mark.parametrize(
    ("answers", "code"), [([ProviderRefused("no")], "ProviderRefused"), ([UNTRUE, UNTRUE], "Unusable")]
)
def test_a_template_script_says_why_no_model_wrote_it(answers: list[ScriptDraft | VidxError], code: str) -> None:
    script = script_by(ScriptedModel(answers))

    assert script.provider == "template"
    assert [fallback.code for fallback in script.fallbacks] == [code]


def test_the_models_come_in_the_order_of_the_settings_and_the_template_last() -> None:
    settings = Settings(script_model="gpt-6-luna,gpt-6-sol", moderation=False)

    assert configured_models(settings)[Stage.SCRIPT] == ("gpt-6-luna", "gpt-6-sol", TEMPLATE)


def test_a_harmful_script_is_written_once_more_with_the_harm_named() -> None:
    writer = ScriptedModel([GOOD, TERSE])

    result = generate_script(
        CAR,
        VideoChoices(),
        writer,
        retry_follows=True,
        find_harms=lambda text: ["hateful content"] if text == GOOD.text else [],
    )

    assert result.text == TERSE.text
    assert "It seems to contain hateful content" in writer.prompts[1][0]


def test_the_template_replaces_a_script_that_stays_harmful() -> None:
    result = generate_script(
        CAR, VideoChoices(), ScriptedModel([GOOD, TERSE]), retry_follows=True, find_harms=lambda _: ["hateful content"]
    )

    assert result.provider == "template"
    assert result.fallbacks == (Fallback(provider="gpt-6-luna", code="Unusable"),)
