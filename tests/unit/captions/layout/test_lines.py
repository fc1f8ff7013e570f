"""The lines of a cue: font size, position and spaces."""

import pytest

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.theme import STYLE_METRICS, StyleMetrics
from testing.captions import VERTICAL, ink_box, timed_text
from vidx.options import FRAME_SIZES, FrameSize
from vidx.typography.safe_area import above_captions


def test_very_long_word_is_hyphenated_at_nearly_full_size() -> None:
    cues = lay_out_cues(timed_text("Donaudampfschifffahrtsgesellschaftskapitän", 2.0), VERTICAL)

    parts = [line.text for cue in cues for line in cue.lines]
    assert all(part.endswith("-") for part in parts[:-1])
    assert "".join(part.removesuffix("-") for part in parts) == "Donaudampfschifffahrtsgesellschaftskapitän"
    assert all(cue.em_px > 0.9 * VERTICAL.em_px for cue in cues)


def test_ordinary_words_have_the_full_size() -> None:
    assert {
        cue.em_px
        for cue in lay_out_cues(timed_text("Meet the oak chair that lasts, weatherproof and light."), VERTICAL)
    } == {90.0}


@pytest.mark.parametrize("frame", FRAME_SIZES.values())
@pytest.mark.parametrize("look", STYLE_METRICS.values())
def test_two_lines_of_a_tall_script_stay_below_the_overlays(frame: FrameSize, look: StyleMetrics) -> None:
    canvas = Canvas(frame, look)
    cues = lay_out_cues(timed_text("अंतरराष्ट्रीय विश्वविद्यालय पुस्तकालयाध्यक्ष सहानुभूतिपूर्ण", 0.4), canvas)

    assert any(len(cue.lines) > 1 for cue in cues)
    assert all(ink_box(cue, canvas)[1] >= above_captions(frame).bottom_px for cue in cues)
    assert all(ink_box(cue, canvas)[3] <= canvas.safe_box.bottom_px for cue in cues)


def test_lines_of_text_without_spaces_have_no_spaces() -> None:
    cues = lay_out_cues(timed_text("毎朝、淹れたてのコーヒーを楽しもう。", 3.0), VERTICAL)

    assert " " not in "".join(line.text for cue in cues for line in cue.lines)
