"""Tokens: which words belong to which part of the text."""

from vidx import speech
from vidx.speech.rules import Grammar, ambiguous_rule, rule
from vidx.speech.tokens import build_tokens


def test_every_token_has_its_spoken_words() -> None:
    words = [
        (token.written_form, token.words) for token in speech.tokenize("Just $1.5 million, 12 km away — wow 🔥!", "en")
    ]

    assert words == [
        ("Just", ("Just",)),
        ("$1.5", ("one", "point", "five")),
        ("million,", ("million", "dollars")),
        ("12", ("twelve",)),
        ("km", ("kilometers",)),
        ("away —", ("away",)),
        ("wow 🔥!", ("wow",)),
    ]


def test_what_has_no_words_at_the_start_belongs_to_the_first_token() -> None:
    assert [token.written_form for token in speech.tokenize("🔥 🔥 Deal", "en")] == ["🔥 🔥 Deal"]


def test_a_text_without_words_is_one_token_without_words() -> None:
    (token,) = speech.tokenize("🔥 ❤️", "en")

    assert (token.written_form, token.words, speech.to_voice_text("🔥 ❤️", "en")) == ("🔥 ❤️", (), "")


def test_an_ambiguous_token_stays_as_written_for_the_voice_and_has_its_likeliest_words() -> None:
    ambiguous = ambiguous_rule(r"10/12", "ten twelve")
    grammar = Grammar((ambiguous, rule(r"\d+", "five")), {"&": "and"})

    first, second, third = build_tokens("On 10/12, 5 & on", grammar)[0:2] + build_tokens("(10/12)", grammar)

    assert (first.voice_text, first.words) == ("On", ("On",))
    assert (second.written_form, second.voice_text, second.spoken_form) == ("10/12,", "10/12,", "ten twelve,")
    assert second.words == ("ten", "twelve")
    assert (third.voice_text, third.words) == ("(10/12)", ("ten", "twelve"))
