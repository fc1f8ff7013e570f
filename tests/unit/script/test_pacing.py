"""Estimates of how long a text takes."""

import pytest

from functions.script.pacing import Budget, estimated_s, spoken_word_count
from testing.listings import CAR
from vidx.options import LANGUAGES, VOICES
from vidx.speech.pace import PACES, TEMPO

SENTENCE = "This old wooden table has a story of its own, and it is looking for a new home. "


def test_figures_count_as_they_are_spoken() -> None:
    assert spoken_word_count("$1,249", "en") == 7
    assert estimated_s("$1,249.", "en", "alloy") == estimated_s(
        "One thousand two hundred forty-nine dollars.", "en", "alloy"
    )


def test_the_estimate_of_an_advert_is_near_the_nominal_pace() -> None:
    text = f"{CAR.title}. {CAR.description} Yours for $15,499. Message the seller today!"

    words_per_minute = spoken_word_count(text, "en") / estimated_s(text, "en", "alloy") * 60

    assert words_per_minute == pytest.approx(PACES["en"].words_per_minute, rel=0.2)


def test_every_voice_and_language_has_a_pace() -> None:
    assert set(TEMPO) == set(VOICES)
    assert set(PACES) == set(LANGUAGES)


def test_the_estimates_of_parts_add_up() -> None:
    budget = Budget(15, "alloy", "en")

    assert budget.seconds(SENTENCE * 2) == pytest.approx(2 * budget.seconds(SENTENCE))


def test_a_text_fits_within_fifteen_percent_of_the_target() -> None:
    budget = Budget(20, "alloy", "en")

    assert (budget.min_s, budget.max_s) == pytest.approx((17, 23))
    assert not budget.fits(SENTENCE)


def test_a_script_of_half_the_length_needs_twice_as_many_words() -> None:
    text = SENTENCE * 2
    budget = Budget(2 * estimated_s(text, "en", "alloy"), "alloy", "en")

    assert budget.words_to_correct(text).target == 2 * spoken_word_count(text, "en")
