"""Escapes of ASS."""

import unicodedata

import pytest

from functions.captions.webvtt import escape_webvtt
from testing.captions import FONT_TAGS
from vidx.typography.ass import escape_ass
from vidx.typography.drawable import drawable_text
from vidx.typography.measure import width_em


@pytest.mark.parametrize(
    "sequence",
    ["👨‍👩‍👧", "👨‍👩‍👧‍👦", "👩‍❤‍👨", "❤‍🔥", "🏳‍🌈", "🏴‍☠", "🫱‍🫲", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "#⃣", "1⃣"],
)
def test_emoji_sequence_is_drawn_as_one_character(sequence: str) -> None:
    assert drawable_text(f"a {sequence}{sequence} b") == f"a {sequence}{sequence} b"
    assert width_em(sequence) == pytest.approx(width_em("🔥"), abs=0.002)
    assert escape_webvtt(sequence) == sequence
    characters = FONT_TAGS.sub("", escape_ass(sequence))
    assert [unicodedata.category(char) for char in characters] == ["Co"]


def test_backslash_before_a_brace_does_not_undo_the_escape() -> None:
    assert escape_ass("\\{b1}") == "\\\u2060\\{b1\\}"
