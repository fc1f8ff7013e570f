"""What holds for every text."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vidx import speech
from vidx.options import LANGUAGES, Language

SIGNS = "0123456789 .,/-–x$€£₹₺kmKGBWV%°'\"²½ºªst:@#+&*★()IVXabMayMiohnoRjSunFri\n"
languages = st.sampled_from(LANGUAGES)
texts = st.one_of(st.text(max_size=80), st.text(alphabet=SIGNS, max_size=60))


@given(texts, languages)
@example("0@0.¼", "en")
@example("9" * 400, "en")
@example("9" * 400, "de")
@example("١٢٣ km ²", "fr")
@example("$٥", "es")
def test_no_figure_or_symbol_is_left_in_words(text: str, language: Language) -> None:
    said = speech.verbalize(text, language)

    assert not [char for char in said if unicodedata.category(char)[0] in "NS" or char in "@#%&*/\\_"]


@given(texts, languages)
def test_what_is_shown_is_the_text(text: str, language: Language) -> None:
    shown = " ".join(token.written_form for token in speech.tokenize(text, language))

    assert shown == " ".join(text.split())


@given(texts, languages)
def test_every_token_is_spoken_unless_nothing_is(text: str, language: Language) -> None:
    found = speech.tokenize(text, language)

    assert all(token.words for token in found) or len(found) == 1


@given(st.integers(min_value=1, max_value=10**9), languages)
def test_prices_differ_when_their_sums_differ(price: int, language: Language) -> None:
    assert speech.verbalize(f"{price} €", language) != speech.verbalize(f"{price + 1} €", language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_a_price_is_the_same_with_either_separator(language: Language, price: Decimal) -> None:
    here, there = f"{price:,.2f} €", f"{price:,.2f} €".translate(str.maketrans(",.", ".,"))

    assert speech.verbalize(here, language) == speech.verbalize(there, language)
