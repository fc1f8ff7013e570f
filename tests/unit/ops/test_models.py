"""Which configured model shuts down when, and what takes over."""

from datetime import date

from ops.models import ModelLine, model_lines
from vidx.settings import Settings

TODAY = date(2026, 12, 1)


def lines(**changes: str) -> dict[str, ModelLine]:
    return {line.model: line for line in model_lines(Settings.model_validate(changes), TODAY)}


def test_a_model_with_a_date_has_its_days_and_its_successor() -> None:
    line = lines()["gpt-4o-mini-tts"]

    assert (line.stage, line.order, line.days_left) == ("tts", 1, 36)
    assert line.successor == "gpt-realtime-2.1-mini"


def test_a_successor_still_works_on_the_day() -> None:
    chain = lines(script_model="gpt-4o-mini,gpt-4.1")  # both end on the same day

    assert chain["gpt-4o-mini"].successor == "template/1"


def test_a_model_without_a_date_needs_no_successor() -> None:
    line = lines()["gpt-6-luna"]

    assert (line.shuts_down, line.days_left, line.successor, line.known) == (None, None, None, True)


def test_the_moderation_model_takes_over_for_none() -> None:
    assert {line.successor for line in lines(script_model="gpt-4o").values()} & {"omni-moderation-latest"} == set()


def test_a_model_of_another_host_is_not_in_the_table() -> None:
    assert not lines(script_model="llama-9")["llama-9"].known
