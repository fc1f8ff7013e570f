"""Words beside a number that decide its class."""

import pytest

from vidx.speech.context_words import announces_date, announces_month, is_about_jewelry, is_score, is_time_of_day


@pytest.mark.parametrize("before", ["le ", "until ", "am ", "desde el ", "Sat ", "avail. "])
def test_a_preposition_or_a_day_announces_a_date(before: str) -> None:
    assert announces_date(f"{before}3/11", len(before))


@pytest.mark.parametrize("before", ["", "size ", "Note "])
def test_other_words_announce_no_date(before: str) -> None:
    assert not announces_date(f"{before}3/11", len(before))


@pytest.mark.parametrize("before", ["EZ ", "TÜV bis ", "MOT ", "ITV hasta "])
def test_a_registration_or_an_inspection_announces_a_month(before: str) -> None:
    assert announces_month(f"{before}3/27", len(before))


@pytest.mark.parametrize(
    ("before", "after"),
    [("rated ", ""), ("Note ", ""), ("Zustand ", ""), ("voto ", ""), ("steel ", ""), ("", " condition"), ("", " état")],
)
def test_a_fraction_beside_a_word_of_rating_is_a_score(before: str, after: str) -> None:
    assert is_score(f"{before}7/12{after}", len(before), len(before) + 4)


def test_a_fraction_alone_is_no_score() -> None:
    assert not is_score("Size 7/12 left", 5, 9)


@pytest.mark.parametrize(
    ("before", "after"), [("open ", ""), ("um ", ""), ("a las ", ""), ("Sat ", ""), ("", " Uhr"), ("", " mañana")]
)
def test_digits_with_a_colon_beside_a_word_of_time_are_a_time(before: str, after: str) -> None:
    assert is_time_of_day(f"{before}9:30{after}", len(before), len(before) + 4)


def test_a_scale_is_no_time() -> None:
    assert not is_time_of_day("Maßstab 1:18", 8, 12)


@pytest.mark.parametrize(("before", "after"), [("ring ", ""), ("oro ", ""), ("", " gold chain"), ("Kette, ", "")])
def test_words_of_jewelry_make_a_purity_of_gold(before: str, after: str) -> None:
    assert is_about_jewelry(f"{before}18k{after}", len(before), len(before) + 3)
