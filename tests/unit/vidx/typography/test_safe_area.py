"""The area in which text may be."""

from testing.captions import VERTICAL


def test_safe_box_of_the_vertical_format_is_free_on_all_platforms() -> None:
    assert VERTICAL.safe_box == (65, 270, 900, 1248)
