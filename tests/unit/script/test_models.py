"""Several models behind one writer."""

import pytest

from functions.script.drafted import Drafted
from functions.script.models import FirstWilling
from testing.ai import ScriptedModel
from tests.unit.script.drafts import GOOD
from vidx.errors import ProviderFailed, ProviderMalformed, ProviderRefused, ProviderRetired, ProviderUnavailable
from vidx.jobs.model import Stage
from vidx.models import TEMPLATE, configured_models
from vidx.settings import Settings


@pytest.mark.parametrize("error", [ProviderRetired, ProviderRefused, ProviderMalformed])
def test_a_model_that_fails_for_good_gives_way_to_the_next(error: type[ProviderFailed]) -> None:
    first, second = ScriptedModel([error("no")]), ScriptedModel([GOOD])

    assert FirstWilling([first, second]).write("i", "f", Drafted).answer == GOOD
    assert (len(first.asked), len(second.asked)) == (1, 1)


def test_a_model_that_is_down_is_not_passed_over() -> None:
    second = ScriptedModel([GOOD])

    with pytest.raises(ProviderUnavailable):
        FirstWilling([ScriptedModel([ProviderUnavailable("down")]), second]).write("i", "f", Drafted)
    assert second.asked == []


def test_on_the_last_try_a_model_that_is_down_gives_way_too_and_is_not_asked_again() -> None:
    down, second = ScriptedModel([ProviderUnavailable("down")]), ScriptedModel([GOOD, GOOD])
    models = FirstWilling([down, second], last_try=True)

    assert [models.write("i", "f", Drafted).answer for _ in range(2)] == [GOOD, GOOD]
    assert (len(down.asked), len(second.asked)) == (1, 2)


def test_on_the_last_try_the_error_of_models_that_are_all_down_is_the_first_ones() -> None:
    writers = [ScriptedModel([ProviderUnavailable("down")]), ScriptedModel([ProviderRetired("gone")])]

    with pytest.raises(ProviderUnavailable):
        FirstWilling(writers, last_try=True).write("i", "f", Drafted)


def test_when_all_fail_the_error_is_the_first_ones() -> None:
    writers = [ScriptedModel([ProviderRetired("gone")]), ScriptedModel([ProviderRefused("no")])]

    with pytest.raises(ProviderRetired):
        FirstWilling(writers).write("i", "f", Drafted)


def test_the_settings_name_the_models_in_their_order_and_the_template_comes_last() -> None:
    here = Settings(script_model="gpt-6-luna,gpt-6-sol")

    assert configured_models(here)[Stage.SCRIPT] == ("gpt-6-luna", "gpt-6-sol", TEMPLATE)
