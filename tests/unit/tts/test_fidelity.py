"""Which readings count as word for word."""

import pytest

from functions.tts.fidelity import differences

TEXT = "Meet the twenty nineteen Mazda M X five! It's yours for fifteen thousand four hundred ninety-nine dollars."


@pytest.mark.parametrize(
    "transcript",
    [
        TEXT,
        TEXT.upper(),
        "Meet the 2019 Mazda MX-5. It's yours for $15,499.",
        "Meet the 2019 Mazda MX5: it is yours, for fifteen thousand four hundred and ninety nine dollars",
        "“Meet the twenty-nineteen Mazda M-X five!” It’s yours for $15,499…",
    ],
)
def test_spelling_makes_no_difference(transcript: str) -> None:
    assert differences(TEXT, transcript, "en") == []


@pytest.mark.parametrize(
    ("transcript", "difference"),
    [
        ("Meet the 2019 Mazda MX-5! It's yours for $15,400.", "nothing instead of ninety nine"),
        ("Meet the 2018 Mazda MX-5! It's yours for $15,499.", "eighteen instead of nineteen"),
        ("Meet the 2019 Toyota MX-5! It's yours for $15,499.", "toyota instead of mazda"),
        ("Sure! Meet the 2019 Mazda MX-5! It's yours for $15,499.", "sure instead of nothing"),
        ("Meet the 2019 Mazda MX-5!", "nothing instead of it is yours"),
        ("", "nothing instead of meet"),
    ],
)
def test_other_words_are_named(transcript: str, difference: str) -> None:
    assert any(found.startswith(difference) for found in differences(TEXT, transcript, "en"))


@pytest.mark.parametrize(
    ("text", "heard"), [("We can't wait.", "We cannot wait."), ("You'll love it", "You will love it")]
)
def test_short_forms_are_the_long_ones(text: str, heard: str) -> None:
    assert differences(text, heard, "en") == []


def test_not_is_a_word_like_any_other() -> None:
    assert differences("It has no rust.", "It has rust.", "en") == ["nothing instead of no"]
