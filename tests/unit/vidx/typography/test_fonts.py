"""The table of glyphs and widths, and the shipped fonts."""

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont

from layers.ffmpeg.emoji_sequences import emoji_sequences
from layers.ffmpeg.font_sources import SOURCES
from testing.captions import FONTS
from vidx.typography import fonts
from vidx.typography.measure import FONT, ass_font_size, width_em


def test_every_character_in_the_table_has_a_glyph_in_its_font() -> None:
    for source in SOURCES:
        with TTFont(FONTS / source.output, lazy=True) as font:
            characters = set(font.getBestCmap())
        table = {
            code
            for code in (*range(0x20000), *range(0xF0000, 0xF1000))
            if (glyph := fonts.glyph(chr(code))) and glyph.family == source.family
        }
        assert table
        assert table <= characters


def test_sequences_of_the_table_are_those_of_the_emoji_font() -> None:
    with TTFont(FONTS / SOURCES[-1].output) as font:
        sequences, glyphs = emoji_sequences(font), font.getBestCmap()

    assert list(fonts.emoji_sequences()) == list(sequences)
    assert [glyphs[ord(character)] for character in fonts.emoji_sequences().values()] == list(sequences.values())
    assert max(map(len, sequences)) == fonts.MAX_SEQUENCE_CHARS


def test_widths_are_those_of_the_shipped_font() -> None:
    text, em_px = "Weatherproof $49.99 Привет café", 1000
    font = ImageFont.truetype(FONTS / "montserrat-extrabold.ttf", em_px, layout_engine=ImageFont.Layout.BASIC)

    advances_em = sum(font.getlength(char) for char in text) / em_px

    assert width_em(text) == pytest.approx(advances_em, rel=0.001)


def test_ass_font_size_is_the_whole_line_height() -> None:
    font = ImageFont.truetype(FONTS / "montserrat-extrabold.ttf", 1000)

    assert ass_font_size(1000) == pytest.approx(1562, rel=0.001)
    assert font.getname()[0] == FONT
