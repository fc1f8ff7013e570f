"""Numerical claims: no number hides in another, and the same number in another notation is the same claim."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vidx.options import LANGUAGES, Language
from vidx.speech.claims import find_claims

languages = st.sampled_from(LANGUAGES)
numbers = st.one_of(st.integers(min_value=2, max_value=1_999), st.integers(min_value=2, max_value=10**8))

EQUAL_CLAIMS: tuple[tuple[Language, str, str], ...] = (
    ("en", "100.000 km", "100,000 km"),
    ("en", "$12k", "twelve thousand dollars"),
    ("en", "5/26/2024", "May 26, 2024"),
    ("en", "1/2 price", "half price"),
    ("en", "Golf VII", "Golf 7"),
    ("en", "99c", "$0.99"),
    ("es", "185.000 €", "185 mil euros"),
    ("es", "31 años", "treinta y un años"),
    ("fr", "12 k€", "12 000 €"),
    ("de", "120 tkm", "120.000 km"),
    ("pt", "R$ 1.299,90", "1299,90 reais"),
    ("it", "60 mila euro", "60.000 €"),
    ("de", "60 Tsd. km", "60.000 km"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_one_claim_of_its_own(language: Language) -> None:
    claims = [list(find_claims(f"{number} km", language)) for number in range(2, 1_200)]

    assert all(len(each) == 1 for each in claims)
    assert len({each[0].number for each in claims}) == len(claims)


@given(numbers, numbers, languages)
def test_other_sums_are_other_claims(one: int, other: int, language: Language) -> None:
    assume(one != other)

    (first,), (second,) = (list(find_claims(f"{value} €", language)) for value in (one, other))

    assert first.unit == second.unit
    assert first.number != second.number


@pytest.mark.parametrize(
    ("language", "one", "other"), EQUAL_CLAIMS, ids=[f"{language} {one}" for language, one, _ in EQUAL_CLAIMS]
)
def test_a_number_in_another_notation_is_the_same_claim(language: Language, one: str, other: str) -> None:
    assert list(find_claims(one, language)) == list(find_claims(other, language)) != []
