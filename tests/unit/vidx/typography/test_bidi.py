"""The direction in which a text runs."""

import pytest

from vidx.typography.bidi import is_mostly_rtl, starts_rtl


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("Camera", False),
        ("מצלמה", True),
        ("كاميرا Leica", True),
        ("Leica מצלמה", False),
        ("123 € מצלמה", True),
        ("123 €", False),
        ("", False),
    ],
)
def test_the_first_letter_determines_the_direction(text: str, rtl: bool) -> None:
    assert starts_rtl(text) is rtl


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        pytest.param("מצלמה Leica", True, id="5 of 10 letters"),
        pytest.param("אבגד abcdefghi", True, id="4 of 13 letters"),
        pytest.param("אבג abcdefg", False, id="3 of 10 letters"),
        pytest.param("Leica M3", False, id="none"),
        pytest.param("123 !", False, id="no letters"),
    ],
)
def test_a_text_is_mostly_right_to_left_above_30_percent_of_its_letters(text: str, rtl: bool) -> None:
    assert is_mostly_rtl(text) is rtl
