"""Estimates of how long a text takes."""

import pytest

from functions.script.pace import PACES, TEMPO, Budget, estimated_s, spoken_words
from testing.listings import CAR
from vidx.options import LANGUAGES, VOICES

SENTENCE = "This old wooden table has a story of its own, and it is looking for a new home. "


def test_figures_count_as_they_are_spoken() -> None:
    assert spoken_words("$1,249", "en") == 7
    assert estimated_s("$1,249.", "en", "alloy") == estimated_s(
        "One thousand two hundred forty-nine dollars.", "en", "alloy"
    )


def test_an_advert_runs_at_about_the_nominal_rate() -> None:
    text = f"{CAR.title}. {CAR.description} Yours for $15,499. Message the seller today!"

    words_per_minute = spoken_words(text, "en") / estimated_s(text, "en", "alloy") * 60

    assert words_per_minute == pytest.approx(PACES["en"].words_per_minute, rel=0.2)


def test_every_voice_and_language_has_a_pace() -> None:
    assert set(TEMPO) == set(VOICES)
    assert set(PACES) == set(LANGUAGES)


def test_the_estimate_of_parts_adds_up() -> None:
    budget = Budget(15, "alloy", "en")

    assert budget.seconds(SENTENCE * 2) == pytest.approx(2 * budget.seconds(SENTENCE))


def test_a_budget_holds_fifteen_percent_around_its_target() -> None:
    budget = Budget(20, "alloy", "en")

    assert (budget.fewest_s, budget.most_s) == pytest.approx((17, 23))
    assert not budget.holds(SENTENCE)


def test_a_writer_who_wrote_half_of_it_is_asked_for_twice_as_much() -> None:
    text = SENTENCE * 2
    budget = Budget(2 * estimated_s(text, "en", "alloy"), "alloy", "en")

    assert budget.words_after(text).aim == 2 * spoken_words(text, "en")
