"""Global alignment of written and heard words."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from functions.captions.word_matching import match_words
from testing.captions import few_examples

words = st.lists(st.text("abcde", min_size=1, max_size=6), max_size=12)


@few_examples
@given(words, words)
def test_pairs_increase_on_both_sides(written: Sequence[str], heard: Sequence[str]) -> None:
    pairs = match_words(written, heard)

    assert pairs == sorted(pairs)
    assert len({one for one, _ in pairs}) == len({two for _, two in pairs}) == len(pairs)


@few_examples
@given(words)
def test_equal_texts_match_word_by_word(written: Sequence[str]) -> None:
    assert match_words(written, written) == [(at, at) for at in range(len(written))]
