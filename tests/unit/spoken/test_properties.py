"""What holds for every text."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from vidx import spoken

SIGNS = "0123456789 .,/-–x$€£kmKGBW%°'\"²½st:@#+&()IVXabMay\n"
texts = st.one_of(st.text(max_size=80), st.text(alphabet=SIGNS, max_size=60))


@given(texts)
@example("0@0.¼")
@example("9" * 400)
@example("١٢٣ km ²")
@example("$٥")
def test_no_figure_or_symbol_is_left_in_what_is_said(text: str) -> None:
    said = spoken.say(text, "en")

    assert not [char for char in said if unicodedata.category(char)[0] in "NS" or char in "@#%&*/\\_"]


@given(texts)
def test_what_is_shown_is_the_text(text: str) -> None:
    shown = " ".join(token.shown for token in spoken.tokens(text, "en"))

    assert shown == " ".join(text.split())


@given(texts)
def test_every_token_is_spoken_unless_nothing_is(text: str) -> None:
    found = spoken.tokens(text, "en")

    assert all(token.words for token in found) or len(found) == 1


@given(st.integers(min_value=1, max_value=10**9))
def test_prices_differ_when_their_sums_differ(price: int) -> None:
    assert spoken.say(f"${price:,}", "en") != spoken.say(f"${price + 1:,}", "en")
