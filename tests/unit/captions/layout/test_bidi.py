"""The order of words in lines with right-to-left words."""

from pathlib import Path
from typing import Final

import pytest

from functions.captions.layout.bidi import order_words
from testing.captions import VERTICAL, draw_text, first_cue, ink_bounds

ARABIC_AD: Final = "كاميرا iPhone 15 Pro بسعر 499 ريال"


def test_words_of_a_right_to_left_text_run_from_right_to_left() -> None:
    words = first_cue("كاميرا جديدة").placed_words

    assert [word.text for word in words] == ["كاميرا", "جديدة"]
    assert words[0].x_px > words[1].x_px


def test_names_and_numbers_keep_their_direction_in_a_right_to_left_text() -> None:
    words = ARABIC_AD.split()

    line = " ".join(words[at] for at in order_words(words, rtl=True).order)

    assert line == "ريال 499 بسعر iPhone 15 Pro كاميرا"


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("Meet שלום עולם now", False, "Meet עולם שלום now"),
        ("Meet שלום עולם!", False, "Meet עולם! שלום"),
        ("שלום עולם. Now", False, "עולם. שלום Now"),
        ("Mug (שלום עולם) 12 €", False, "Mug עולם) (שלום 12 €"),
        ("Mug שלום 12 עולם. 12 € neu", False, "Mug עולם. 12 שלום 12 € neu"),
        ("Der كوب جديد?", False, "Der جديد? كوب"),
        ("Say שלום! Now", False, "Say שלום! Now"),
        ("كاميرا Samsung Galaxy!", True, "Samsung Galaxy! كاميرا"),
        ("כוס (Big Mug). חדש", True, "חדש (Big Mug). כוס"),
        ("ה-iPhone 15 Pro חדש", True, "חדש 15 Pro ה-iPhone"),
        ("Mug ١٢ كوب", False, "Mug كوب ١٢"),
    ],
)
def test_words_of_the_other_direction_keep_their_order(text: str, rtl: bool, expected: str) -> None:
    words = text.split()

    assert " ".join(words[at] for at in order_words(words, rtl).order) == expected


def test_words_next_to_another_of_the_other_direction_have_marks() -> None:
    """With a mark, the comma is drawn left of the first word and the full stop left of the second.

    A single word of the other direction has none: the full stop of the sentence stays on the side of the sentence.
    """
    words = ["Mug", "שלום,", "עולם."]

    assert order_words(words, rtl=False).marks == ("", "\u200f", "\u200f")
    assert order_words(["Mug", "שלום."], rtl=False).marks == ("", "")
    assert order_words(["כוס", "Big", "Mug.", "חדש"], rtl=True).marks == ("", "\u200e", "\u200e", "")


def test_full_stop_is_drawn_left_of_the_second_of_two_right_to_left_words(tmp_path: Path) -> None:
    covered = draw_text("שלום עולם. A tall coffee mug for every good morning", 0.5, VERTICAL.frame, tmp_path, "karaoke")

    left = ink_bounds(covered)[0]
    top = ink_bounds(covered[:, : left + round(0.1 * VERTICAL.em_px)])[1]
    assert top > first_cue("שלום").placed_words[0].y_px
