"""A script may claim only what its listing says."""

import pytest

from functions.script.facts import unsupported
from tests.unit.script.listings import CAR, PHONE


@pytest.mark.parametrize(
    "script",
    [
        "Yours for $15,499.",
        "Yours for fifteen thousand four hundred ninety-nine dollars.",
        "A 2019 model with 45,000 km.",
        "An MX-5 from twenty nineteen.",
        "One of a kind, with one owner.",
        "MOT until May 2026.",
        "No figures at all.",
    ],
)
def test_what_the_listing_says_may_be_said_in_figures_or_words(script: str) -> None:
    assert unsupported(script, CAR) == []


@pytest.mark.parametrize(
    ("script", "claim"),
    [
        ("Yours for $14,999.", "fourteen thousand nine hundred ninety nine dollars"),
        ("Only €15,499!", "fifteen thousand four hundred ninety nine euros"),
        ("Just $45,000!", "forty five thousand dollars"),
        ("A 2020 model.", "twenty twenty"),
        ("Now 20% off.", "twenty percent"),
        ("Three previous owners.", "three"),
        ("At half price.", "half"),
        ("Write to cheap@cars.example now.", "cheap@cars.example"),
        ("See www.cars.example for more.", "www.cars.example"),
    ],
)
def test_anything_else_is_found_out(script: str, claim: str) -> None:
    assert unsupported(script, CAR) == [claim]


def test_a_share_is_told_from_a_bare_number() -> None:
    assert unsupported("Battery health 97%.", PHONE) == []
    assert unsupported("Save 256%.", PHONE) == ["two hundred fifty six percent"]


def test_a_claim_made_twice_is_named_once() -> None:
    assert unsupported("Get 9. Yes, 9.", CAR) == ["nine"]
