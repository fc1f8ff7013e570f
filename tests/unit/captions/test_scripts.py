"""Every writing system: its words in the right order, cut at sensible places, and drawn by our own fonts."""

import subprocess
import unicodedata
from itertools import combinations, pairwise
from pathlib import Path
from typing import Final

import imageio_ffmpeg
import pytest
from fontTools.ttLib import TTFont

from functions.captions import ass
from functions.captions.layout.bidi import order_words
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import Cue, lay_out_cues
from functions.captions.layout.pieces import split_into_pieces
from functions.captions.theme import STYLE_METRICS
from layers.ffmpeg.font_sources import SOURCES
from layers.ffmpeg.signs import joined_signs
from tests.unit.captions.test_cues import BRAND, TALL, said
from tests.unit.captions.test_drawn import FONTS, NO_SYSTEM_FONTS, bounds, drawing, ink
from tests.unit.captions.test_styles import events
from vidx.options import FRAMES, CaptionStyle
from vidx.typography import fonts
from vidx.typography.measure import width_em
from vidx.words import TimedWord, Words

WORDS: Final = {
    "Latin": "Ångström", "Cyrillic": "Щёлково", "Greek": "Φρέσκος", "Arabic": "الطازجة", "Hebrew": "ירושלים",
    "Devanagari": "ज़िन्दगी", "Thai": "น้ำผึ้ง", "Japanese": "コーヒー豆", "Chinese": "新鲜咖啡", "Korean": "신선한",
    "Emoji": "🔥👩🏽‍🚀👨‍👩‍👧🇩🇪1️⃣",
}  # fmt: skip
ARABIC_AD: Final = "كاميرا iPhone 15 Pro بسعر 499 ريال"


def first_cue(text: str) -> Cue:
    return lay_out_cues(said(text), TALL)[0]


@pytest.mark.parametrize("script", WORDS)
def test_a_word_is_drawn_within_its_measured_width_and_without_a_missing_glyph(script: str, tmp_path: Path) -> None:
    left, top, right, bottom = bounds(ink(WORDS[script], 0.2, TALL.frame, tmp_path, "karaoke"))

    placed = first_cue(WORDS[script]).placed_words
    around_px = STYLE_METRICS["karaoke"].overhang * TALL.em_px
    drawn_px, measured_px = right - left, width_em("".join(word.text for word in placed)) * TALL.em_px
    assert 0.55 * measured_px < drawn_px < measured_px + 2 * around_px
    assert placed[0].y_px - top < STYLE_METRICS["karaoke"].half_height * TALL.em_px
    assert bottom - placed[0].y_px < STYLE_METRICS["karaoke"].half_height * TALL.em_px


def test_shared_characters_have_the_forms_of_their_language(tmp_path: Path) -> None:
    """`直骨次返誤` before a word that tells the language, at a moment at which that word is not there yet."""
    drawn = {}
    for language, word in {"ja": "です", "ko": "입니다", "zh": "这个", "tw": "這個"}.items():
        words = [TimedWord(text="直骨次返誤。", start_s=0.0, end_s=1.0), TimedWord(text=word, start_s=3.0, end_s=4.0)]
        shown = lay_out_cues(
            Words(words=tuple(words), voice_s=4.0, method="alignment", confidence=1.0, model="m"), TALL
        )
        drawn[language] = drawing(shown, 0.5, TALL.frame, tmp_path)

    assert all(picture.any() for picture in drawn.values())
    assert min((one != other).mean() for one, other in combinations(drawn.values(), 2)) > 1e-4


def test_libass_finds_every_character_in_our_fonts(tmp_path: Path) -> None:
    canvas = Canvas(FRAMES["16:9"], STYLE_METRICS["clean"])
    (tmp_path / "c.ass").write_text(
        ass.write_ass(lay_out_cues(said(" ".join(WORDS.values()), 0.04), canvas), canvas.frame, "clean", BRAND), "utf-8"
    )
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "verbose", "-f", "lavfi", "-i", "color=s=1920x1080:r=5:d=3"]
    command += ["-vf", f"ass=c.ass:fontsdir={FONTS}", "-f", "null", "-"]

    log = subprocess.run(command, cwd=tmp_path, env=NO_SYSTEM_FONTS, capture_output=True, check=True).stderr.decode()

    assert "Loading font file" in log
    assert "not found, selecting one more font" not in log
    assert "failed to find any fallback" not in log


def test_every_character_in_the_table_has_a_glyph_in_its_font() -> None:
    for source in SOURCES:
        with TTFont(FONTS / source.output, lazy=True) as font:
            known = set(font.getBestCmap())
        drawn = {
            code
            for code in (*range(0x20000), *range(0xF0000, 0xF1000))
            if (found := fonts.glyph(chr(code))) and found.family == source.family
        }
        assert drawn
        assert drawn <= known


def test_signs_stand_for_the_sequences_that_the_built_font_joins() -> None:
    with TTFont(FONTS / SOURCES[-1].output) as font:
        joined, drawn = joined_signs(font), font.getBestCmap()

    assert list(fonts.emoji_sequences()) == list(joined)
    assert [drawn[ord(sign)] for sign in fonts.emoji_sequences().values()] == list(joined.values())
    assert max(map(len, joined)) == fonts.MAX_SEQUENCE_CHARS


@pytest.mark.parametrize("style", ["pop", "karaoke", "clean"])
@pytest.mark.parametrize("sign", ["👨‍👩‍👧", "👩‍🚀", "🇩🇪", "1⃣"])
def test_a_joined_sign_alone_on_its_line_is_as_wide_as_a_simple_one(
    sign: str, style: CaptionStyle, tmp_path: Path
) -> None:
    left, _, right, _ = bounds(ink(sign, 0.2, TALL.frame, tmp_path, style))

    assert right - left <= (width_em("🔥") + 2 * STYLE_METRICS[style].overhang) * TALL.em_px + 2


def test_words_of_a_right_to_left_text_stand_from_right_to_left() -> None:
    words = first_cue("كاميرا جديدة").placed_words

    assert [word.text for word in words] == ["كاميرا", "جديدة"]
    assert words[0].x_px > words[1].x_px


def test_foreign_names_and_figures_keep_their_own_direction_in_it() -> None:
    words = ARABIC_AD.split()

    shown = " ".join(words[at] for at in order_words(words, rtl=True).order)

    assert shown == "ريال 499 بسعر iPhone 15 Pro كاميرا"


@pytest.mark.parametrize(
    ("text", "rtl", "shown"),
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
def test_words_of_the_other_direction_keep_their_order_beside_punctuation(text: str, rtl: bool, shown: str) -> None:
    words = text.split()

    assert " ".join(words[at] for at in order_words(words, rtl).order) == shown


def test_punctuation_stays_with_its_word_among_words_of_the_other_direction() -> None:
    """The comma stands left of the first word and the full stop left of the second, as both are read; alone, a word of
    the other direction leaves the sentence's full stop on the sentence's side."""
    words = ["Mug", "שלום,", "עולם."]

    assert order_words(words, rtl=False).marks == ("", "\u200f", "\u200f")
    assert order_words(["Mug", "שלום."], rtl=False).marks == ("", "")
    assert order_words(["כוס", "Big", "Mug.", "חדש"], rtl=True).marks == ("", "\u200e", "\u200e", "")


def test_a_full_stop_is_drawn_left_of_the_second_of_two_right_to_left_words(tmp_path: Path) -> None:
    changed = ink("שלום עולם. A tall coffee mug for every good morning", 0.5, TALL.frame, tmp_path, "karaoke")

    left = bounds(changed)[0]
    top = bounds(changed[:, : left + round(0.1 * TALL.em_px)])[1]
    assert top > first_cue("שלום").placed_words[0].y_px


def test_right_to_left_words_are_read_by_libass_as_such() -> None:
    assert all("\u200f" in event.text for event in events("מצלמה (Halden)", "pop"))


def test_karaoke_sweeps_right_to_left_words_from_their_right_edge() -> None:
    (lit,) = [event.text for event in events("מצלמה", "karaoke") if event.layer == 2]

    (left, _, right, _), (last_left, _, last_right, _) = (
        map(int, clip.split(")")[0].split(",")) for clip in lit.split("\\clip(")[1:]
    )
    assert left == right == last_right
    assert last_left < last_right


@pytest.mark.parametrize(
    ("text", "count"),
    [("毎朝、淹れたてのコーヒーを楽しもう。", 4), ("每天早上都能喝到新鲜的咖啡。", 3), ("กาแฟสดใหม่ทุกเช้าที่บ้านคุณ", 3)],
)
def test_texts_without_spaces_are_cut_into_phrases(text: str, count: int) -> None:
    found = split_into_pieces(said(text, 3.0).words, TALL)

    assert len(found) >= count
    assert "".join(piece.text for piece in found) == text
    assert [piece.glued for piece in found] == [False] + [True] * (len(found) - 1)
    assert all(before.end_s == after.start_s for before, after in pairwise(found))
    assert not any(unicodedata.category(piece.text[0]).startswith("M") for piece in found)


def test_text_without_spaces_gets_none_in_the_player_either() -> None:
    found = lay_out_cues(said("毎朝、淹れたてのコーヒーを楽しもう。", 3.0), TALL)

    assert " " not in "".join(line.text for cue in found for line in cue.lines)


def test_long_words_are_never_cut_within_a_letter() -> None:
    word = "क्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रिय"

    found = [piece.text for piece in split_into_pieces(said(word).words, TALL)]

    assert len(found) > 1
    assert "".join(found) == word
    assert not any(unicodedata.category(part[0]).startswith("M") or part.endswith("\u094d") for part in found)
