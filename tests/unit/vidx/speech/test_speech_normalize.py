"""The spoken forms of the tables of readings, and what holds for every text."""

import unicodedata
from collections import Counter
from decimal import Decimal
from typing import Final, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from testing.readings import LANGUAGES_WITH_TABLE, TABLES, Row, context, rows
from vidx import speech
from vidx.options import LANGUAGES, Language

MIN_ROWS: Final = 100
CASES: Final = [(language, row) for language in LANGUAGES_WITH_TABLE for row in rows(language)]


@pytest.mark.parametrize(("language", "row"), CASES, ids=[f"{language} {row.fragment}" for language, row in CASES])
def test_a_fragment_is_read_as_its_seller_means_it(language: Language, row: Row) -> None:
    assert speech.to_voice_text(row.fragment, language, context(row.context)) == row.spoken


@pytest.mark.parametrize("language", LANGUAGES_WITH_TABLE)
def test_every_language_has_a_hundred_different_rows(language: Language) -> None:
    table = rows(language)

    assert len(table) >= MIN_ROWS
    assert not [key for key, times in Counter((row.context, row.fragment) for row in table).items() if times > 1]
    assert {row.certainty for row in table} <= {"sure", "native"}
    assert all(row.kind and row.fragment and row.spoken for row in table)


def test_every_table_is_of_a_language() -> None:
    assert {table.stem for table in TABLES.glob("*.tsv")} <= set(get_args(Language))


CHARACTERS = "0123456789 .,/-–x$€£₹₺kmKGBWV%°'\"²½ºªst:@#+&*★()IVXabMayMiohnoRjSunFri\n"
languages = st.sampled_from(LANGUAGES)
texts = st.one_of(st.text(max_size=80), st.text(alphabet=CHARACTERS, max_size=60))


@given(texts, languages)
@example("0@0.¼", "en")
@example("9" * 400, "en")
@example("9" * 400, "de")
@example("١٢٣ km ²", "fr")
@example("$٥", "es")
def test_the_spoken_form_has_no_digits_and_no_symbols(text: str, language: Language) -> None:
    spoken_form = speech.verbalize(text, language)

    assert not [char for char in spoken_form if unicodedata.category(char)[0] in "NS" or char in "@#%&*/\\_"]


@given(texts, languages)
def test_the_written_forms_are_the_text(text: str, language: Language) -> None:
    written_form = " ".join(token.written_form for token in speech.tokenize(text, language))

    assert written_form == " ".join(text.split())


@given(texts, languages)
def test_every_token_is_spoken_unless_nothing_is(text: str, language: Language) -> None:
    tokens = speech.tokenize(text, language)

    assert all(token.words for token in tokens) or len(tokens) == 1


@given(st.integers(min_value=1, max_value=10**9), languages)
def test_prices_differ_when_their_sums_differ(price: int, language: Language) -> None:
    assert speech.verbalize(f"{price} €", language) != speech.verbalize(f"{price + 1} €", language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_a_price_is_the_same_with_either_separator(language: Language, price: Decimal) -> None:
    with_point, with_comma = f"{price:,.2f} €", f"{price:,.2f} €".translate(str.maketrans(",.", ".,"))

    assert speech.verbalize(with_point, language) == speech.verbalize(with_comma, language)
