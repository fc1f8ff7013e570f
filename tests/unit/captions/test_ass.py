"""Captions as libass draws them, with the shipped fonts only."""

import subprocess
from itertools import combinations
from pathlib import Path
from typing import Final

import imageio_ffmpeg
import numpy as np
import pysubs2
import pytest
from hypothesis import given

from functions.captions import ass, theme
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.theme import STYLE_METRICS
from testing.captions import (
    BRAND,
    FONT_TAGS,
    FONTS,
    HOSTILE,
    NO_SYSTEM_FONTS,
    VERTICAL,
    draw_cues,
    draw_text,
    few_examples,
    first_cue,
    ink_bounds,
    timed_text,
    timed_words,
)
from vidx.options import CAPTION_STYLES, FRAME_SIZES, CaptionStyle
from vidx.typography.measure import width_em
from vidx.typography.safe_area import above_captions
from vidx.words import TimedWord, WordTimings

WORDS: Final = {
    "Latin": "Ångström", "Cyrillic": "Щёлково", "Greek": "Φρέσκος", "Arabic": "الطازجة", "Hebrew": "ירושלים",
    "Devanagari": "ज़िन्दगी", "Thai": "น้ำผึ้ง", "Japanese": "コーヒー豆", "Chinese": "新鲜咖啡", "Korean": "신선한",
    "Emoji": "🔥👩🏽‍🚀👨‍👩‍👧🇩🇪1️⃣",
}  # fmt: skip


@few_examples
@given(timed_words())
def test_text_never_forms_an_override_block(words: WordTimings) -> None:
    text = ass.write_ass(lay_out_cues(words, VERTICAL), VERTICAL.frame, "pop", BRAND)

    for event in pysubs2.SSAFile.from_string(text).events:
        assert event.text.startswith("{\\pos(")
        letters = FONT_TAGS.sub("", event.text.split("}", 1)[1])
        unescaped = letters.replace("\\{", "").replace("\\}", "")
        assert "{" not in unescaped
        assert "}" not in unescaped


def test_override_tags_in_a_text_are_escaped() -> None:
    text = ass.write_ass(lay_out_cues(timed_text(HOSTILE), VERTICAL), VERTICAL.frame, "pop", BRAND)

    assert "{\\an8}" not in text
    assert "\\{\\\u2060an8\\}Top" in text
    assert "one\\Ntwo" not in text


@pytest.mark.parametrize("format_", list(FRAME_SIZES))
@pytest.mark.parametrize("text", ["Weatherproof Ångström", "Supercalifragilisticexpialidocious", "Gyjpq, (quickly)!"])
@pytest.mark.parametrize("caption_style", CAPTION_STYLES)
def test_nothing_is_drawn_outside_the_safe_box(
    text: str, format_: str, caption_style: CaptionStyle, tmp_path: Path
) -> None:
    canvas = Canvas(FRAME_SIZES[format_], STYLE_METRICS[caption_style])

    left, top, right, bottom = ink_bounds(draw_text(text, 0.07, canvas.frame, tmp_path, caption_style))

    box = canvas.safe_box
    assert box.left_px <= left
    assert above_captions(canvas.frame).bottom_px <= top
    assert right <= box.right_px
    assert bottom <= box.bottom_px


@pytest.mark.parametrize("caption_style", CAPTION_STYLES)
@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("{\\an8}x", "{/an8}x"),
        ("a\\Nb\\hc", "a/Nb/hc"),
        ("{\\p1}m0,0{\\fs500}", "{/p1}m0,0{/fs500}"),
        ("\\{\\fscx400}x", "/{/fscx400}x"),
    ],
)
def test_override_tags_in_a_text_are_drawn_as_text(
    hostile: str, plain: str, caption_style: CaptionStyle, tmp_path: Path
) -> None:
    """The text is as wide and high as the same text with slashes, which are no wider than backslashes."""
    bounds = ink_bounds(draw_text(hostile, 0.2, VERTICAL.frame, tmp_path, caption_style))

    assert bounds == pytest.approx(ink_bounds(draw_text(plain, 0.2, VERTICAL.frame, tmp_path, caption_style)), abs=12)


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("pay\u202e99\u2066x\u061c", "pay99x"),
        ("z\u200be\u2060r\ufeffo\u00ad", "zero"),
        ("<b>&amp;\x07</b>", "<b>&amp;</b>"),
        ("1\ufe0f2\u20dd34", "1234"),
    ],
)
def test_invisible_characters_change_no_pixel(hostile: str, plain: str, tmp_path: Path) -> None:
    covered = draw_text(hostile, 0.2, VERTICAL.frame, tmp_path)

    assert np.array_equal(covered, draw_text(plain, 0.2, VERTICAL.frame, tmp_path))


@pytest.mark.parametrize("word", ["HHHHH", "ΗΗΗΗΗ", "ДДДДД"])
def test_words_are_as_wide_as_measured(word: str, tmp_path: Path) -> None:
    left, _, right, _ = ink_bounds(draw_text(word, 0.34, VERTICAL.frame, tmp_path))

    drawn_em = (right - left) / VERTICAL.em_px
    extra_em = 2 * (theme.OUTLINE_WIDTH + theme.SHADOW_BLUR + theme.MAX_POP_GROWTH)
    assert width_em(word) - 0.2 <= drawn_em <= width_em(word) + extra_em


@pytest.mark.parametrize("script", WORDS)
def test_word_of_every_script_is_drawn_within_its_measured_width(script: str, tmp_path: Path) -> None:
    left, top, right, bottom = ink_bounds(draw_text(WORDS[script], 0.2, VERTICAL.frame, tmp_path, "karaoke"))

    words = first_cue(WORDS[script]).placed_words
    overhang_px = STYLE_METRICS["karaoke"].overhang * VERTICAL.em_px
    drawn_px, measured_px = right - left, width_em("".join(word.text for word in words)) * VERTICAL.em_px
    assert 0.55 * measured_px < drawn_px < measured_px + 2 * overhang_px
    assert words[0].y_px - top < STYLE_METRICS["karaoke"].half_height * VERTICAL.em_px
    assert bottom - words[0].y_px < STYLE_METRICS["karaoke"].half_height * VERTICAL.em_px


def test_chinese_characters_have_the_forms_of_the_language(tmp_path: Path) -> None:
    """`直骨次返誤` is drawn before a later word that tells the language."""
    masks = {}
    for language, word in {"ja": "です", "ko": "입니다", "zh": "这个", "tw": "這個"}.items():
        words = [TimedWord(text="直骨次返誤。", start_s=0.0, end_s=1.0), TimedWord(text=word, start_s=3.0, end_s=4.0)]
        cues = lay_out_cues(
            WordTimings(words=tuple(words), voice_s=4.0, method="alignment", confidence=1.0, model="m"), VERTICAL
        )
        masks[language] = draw_cues(cues, 0.5, VERTICAL.frame, tmp_path)

    assert all(mask.any() for mask in masks.values())
    assert min((one != other).mean() for one, other in combinations(masks.values(), 2)) > 1e-4


def test_libass_finds_every_character_in_the_shipped_fonts(tmp_path: Path) -> None:
    canvas = Canvas(FRAME_SIZES["16:9"], STYLE_METRICS["clean"])
    (tmp_path / "c.ass").write_text(
        ass.write_ass(lay_out_cues(timed_text(" ".join(WORDS.values()), 0.04), canvas), canvas.frame, "clean", BRAND),
        "utf-8",
    )
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "verbose", "-f", "lavfi", "-i", "color=s=1920x1080:r=5:d=3"]
    command += ["-vf", f"ass=c.ass:fontsdir={FONTS}", "-f", "null", "-"]

    log = subprocess.run(command, cwd=tmp_path, env=NO_SYSTEM_FONTS, capture_output=True, check=True).stderr.decode()

    assert "Loading font file" in log
    assert "not found, selecting one more font" not in log
    assert "failed to find any fallback" not in log


@pytest.mark.parametrize("style", ["pop", "karaoke", "clean"])
@pytest.mark.parametrize("sequence", ["👨‍👩‍👧", "👩‍🚀", "🇩🇪", "1⃣"])
def test_emoji_sequence_alone_on_its_line_is_as_wide_as_one_emoji(
    sequence: str, style: CaptionStyle, tmp_path: Path
) -> None:
    left, _, right, _ = ink_bounds(draw_text(sequence, 0.2, VERTICAL.frame, tmp_path, style))

    assert right - left <= (width_em("🔥") + 2 * STYLE_METRICS[style].overhang) * VERTICAL.em_px + 2
