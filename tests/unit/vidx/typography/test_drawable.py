"""Text of users made drawable."""

import pytest

from vidx.typography import fonts
from vidx.typography.drawable import drawable_text


def test_emoji_lose_skin_tones_and_variation_selectors() -> None:
    assert drawable_text("Hot 🔥☕️ deal 👩🏽‍🚀 1️⃣ ❤️!") == "Hot 🔥☕ deal 👩‍🚀 1⃣ ❤!"


@pytest.mark.parametrize(
    ("sequence", "drawable"),
    [
        ("🔥‍🚀", "🔥"),
        ("🔥‍🚀‍☕!", "🔥!"),
        ("👩‍🚀‍☕", "👩‍🚀"),
        ("👋🏽‍", "👋"),
        ("🏴󠁵󠁳󠁴󠁸󠁿", "🏴"),
        ("🇽🇽🇩🇪", "🇩🇪"),
        ("‍🔥", "🔥"),
        ("x⃣", "x"),
        ("\U000f0000a\ue000", "a"),
    ],
    ids=[
        "unknown",
        "unknown of three",
        "known and more",
        "dangling",
        "region",
        "countries",
        "leading",
        "key",
        "private",
    ],
)
def test_unknown_emoji_sequence_becomes_its_first_part(sequence: str, drawable: str) -> None:
    assert drawable_text(sequence) == drawable


def test_result_has_no_private_use_character() -> None:
    assert max(drawable_text("👨‍👩‍👧 hi 👩‍🚀")) < fonts.FIRST_SEQUENCE_CHAR


@pytest.mark.parametrize(
    ("text", "drawable"),
    [
        ("𝐇𝐨𝐭 𝓢𝓪𝓵𝓮 ﬁn ㎏", "Hot Sale fin kg"),
        ("አማርኛ ᚠ ok", "ok"),
        ("🇩🇪 🇽🇽", "🇩🇪"),
        ("x\u0489 \u0e48 می\u200cخواهم क्\u200dष a\u200db", "x می\u200cخواهم क्\u200dष ab"),
    ],
)
def test_undrawable_characters_become_plain_or_go(text: str, drawable: str) -> None:
    assert drawable_text(text) == drawable


@pytest.mark.parametrize(
    "text", ["Café", "Ελλάδα", "Привет", "日本語", "مرحبا", "ไทย", "$49.99", "5°C", "50%", "№1", "a+b"]
)
def test_letters_prices_and_units_stay(text: str) -> None:
    assert drawable_text(text) == text


def test_control_characters_and_direction_marks_go() -> None:
    assert drawable_text("a\u202eb\u200bc\x07d\ufeff") == "abcd"
