"""Captions as libass really draws them, with the shipped fonts and nothing else."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import ImageFont

from functions.captions import ass, theme
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import Cue, lay_out_cues
from functions.captions.theme import STYLE_METRICS
from tests.unit.captions.test_cues import BRAND, TALL, said
from vidx.options import CAPTION_STYLES, FRAMES, CaptionStyle, Frame
from vidx.typography.measure import FONT, ass_font_size, width_em
from vidx.typography.safe_area import above_captions

FONTS: Final = Path(__file__).parents[3] / "build" / "ffmpeg" / "fonts"
NO_SYSTEM_FONTS: Final = {"FONTCONFIG_FILE": "/nowhere/fonts.conf"}


def ink(
    text: str, at_s: float, frame: Frame, folder: Path, caption_style: CaptionStyle = "pop"
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which pixels of the frame the captions of `text` have changed, `at_s` seconds in."""
    return drawing(
        lay_out_cues(said(text), Canvas(frame, STYLE_METRICS[caption_style])), at_s, frame, folder, caption_style
    )


def drawing(
    shown: Sequence[Cue], at_s: float, frame: Frame, folder: Path, caption_style: CaptionStyle = "pop"
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which pixels of the frame the cues have changed."""
    (folder / "captions.ass").write_text(ass.write_ass(shown, frame, caption_style, BRAND), "utf-8")
    source = f"color=0x00FF00:s={frame.width_px}x{frame.height_px}:r=100:d=0.01,format=gbrp"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "fatal", "-f", "lavfi", "-i", source]
    command += ["-vf", f"setpts=PTS+{at_s}/TB,ass=captions.ass:fontsdir={FONTS}", "-frames:v", "1"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, cwd=folder, env=NO_SYSTEM_FONTS, capture_output=True, check=True).stdout
    red, green, blue = np.moveaxis(np.frombuffer(raw, np.uint8).reshape(frame.height_px, frame.width_px, 3), 2, 0)
    changed: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (red > 24) | (green < 255 - 24) | (blue > 24)
    return changed


def bounds(changed: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the changed pixels."""
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


@pytest.mark.parametrize("format_", list(FRAMES))
@pytest.mark.parametrize("text", ["Weatherproof Ångström", "Supercalifragilisticexpialidocious", "Gyjpq, (quickly)!"])
@pytest.mark.parametrize("caption_style", CAPTION_STYLES)
def test_nothing_is_drawn_outside_the_safe_box(
    text: str, format_: str, caption_style: CaptionStyle, tmp_path: Path
) -> None:
    canvas = Canvas(FRAMES[format_], STYLE_METRICS[caption_style])

    left, top, right, bottom = bounds(ink(text, 0.07, canvas.frame, tmp_path, caption_style))

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
def test_override_codes_are_drawn_letter_by_letter(
    hostile: str, plain: str, caption_style: CaptionStyle, tmp_path: Path
) -> None:
    """As wide and high as the same text with harmless slashes, which are no wider than theirs."""
    drawn = bounds(ink(hostile, 0.2, TALL.frame, tmp_path, caption_style))

    assert drawn == pytest.approx(bounds(ink(plain, 0.2, TALL.frame, tmp_path, caption_style)), abs=12)


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("pay\u202e99\u2066x\u061c", "pay99x"),
        ("z\u200be\u2060r\ufeffo\u00ad", "zero"),
        ("<b>&amp;\x07</b>", "<b>&amp;</b>"),
        ("1\ufe0f2\u20dd34", "1234"),
    ],
)
def test_what_is_hidden_in_a_text_changes_no_pixel(hostile: str, plain: str, tmp_path: Path) -> None:
    drawn = ink(hostile, 0.2, TALL.frame, tmp_path)

    assert np.array_equal(drawn, ink(plain, 0.2, TALL.frame, tmp_path))


@pytest.mark.parametrize("word", ["HHHHH", "ΗΗΗΗΗ", "ДДДДД"])
def test_words_are_as_wide_as_measured(word: str, tmp_path: Path) -> None:
    left, _, right, _ = bounds(ink(word, 0.34, TALL.frame, tmp_path))

    drawn_em = (right - left) / TALL.em_px
    extra_em = 2 * (theme.OUTLINE_WIDTH + theme.SHADOW_BLUR + theme.MAX_POP_GROWTH)
    assert width_em(word) - 0.2 <= drawn_em <= width_em(word) + extra_em


def test_width_table_is_that_of_the_shipped_font() -> None:
    text, em_px = "Weatherproof $49.99 Привет café", 1000
    font = ImageFont.truetype(FONTS / "montserrat-extrabold.ttf", em_px, layout_engine=ImageFont.Layout.BASIC)

    advances_em = sum(font.getlength(char) for char in text) / em_px

    assert width_em(text) == pytest.approx(advances_em, rel=0.001)


def test_font_size_counts_the_whole_line_height() -> None:
    font = ImageFont.truetype(FONTS / "montserrat-extrabold.ttf", 1000)

    assert ass_font_size(1000) == pytest.approx(1562, rel=0.001)
    assert font.getname()[0] == FONT
