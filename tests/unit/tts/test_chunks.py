"""Splitting long scripts for a provider's limit."""

from hypothesis import given
from hypothesis import strategies as st

from functions.tts.chunks import split_for_speech


def test_a_script_within_the_limit_stays_whole() -> None:
    assert split_for_speech("One. Two!  Three?", 100) == ["One. Two! Three?"]


def test_a_long_script_is_split_at_sentence_ends() -> None:
    assert split_for_speech("One two. Three four! Five six?", 20) == ["One two. Three four!", "Five six?"]


def test_a_sentence_beyond_the_limit_is_split_at_blanks() -> None:
    assert split_for_speech("one two three four", 9) == ["one two", "three", "four"]


def test_a_word_beyond_the_limit_is_cut() -> None:
    assert split_for_speech("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(alphabet="ab .!?\n", min_size=1), st.integers(min_value=1, max_value=30))
def test_no_piece_is_too_long_and_none_is_lost(text: str, max_chars: int) -> None:
    pieces = split_for_speech(text, max_chars)

    assert all(len(piece) <= max_chars for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
