"""Pronunciations of words that the dictionary lacks."""

import pytest

from functions.captions.pronunciation import phones_by_rule, pronounce

KNOWN = {
    "air": "EH R", "fry": "F R AY", "crock": "K R AA K", "pot": "P AA T", "box": "B AA K S", "brew": "B R UW",
    "bake": "B EY K", "r": "AA R", "t.": "T IY", "x": "EH K S", "smart": "S M AA R T", "watch": "W AA CH",
    "watches": "W AA CH AH Z", "sonos": "S OW N OW S",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("crockpot", "K R AA K P AA T"),
        ("smartwatch", "S M AA R T W AA CH"),
        ("airfryer", "EH R F R AY ER"),
        ("smartwatches", "S M AA R T W AA CH AH Z"),
        ("sonos's", "S OW N OW S IH Z"),
        ("crock's", "K R AA K S"),
        ("brews", "B R UW Z"),
        ("brewed", "B R UW D"),
        ("boxed", "B AA K S T"),
        ("baking", "B EY K IH NG"),
        ("rtx", "AA R T IY EH K S"),
    ],
)
def test_known_stems_parts_and_letters_come_before_the_rules(word: str, expected: str) -> None:
    assert pronounce(word, KNOWN.get) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lego", "L EH G OW"),
        ("shark", "SH AA R K"),
        ("bright", "B R AY T"),
        ("nation", "N EY SH AH N"),
        ("quick", "K W IH K"),
    ],
)
def test_rules_give_the_phones_of_unknown_words(word: str, expected: str) -> None:
    assert " ".join(phones_by_rule(word)) == expected


def test_word_in_another_script_has_a_sound() -> None:
    assert pronounce("日本", KNOWN.get) == "AH"
