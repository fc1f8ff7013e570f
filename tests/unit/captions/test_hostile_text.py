"""Sellers' text steers nothing: neither libass nor a WebVTT player, and no character comes out as a box."""

import io
import re
import unicodedata

import pysubs2
import pytest
import webvtt
from hypothesis import given

from functions.captions import ass
from functions.captions import webvtt as webvtt_writer
from functions.captions.layout.cues import lay_out_cues
from functions.captions.webvtt import escape_webvtt
from tests.unit.captions.test_cues import BRAND, TALL, relaxed, said, timed_words
from vidx.typography import fonts
from vidx.typography.ass import escape_ass
from vidx.typography.drawable import drawable_text
from vidx.typography.measure import width_em
from vidx.words import Words

OUR_FONTS = re.compile(r"(?<!\\)\{\\fn[A-Za-z ]*\}")
"""Where the font changes within a text; a brace of the seller has a backslash before it."""
HOSTILE = (
    r"{\an8}Top {\fs500}huge one\Ntwo \h {\p1}m0,0 <b>bold</b> <i> & &lt; 00:00.000-->00:01.000 NOTE STYLE {unclosed \{"
)


def test_emoji_stay_without_what_one_colour_cannot_show() -> None:
    assert drawable_text("Hot 🔥☕️ deal 👩🏽‍🚀 1️⃣ ❤️!") == "Hot 🔥☕ deal 👩‍🚀 1⃣ ❤!"


@pytest.mark.parametrize(
    "sign",
    ["👨‍👩‍👧", "👨‍👩‍👧‍👦", "👩‍❤‍👨", "❤‍🔥", "🏳‍🌈", "🏴‍☠", "🫱‍🫲", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "#⃣", "1⃣"],
)
def test_a_sign_joined_of_several_stays_whole_and_is_one_glyph_wide(sign: str) -> None:
    assert drawable_text(f"a {sign}{sign} b") == f"a {sign}{sign} b"
    assert width_em(sign) == pytest.approx(width_em("🔥"), abs=0.002)
    assert escape_webvtt(sign) == sign
    drawn = OUR_FONTS.sub("", escape_ass(sign))
    assert [unicodedata.category(char) for char in drawn] == ["Co"]


@pytest.mark.parametrize(
    ("joined", "shown"),
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
def test_of_a_sign_that_the_font_does_not_know_the_first_part_is_shown(joined: str, shown: str) -> None:
    assert drawable_text(joined) == shown


def test_no_character_for_private_use_is_kept_for_long() -> None:
    assert max(drawable_text("👨‍👩‍👧 hi 👩‍🚀")) < fonts.FIRST_SEQUENCE_CHAR


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("𝐇𝐨𝐭 𝓢𝓪𝓵𝓮 ﬁn ㎏", "Hot Sale fin kg"),
        ("አማርኛ ᚠ ok", "ok"),
        ("🇩🇪 🇽🇽", "🇩🇪"),
        ("x\u0489 \u0e48 می\u200cخواهم क्\u200dष a\u200db", "x می\u200cخواهم क्\u200dष ab"),
    ],
)
def test_what_no_font_has_becomes_plain_or_goes_and_joiners_stay_where_they_shape_letters(
    text: str, shown: str
) -> None:
    assert drawable_text(text) == shown


@pytest.mark.parametrize(
    "text", ["Café", "Ελλάδα", "Привет", "日本語", "مرحبا", "ไทย", "$49.99", "5°C", "50%", "№1", "a+b"]
)
def test_letters_prices_and_units_stay(text: str) -> None:
    assert drawable_text(text) == text


def test_controls_and_direction_marks_are_dropped() -> None:
    assert drawable_text("a\u202eb\u200bc\x07d\ufeff") == "abcd"


@relaxed
@given(timed_words())
def test_every_override_block_in_the_ass_file_is_ours(words: Words) -> None:
    text = ass.write_ass(lay_out_cues(words, TALL), TALL.frame, "pop", BRAND)

    for event in pysubs2.SSAFile.from_string(text).events:
        assert event.text.startswith("{\\pos(")
        spoken = OUR_FONTS.sub("", event.text.split("}", 1)[1])
        unescaped = spoken.replace("\\{", "").replace("\\}", "")
        assert "{" not in unescaped
        assert "}" not in unescaped


def test_override_codes_of_the_seller_are_shown_as_text() -> None:
    text = ass.write_ass(lay_out_cues(said(HOSTILE), TALL), TALL.frame, "pop", BRAND)

    assert "{\\an8}" not in text
    assert "\\{\\\u2060an8\\}Top" in text
    assert "one\\Ntwo" not in text


def test_backslash_before_a_brace_does_not_undo_the_escape() -> None:
    assert escape_ass("\\{b1}") == "\\\u2060\\{b1\\}"


def test_vtt_is_valid_and_shows_markup_as_text() -> None:
    text = webvtt_writer.write_webvtt(lay_out_cues(said(HOSTILE), TALL))

    parsed = webvtt.from_buffer(io.StringIO(text)).captions
    assert " ".join(caption.raw_text for caption in parsed).count("-->") == 0
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
    assert text.count("-->") == len(parsed)


@relaxed
@given(timed_words())
def test_vtt_times_are_those_of_the_cues(words: Words) -> None:
    laid_out = lay_out_cues(words, TALL)

    parsed = webvtt.from_buffer(io.StringIO(webvtt_writer.write_webvtt(laid_out))).captions

    assert [(cue.start_in_seconds, cue.end_in_seconds) for cue in parsed] == [
        (int(cue.start_s + 1e-6), int(cue.end_s + 1e-6)) for cue in laid_out
    ]
